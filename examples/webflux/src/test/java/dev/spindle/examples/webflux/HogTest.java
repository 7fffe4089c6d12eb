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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HogTest {

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
            List<Long> millis = new ArrayList<>();
            while (burning.stream().noneMatch(CompletableFuture::isDone)) {
                long start = System.nanoTime();
                demo.json("/orders/1");
                millis.add((System.nanoTime() - start) / 1_000_000);
            }
            for (var each : burning) {
                assertThat(each.get().statusCode()).isEqualTo(200);
            }
            Collections.sort(millis);
            System.out.println("beside hogs: " + millis.size() + " requests, p50 " + at(millis, 50) + " p90 "
                    + at(millis, 90) + " p99 " + at(millis, 99) + " most " + millis.getLast() + " ms");
            assertThat(millis).hasSizeGreaterThan(20);
            assertThat(at(millis, 50)).isLessThan(50);
            assertThat(at(millis, 99)).isLessThan(100);
        }
    }

    private static long at(List<Long> sorted, int percent) {
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }
}
