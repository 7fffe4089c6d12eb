package dev.spindle.examples.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.GoRuntime;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HogTest {

    private static final long PERIOD_NANOS = 20_000_000;

    @TempDir
    private Path data;

    @Test
    void requests_besideAHogOnEveryP_areDelayedByTensOfMillisecondsAtMost() throws Exception {
        try (RunningDemo demo = RunningDemo.start(data, 1000)) {
            for (int i = 1; i <= 200; i++) {
                demo.json("/orders/" + i); // compiled by then
            }
            int hogs = demo.bean(GoRuntime.class).parallelism();
            List<CompletableFuture<HttpResponse<String>>> burning = new ArrayList<>();
            for (int i = 0; i < hogs; i++) {
                burning.add(demo.client()
                        .sendAsync(
                                HttpRequest.newBuilder(demo.uri("/hog?millis=2000"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString()));
            }
            Patience.until("all hogs burn", () -> demo.bean(Admission.class).inside() == hogs);
            List<CompletableFuture<Long>> asked = new ArrayList<>();
            long first = System.nanoTime();
            while (burning.stream().noneMatch(CompletableFuture::isDone)) {
                asked.add(ask(demo, first + asked.size() * PERIOD_NANOS));
            }
            for (var each : burning) {
                assertThat(each.get().statusCode()).isEqualTo(200);
            }
            List<Long> millis = new ArrayList<>();
            for (var each : asked) {
                millis.add(each.get());
            }
            Collections.sort(millis);
            System.out.println("beside hogs: " + millis.size() + " requests, p50 " + at(millis, 50) + " p90 "
                    + at(millis, 90) + " p99 " + at(millis, 99) + " most " + millis.getLast() + " ms");
            assertThat(millis).hasSizeGreaterThan(20);
            assertThat(at(millis, 50)).isLessThan(50);
            assertThat(at(millis, 90)).isLessThan(100);
            assertThat(millis.getLast()).isLessThan(500);
        }
    }

    /** Asks when it is due, whatever became of the others, and counts from then in milliseconds: a stall counts for all that it delays. */
    private static CompletableFuture<Long> ask(RunningDemo demo, long due) {
        for (long left; (left = due - System.nanoTime()) > 0; ) {
            LockSupport.parkNanos(left);
        }
        return demo.client()
                .sendAsync(HttpRequest.newBuilder(demo.uri("/orders/1")).build(), HttpResponse.BodyHandlers.ofString())
                .thenApply(answer -> {
                    assertThat(answer.statusCode()).isEqualTo(200);
                    return (System.nanoTime() - due) / 1_000_000;
                });
    }

    private static long at(List<Long> sorted, int percent) {
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }
}
