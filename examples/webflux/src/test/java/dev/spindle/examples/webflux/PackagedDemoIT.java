package dev.spindle.examples.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that is made, started by nothing but {@code java -jar}; so it runs after that has been packaged. */
class PackagedDemoIT {

    private static final int ORDERS = 100;
    private static final int TERMINATED = 128 + 15;

    @TempDir
    private Path data;

    @Test
    void jar_startedByItself_isNativeAndServes() throws Exception {
        Path jar = Path.of(System.getProperty("spindle.demo.jar"));
        try (DemoProcess demo = DemoProcess.startJar(jar, data, "--demo.orders=" + ORDERS)) {
            assertThat(demo.stats().get("mode").asString()).isEqualTo("native");
            assertThat(demo.get("/orders/7").body()).startsWith("{\"id\":7,");
            assertThat(demo.get("/orders/stream").body().lines()).hasSize(ORDERS);
            assertThat(demo.get("/fanout?n=3&timeout=10s").body()).contains("\"arrived\":3");
            assertThat(demo.get("/").body()).contains("<html");
            assertThat(demo.get("/orders/none").statusCode()).isEqualTo(400);
            demo.terminate();
            assertThat(demo.exitCode()).isEqualTo(TERMINATED);
            assertThat(demo.log()).containsOnlyOnce(" is native: ").doesNotContain(" WARN ", " ERROR ", "WARNING:");
        }
    }
}
