package dev.spindle.examples.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.spindle.GoRuntime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A row loop and the client at its other end. */
class StreamTest {

    /** Far more than the buffers of sockets hold. */
    private static final int ORDERS = 50_000;

    private static final Duration GONE = Duration.ofSeconds(1);

    @TempDir
    private static Path data;

    private static RunningDemo demo;

    @BeforeAll
    static void start() {
        demo = RunningDemo.start(data, ORDERS);
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    private static StreamMeter meter() {
        return demo.bean(StreamMeter.class);
    }

    private static int connections() {
        return demo.bean(HikariDataSource.class).getHikariPoolMXBean().getActiveConnections();
    }

    private static boolean rowLoopWaits() {
        return demo.bean(GoRuntime.class)
                .dump()
                .lines()
                .map(line -> line.toLowerCase(Locale.ROOT))
                .anyMatch(line -> line.contains("order rows") && line.contains("demand"));
    }

    @Test
    void rowLoop_ofAClientThatDoesNotRead_isParkedAndGoesOnWhenItDoes() throws Exception {
        try (LineClient client = new LineClient(demo.port())) {
            assertThat(client.next()).startsWith("{\"id\":1,");
            long[] seen = {-1, 0}; // so many rows, so often in a row
            Patience.until("the row loop waits for demand, and goes on waiting", () -> {
                long rows = meter().rows();
                seen[1] = rows == seen[0] && rowLoopWaits() ? seen[1] + 1 : 0;
                seen[0] = rows;
                return seen[1] == 50;
            });
            long before = seen[0];
            assertThat(before).isLessThan(ORDERS);
            assertThat(meter().open()).isOne();
            assertThat(connections()).isOne();
            for (int i = 2; i <= before; i++) {
                assertThat(client.next()).startsWith("{\"id\":" + i + ",");
            }
            Patience.until("the row loop went on", () -> meter().rows() > before);
        }
        Patience.until("the stream is closed", () -> connections() == 0);
    }

    @Test
    void clientThatGoesAway_endsTheLoopAndClosesTheConnection_withinASecond() throws Exception {
        LineClient client = new LineClient(demo.port());
        client.next();
        Patience.until("the row loop waits for demand", StreamTest::rowLoopWaits);
        client.close();
        Duration closing = Patience.until("the connection is closed", () -> meter().open() == 0 && connections() == 0);
        assertThat(closing).isLessThan(GONE);
    }

    @Test
    void clientThatGoesAway_whileTheLoopRuns_endsIt_withinASecond() throws Exception {
        LineClient client = new LineClient(demo.port());
        for (int i = 0; i < 5000; i++) {
            client.next();
        }
        client.close();
        Duration closing = Patience.until("the connection is closed", () -> meter().open() == 0 && connections() == 0);
        assertThat(closing).isLessThan(GONE);
    }
}
