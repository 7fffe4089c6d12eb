package dev.spindle.examples.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class OrderTableTest {

    private static DataSource inMemory(String name) {
        return new DriverManagerDataSource("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1;LAZY_QUERY_EXECUTION=TRUE");
    }

    @Test
    void fill_anEmptyDatabase_makesOrdersWithoutGaps() throws Exception {
        DataSource dataSource = inMemory("empty");
        OrderTable table = new OrderTable(dataSource);
        table.fill(1000);
        assertThat(table.count()).isEqualTo(1000);
        Set<String> customers = new HashSet<>();
        long last = 0;
        try (OrderRows rows = new Orders(dataSource).all()) {
            for (Order order = rows.next(); order != null; order = rows.next()) {
                assertThat(order.id()).isEqualTo(++last);
                assertThat(order.quantity()).isBetween(1, 9);
                assertThat(order.cents()).isBetween(100L, 99_999L);
                assertThat(order.item()).matches("item-\\d+");
                customers.add(order.customer());
            }
        }
        assertThat(last).isEqualTo(1000);
        assertThat(customers).hasSizeGreaterThan(900);
    }

    @Test
    void fill_whatAnInterruptedStartLeft_addsTheMissingOrdersOnly() throws Exception {
        DataSource dataSource = inMemory("half");
        Orders orders = new Orders(dataSource);
        new OrderTable(dataSource).fill(700);
        Order before = orders.find(700);
        new OrderTable(dataSource).fill(250_001);
        new OrderTable(dataSource).fill(250_001);
        assertThat(orders.find(700)).isEqualTo(before).isNotNull();
        assertThat(orders.find(701)).isNotNull();
        assertThat(orders.find(250_001)).isNotNull();
        assertThat(orders.find(250_002)).isNull();
    }

    @Test
    void fill_aDatabaseThatHasMore_leavesIt() throws Exception {
        DataSource dataSource = inMemory("more");
        new OrderTable(dataSource).fill(20);
        OrderTable table = new OrderTable(dataSource);
        table.fill(10);
        assertThat(new Orders(dataSource).find(20)).isNotNull();
        assertThat(table.count()).isEqualTo(20);
    }
}
