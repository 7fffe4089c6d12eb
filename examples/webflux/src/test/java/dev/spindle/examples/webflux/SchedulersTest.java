package dev.spindle.examples.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
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
            Patience.until("a fan-out has what arrived in time, in order, and nothing else", () -> isHalf(demo));
            assertDisposalInterrupts(demo.bean(Engine.class));

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

    /** Calls take 20 to 200 ms; on a busy machine some are later than they should be, so this is asked for until it is right. */
    private static boolean isHalf(RunningDemo demo) throws Exception {
        JsonNode some = demo.json("/fanout?n=10&timeout=110");
        assertThat(some.get("orders").size()).isEqualTo(some.get("arrived").asInt());
        List<Long> ids = some.get("orders")
                .valueStream()
                .map(order -> order.get("id").asLong())
                .toList();
        long millis = some.get("millis").asLong();
        return ids.equals(List.of(1L, 2L, 3L, 4L, 5L)) && millis >= 110 && millis < 200;
    }

    private static void assertDisposalInterrupts(Engine engine) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Disposable call = engine.start(() -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        });
        assertThat(begun.await(Patience.LIMIT.toMillis(), TimeUnit.MILLISECONDS))
                .isTrue();
        call.dispose();
        assertThat(interrupted.await(Patience.LIMIT.toMillis(), TimeUnit.MILLISECONDS))
                .isTrue();
    }
}
