package dev.spindle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spindle.context.CancelContext;
import dev.spindle.context.Context;
import dev.spindle.sync.SingleFlight;
import dev.spindle.sync.WaitGroup;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Goroutines that sync and context start, and that a runtime closes before. */
@Timeout(120)
class NeverBegunTest {

    /** Accepted and never begun, as the only M is busy until the runtime has given up; portable goroutines begin all the same. */
    @Test
    void close_beforeItBegins_whatOthersWaitFor_isMadeUpFor() throws Exception {
        GoRuntime runtime =
                Testing.build(GoRuntime.builder().parallelism(1).maxMachines(1).uncaughtHandler((thread, t) -> {}));
        AtomicBoolean released = new AtomicBoolean();
        WaitGroup group = new WaitGroup();
        SingleFlight<String, String> flights = new SingleFlight<>();
        CompletableFuture<Void> after = new CompletableFuture<>();
        CompletableFuture<CompletableFuture<SingleFlight.Result<String>>> flight = new CompletableFuture<>();
        CompletableFuture<CancelContext> expiring = new CompletableFuture<>();
        Goroutine hog = runtime.go(() -> {
            group.go(() -> {});
            flight.complete(flights.start("key", () -> "value"));
            CancelContext cancelled = Context.background().withCancel();
            cancelled.afterFunc(() -> after.complete(null));
            cancelled.cancel();
            expiring.complete(Context.background().withTimeout(Duration.ofMillis(10)));
            Testing.burnUntil(released::get);
        });
        CancelContext context = expiring.get();
        assertThat(runtime.close(Duration.ZERO)).isFalse();

        assertThat(group.await(Testing.PATIENCE)).isTrue();
        assertThat(context.await(Testing.PATIENCE)).isTrue();
        after.get(Testing.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        CompletableFuture<SingleFlight.Result<String>> result = flight.get();
        if (Testing.isPortable()) {
            assertThat(result.get().value()).isEqualTo("value");
        } else {
            assertThatThrownBy(() -> result.get(Testing.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .hasCauseInstanceOf(RejectedExecutionException.class);
        }
        assertThat(flights.call("key", () -> "next").value()).isEqualTo("next");
        released.set(true);
        Testing.join(hog);
    }
}
