package dev.spindle.examples.webflux;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A result of any size, of which a few rows are in memory at a time.
 *
 * <p>PostgreSQL fetches by a cursor only inside a transaction and with a fetch size; H2 reads row by row where it executes
 * lazily, as the URL in {@code application.properties} asks. Not thread-safe.
 */
final class OrderRows implements AutoCloseable {

    private static final int FETCH_SIZE = 256;

    private final Connection connection;
    private final PreparedStatement statement;
    private final ResultSet rows;
    private Runnable onClose = () -> {};

    private OrderRows(Connection connection, PreparedStatement statement, ResultSet rows) {
        this.connection = connection;
        this.statement = statement;
        this.rows = rows;
    }

    static OrderRows of(DataSource dataSource, String query) throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            connection.setAutoCommit(false);
            PreparedStatement statement = connection.prepareStatement(query);
            statement.setFetchSize(FETCH_SIZE);
            return new OrderRows(connection, statement, statement.executeQuery());
        } catch (SQLException | RuntimeException e) {
            try (connection) {
                throw e;
            }
        }
    }

    /** The next order, or null at the end. */
    @Nullable
    Order next() throws SQLException {
        return rows.next() ? Orders.order(rows) : null;
    }

    /** Says what to do once all is closed. */
    OrderRows onClose(Runnable action) {
        onClose = action;
        return this;
    }

    @Override
    public void close() throws SQLException {
        try (connection;
                statement) {
            rows.close();
        } finally {
            onClose.run();
        }
    }
}
