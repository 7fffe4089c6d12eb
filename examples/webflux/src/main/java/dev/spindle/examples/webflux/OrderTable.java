package dev.spindle.examples.webflux;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the table of orders and the rows that it lacks, inside the database and in batches: a start that was interrupted goes on
 * where it stopped, and one that finds all does nothing.
 */
final class OrderTable {

    private static final Logger LOG = LoggerFactory.getLogger(OrderTable.class);

    /** Few enough for H2 to keep in memory. */
    private static final long BATCH = 5_000;

    private static final String TABLE = """
        CREATE TABLE IF NOT EXISTS orders (
            id BIGINT PRIMARY KEY,
            customer VARCHAR(40) NOT NULL,
            item VARCHAR(40) NOT NULL,
            quantity INT NOT NULL,
            cents BIGINT NOT NULL)\
        """;

    /** The factors are primes: neighbours in the table look nothing alike. */
    private static final String ROWS = """
        INSERT INTO orders (id, customer, item, quantity, cents)
        SELECT n, 'customer-' || MOD(n * 7919, 50021), 'item-' || MOD(n * 104729, 997),
               CAST(1 + MOD(n, 9) AS INT), 100 + MOD(n * 15485863, 99900)
        FROM NUMBERS(?, ?) AS numbers(n)\
        """;

    private final DataSource dataSource;

    /** Written by {@link #fill}. */
    private volatile long count;

    OrderTable(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Blocks until there are so many orders, or more. */
    void fill(long orders) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(TABLE);
            }
            long found = last(connection);
            if (found < orders) {
                long start = System.nanoTime();
                insert(connection, found + 1, orders);
                Duration time = Duration.ofNanos(System.nanoTime() - start);
                LOG.info("made {} orders in {} ms, once", orders - found, time.toMillis());
            }
            count = Math.max(found, orders);
        }
    }

    /** How many orders there are. */
    long count() {
        return count;
    }

    private static long last(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COALESCE(MAX(id), 0) FROM orders")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void insert(Connection connection, long first, long last) throws SQLException {
        String insert = ROWS.replace("NUMBERS", sequence(connection));
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            for (long from = first; from <= last; from += BATCH) {
                statement.setLong(1, from);
                statement.setLong(2, Math.min(last, from + BATCH - 1));
                statement.executeUpdate();
            }
        }
    }

    /** The function that gives the numbers of an interval. */
    private static String sequence(Connection connection) throws SQLException {
        String database = connection.getMetaData().getDatabaseProductName();
        return switch (database) {
            case "H2" -> "SYSTEM_RANGE";
            case "PostgreSQL" -> "GENERATE_SERIES";
            default ->
                throw new IllegalStateException("the orders can be made in H2 and PostgreSQL, not in " + database);
        };
    }
}
