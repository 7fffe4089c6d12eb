package dev.spindle.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spindle.GoRuntime;
import dev.spindle.Testing;
import dev.spindle.channel.Beside;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Contexts that end in time. */
@Timeout(120)
class DeadlineTest {

    private static final Context BACKGROUND = Context.background();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static void assertExceeded(Context context) throws Exception {
        assertThat(context.await(PATIENCE)).isTrue();
        assertThat(context.err()).isInstanceOf(DeadlineExceededException.class).hasMessage("context deadline exceeded");
        assertThatThrownBy(context::throwIfDone).isInstanceOf(DeadlineExceededException.class);
    }

    @Test
    void timeout_passes_endsIt_notBefore() throws Exception {
        long start = System.nanoTime();
        try (CancelContext context = BACKGROUND.withTimeout(Duration.ofMillis(20))) {
            Context leaf = context.withCancel().withValue(Context.Key.of("key"), 1);
            assertExceeded(leaf);
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(20));
            assertThat(context.cause()).isSameAs(context.err());
            assertThat(leaf.cause()).isSameAs(context.err());
        }
    }

    @Test
    void deadline_passes_endsIt() throws Exception {
        Instant deadline = Instant.now().plusMillis(20);
        try (CancelContext context = BACKGROUND.withDeadline(deadline)) {
            assertThat(context.deadline()).isEqualTo(deadline);
            assertThat(context.withCancel().withTimeout(Duration.ofDays(1)).deadline())
                    .isEqualTo(deadline);
            assertExceeded(context);
            assertThat(Instant.now()).isAfterOrEqualTo(deadline.minusMillis(1)); // two clocks
        }
    }

    @Test
    void timeOrDeadline_hasPassed_isDoneAtOnce() {
        for (CancelContext context : List.of(
                BACKGROUND.withTimeout(Duration.ZERO),
                BACKGROUND.withTimeout(Duration.ofSeconds(Long.MIN_VALUE)),
                BACKGROUND.withDeadline(Instant.now()),
                BACKGROUND.withDeadline(Instant.MIN))) {
            assertThat(context.err()).isInstanceOf(DeadlineExceededException.class);
        }
    }

    @Test
    void farDeadlines_areNoTrouble() {
        for (CancelContext context : List.of(
                BACKGROUND.withTimeout(Duration.ofSeconds(Long.MAX_VALUE)), BACKGROUND.withDeadline(Instant.MAX))) {
            assertThat(context.isDone()).isFalse();
            assertThat(context.deadline()).isEqualTo(Instant.MAX);
            context.cancel();
            assertThat(context.err()).isInstanceOf(ContextCancelledException.class);
        }
    }

    @Test
    void earlierDeadlineAbove_counts() throws Exception {
        try (CancelContext parent = BACKGROUND.withTimeout(Duration.ofMillis(10))) {
            CancelContext child = parent.withTimeout(Duration.ofDays(1));
            assertThat(child.deadline()).isEqualTo(parent.deadline());
            assertExceeded(child);
        }
    }

    @Test
    void laterDeadlineAbove_doesNot() throws Exception {
        try (CancelContext parent = BACKGROUND.withTimeout(Duration.ofDays(1))) {
            assertExceeded(parent.withTimeout(Duration.ofMillis(5)));
            assertThat(parent.isDone()).isFalse();
        }
    }

    @Test
    void cause_isGiven_countsIfItIsTheTime() throws Exception {
        IOException cause = new IOException("as planned");
        CancelContext byTime = BACKGROUND.withTimeout(Duration.ofMillis(5), cause);
        assertExceeded(byTime);
        assertThat(byTime.cause()).isSameAs(cause);
        assertThatThrownBy(byTime::throwIfDone).hasCause(cause);
        CancelContext byHand = BACKGROUND.withDeadline(Instant.now().plusSeconds(86_400), cause);
        byHand.cancel();
        assertThat(byHand.cause()).isSameAs(byHand.err()).isInstanceOf(ContextCancelledException.class);
        CancelContext atOnce = BACKGROUND.withDeadline(Instant.MIN, cause);
        assertThat(atOnce.cause()).isSameAs(cause);
    }

    @Test
    void cancel_beforeTheTime_stopsTheTimer() throws Exception {
        try (GoRuntime runtime = GoRuntime.builder().build()) {
            CompletableFuture<Void> cancelled = new CompletableFuture<>();
            runtime.go(() -> {
                try (CancelContext parent = BACKGROUND.withCancel()) {
                    List<CancelContext> all = new ArrayList<>();
                    for (int i = 0; i < 1_000; i++) {
                        all.add(parent.withTimeout(Duration.ofDays(1)));
                    }
                    assertThat(runtime.stats().timers()).isGreaterThanOrEqualTo(1_000);
                    all.subList(0, 500).forEach(CancelContext::cancel);
                }
                cancelled.complete(null);
            });
            cancelled.get(60, TimeUnit.SECONDS);
            assertThat(runtime.stats().timers()).isZero();
        }
    }

    /** A deadline outlives the runtime in whose goroutine it was made. */
    @Test
    void runtime_closedBefore_theDeadlineIsKept() throws Exception {
        CompletableFuture<CancelContext> made = new CompletableFuture<>();
        GoRuntime runtime = GoRuntime.builder().build();
        runtime.go(() -> made.complete(BACKGROUND.withTimeout(Duration.ofMillis(300))));
        CancelContext context = made.get(60, TimeUnit.SECONDS);
        assertThat(runtime.close(PATIENCE)).isTrue();
        assertExceeded(context);
    }

    @Test
    void manyDeadlines_inRandomOrder_allEnd() throws Exception {
        var random = new java.util.Random(Testing.seed(DeadlineTest.class));
        List<CancelContext> all = new ArrayList<>();
        CancelContext parent = BACKGROUND.withCancel();
        for (int i = 0; i < 5_000; i++) {
            all.add(parent.withTimeout(Duration.ofNanos(random.nextInt(50_000_000))));
        }
        for (CancelContext each : all) {
            assertExceeded(each);
        }
        Beside.await(() -> ((TreeContext) parent).knows() == 0);
        assertThat(parent.isDone()).isFalse();
    }
}
