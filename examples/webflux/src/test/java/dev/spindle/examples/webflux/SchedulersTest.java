package dev.spindle.examples.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The same handlers give the same answers on each scheduler. */
class SchedulersTest {

    private static final int ORDERS = 1500;

    @TempDir
    private Path data;

    @ParameterizedTest
    @ValueSource(strings = {"spindle", "boundedElastic", "virtual"})
    void handlers_onEachScheduler_answer(String scheduler) throws Exception {
        check(scheduler, "--scheduler=" + scheduler);
    }

    @Test
    void handlers_inPortableMode_answer() throws Exception {
        check("spindle", "--spindle.mode=portable");
    }

    private void check(String scheduler, String argument) throws Exception {
        try (RunningDemo demo = RunningDemo.start(data, ORDERS, argument)) {
            assertThat(demo.json("/orders/17").get("id").asLong()).isEqualTo(17);
            assertThat(demo.get("/work").statusCode()).isEqualTo(200);

            JsonNode all = demo.json("/fanout?n=10&timeout=10s");
            assertThat(all.get("arrived").asInt()).isEqualTo(10);
            assertThat(all.get("orders").size()).isEqualTo(10);
            JsonNode some = demo.json("/fanout?n=10&timeout=110");
            assertThat(some.get("arrived").asInt()).isBetween(0, 9);
            assertThat(some.get("orders").size()).isEqualTo(some.get("arrived").asInt());

            List<String> lines = demo.get("/orders/stream").body().lines().toList();
            assertThat(lines).hasSize(ORDERS);
            assertThat(RunningDemo.JSON.readTree(lines.getLast()).get("id").asLong())
                    .isEqualTo(ORDERS);

            JsonNode stats = demo.json("/stats");
            assertThat(stats.get("scheduler").asString()).isEqualTo(scheduler);
            assertThat(stats.get("mode").asString()).isEqualTo(argument.endsWith("portable") ? "portable" : "native");
            assertThat(stats.get("runtime").isNull()).isEqualTo(!scheduler.equals("spindle"));
        }
    }
}
