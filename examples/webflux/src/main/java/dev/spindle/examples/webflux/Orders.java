package dev.spindle.examples.webflux;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The table of orders, by plain JDBC: every method blocks until the database has answered. */
@Repository
class Orders {

    private static final String COLUMNS = "id, customer, item, quantity, cents";

    private final DataSource dataSource;

    Orders(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Nullable
    Order find(long id) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT " + COLUMNS + " FROM orders WHERE id = ?")) {
            statement.setLong(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? order(rows) : null;
            }
        }
    }

    /** All orders by id. Holds a connection until the rows are closed. */
    OrderRows all() throws SQLException {
        return OrderRows.of(dataSource, "SELECT " + COLUMNS + " FROM orders ORDER BY id");
    }

    static Order order(ResultSet row) throws SQLException {
        return new Order(row.getLong(1), row.getString(2), row.getString(3), row.getInt(4), row.getLong(5));
    }
}
