package dev.spindle.examples.webflux;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator's signal while requests come in. */
class ShutdownTest {

    private static final int CLIENTS = 30;
    private static final int ROWS_OF_SECONDS = 20_000;
    private static final int MORE_ROWS_THAN_BUFFERS_HOLD = 50_000;
    private static final int TERMINATED = 128 + 15;

    @TempDir
    private Path data;

    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();

    /** Until then whatever is asked has to be answered, if only by a refusal: what was accepted before keeps the service. */
    private final AtomicBoolean mayEnd = new AtomicBoolean();

    private final AtomicReference<Throwable> wrong = new AtomicReference<>();

    @Test
    void shutdown_underLoad_answersWhatWasAccepted_andRefusesTheRestByA503() throws Exception {
        try (DemoProcess demo = DemoProcess.start(
                data,
                List.of("-Xmx128m"),
                "--demo.orders=" + ROWS_OF_SECONDS,
                "--spring.lifecycle.timeout-per-shutdown-phase=20s")) {
            long before = demo.stats().get("answered").asLong();
            CompletableFuture<HttpResponse<InputStream>> rows =
                    demo.client().sendAsync(demo.request("/orders/stream"), HttpResponse.BodyHandlers.ofInputStream());
            List<CompletableFuture<HttpResponse<String>>> accepted = Stream.of(
                            "/hog?millis=3000", "/hog?millis=3000", "/fanout?n=10&timeout=10s")
                    .map(path -> demo.client().sendAsync(demo.request(path), HttpResponse.BodyHandlers.ofString()))
                    .toList();
            AtomicInteger looks = new AtomicInteger();
            Patience.until(
                    "they were let in",
                    () -> demo.stats().get("answered").asLong() - looks.incrementAndGet() == before + 4);
            List<Thread> clients = IntStream.range(0, CLIENTS)
                    .mapToObj(i -> Thread.startVirtualThread(() -> ask(demo)))
                    .toList();
            Patience.until("the load is there", () -> answered.get() > 5 * CLIENTS);

            demo.terminate();
            Patience.until("all of the load is refused", () -> refused.get() > 5 * CLIENTS);
            mayEnd.set(true);
            for (CompletableFuture<HttpResponse<String>> each : accepted) {
                assertThat(each.get().statusCode()).isEqualTo(200);
            }
            assertThat(RunningDemo.JSON
                            .readTree(accepted.getLast().get().body())
                            .get("arrived")
                            .asInt())
                    .isEqualTo(10);
            assertThat(rows.get().statusCode()).isEqualTo(200);
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(rows.get().body(), UTF_8))) {
                assertThat(lines.lines()).hasSize(ROWS_OF_SECONDS);
            }
            assertThat(demo.exitCode()).isEqualTo(TERMINATED);
            over.set(true);
            for (Thread client : clients) {
                client.join();
            }
            assertThat(wrong.get()).isNull();
            assertThat(demo.log())
                    .doesNotContainIgnoringCase("scheduler unavailable")
                    .doesNotContain("Rejected", " ERROR ", " WARN ");
        }
    }

    @Test
    void shutdown_whileAClientDoesNotRead_cutsItOffWhenTheTimeIsOver() throws Exception {
        try (DemoProcess demo = DemoProcess.start(
                        data,
                        List.of("-Xmx128m"),
                        "--demo.orders=" + MORE_ROWS_THAN_BUFFERS_HOLD,
                        "--spring.lifecycle.timeout-per-shutdown-phase=1s");
                LineClient stalled = new LineClient(demo.port())) {
            assertThat(stalled.next()).startsWith("{\"id\":1,");

            long begin = System.nanoTime();
            demo.terminate();
            assertThat(demo.exitCode()).isEqualTo(TERMINATED);
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .as("three phases of a second, and time to spare")
                    .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(12));

            assertThatThrownBy(() -> {
                        for (int row = 2; row <= MORE_ROWS_THAN_BUFFERS_HOLD; row++) {
                            stalled.next();
                        }
                    })
                    .as("the rows that the service had no time for")
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(SocketTimeoutException.class);
            assertThat(demo.log())
                    .doesNotContainIgnoringCase("scheduler unavailable")
                    .doesNotContain("Rejected");
        }
    }

    /** Request after request, each answered in full or refused. */
    private void ask(DemoProcess demo) {
        while (!over.get()) {
            try {
                HttpResponse<String> response = demo.get("/work");
                switch (response.statusCode()) {
                    case 200 -> answered.incrementAndGet();
                    case 503 -> {
                        assertThat(response.headers().firstValue("Content-Type"))
                                .hasValue("application/problem+json");
                        assertThat(response.body()).contains("The service is shutting down.");
                        refused.incrementAndGet();
                    }
                    default -> throw new AssertionError(response + " " + response.body());
                }
            } catch (InterruptedException | AssertionError e) {
                wrong.compareAndSet(null, e);
                return;
            } catch (IOException e) {
                // Nobody listens any more, or the connection was closed before an answer began: that is no answer in
                // part.
                if (!mayEnd.get()
                        || String.valueOf(e.getMessage()).contains("chunked transfer encoding")
                        || String.valueOf(e.getMessage()).contains("fixed content-length")) {
                    wrong.compareAndSet(null, e);
                }
                return;
            }
        }
    }
}
