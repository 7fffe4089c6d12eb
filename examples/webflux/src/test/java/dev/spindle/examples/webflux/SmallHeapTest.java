package dev.spindle.examples.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** All of the service, 200 slow clients included, in a heap of 64 MB: a stream that ran ahead of its client would not fit. */
class SmallHeapTest {

    private static final int ORDERS = 50_000;
    private static final long LINE_NANOS = 100_000_000;

    @TempDir
    private Path data;

    @Test
    void slowClients_oneAndTwoHundred_needNoMoreHeap() throws Exception {
        List<String> jvm = List.of("-Xmx64m", "-XX:+ExitOnOutOfMemoryError");
        List<LineClient> clients = new ArrayList<>();
        try (DemoProcess demo = DemoProcess.start(data, jvm, "--demo.orders=" + ORDERS)) {
            assertThat(demo.stats().get("jvm").get("heapMax").asLong()).isLessThanOrEqualTo(64L << 20);
            clients.add(new LineClient(demo.port()));
            read(clients, 1, 20);
            assertThat(demo.stats().get("rows").asLong()).isLessThan(ORDERS);

            while (clients.size() < 200) {
                LineClient client = new LineClient(demo.port());
                for (int i = 1; i <= 20; i++) {
                    client.next();
                }
                clients.add(client);
            }
            read(clients, 21, 25);
            JsonNode stats = demo.stats();
            assertThat(stats.get("streams").asInt()).isEqualTo(200);
            assertThat(stats.get("connections").get("active").asInt()).isEqualTo(200);
            assertThat(demo.get("/orders/1").statusCode()).isEqualTo(200);
            for (LineClient client : clients) {
                client.close();
            }
            Duration closing = Patience.until("all are closed", () -> isClosed(demo.stats()));
            assertThat(closing).isLessThan(Duration.ofSeconds(1));
            assertThat(demo.log()).doesNotContain("OutOfMemory", " ERROR ");
        } finally {
            for (LineClient client : clients) {
                client.close();
            }
        }
    }

    private static boolean isClosed(JsonNode stats) {
        return stats.get("streams").asInt() == 0
                && stats.get("connections").get("active").asInt() == 0;
    }

    /** Each reads a line, ten times a second. */
    private static void read(List<LineClient> clients, int first, int last) throws Exception {
        long start = System.nanoTime();
        for (int line = first; line <= last; line++) {
            for (LineClient client : clients) {
                assertThat(client.next()).startsWith("{\"id\":" + line + ",");
            }
            long next = start + (line - first + 1) * LINE_NANOS;
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }
}
