package dev.spindle.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spindle.GoRuntime;
import dev.spindle.Goroutine;
import dev.spindle.channel.Beside;
import dev.spindle.channel.Channel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens when a context is done: {@code afterFunc} and {@code onDone}. */
@Timeout(120)
class AfterFuncTest {

    private final CancelContext context = Context.background().withCancel();

    @Test
    void afterFunc_cancelled_runsOnce_onAGoroutine() throws Exception {
        CompletableFuture<Goroutine> ran = new CompletableFuture<>();
        AtomicInteger times = new AtomicInteger();
        Registration registration = context.afterFunc(() -> {
            times.incrementAndGet();
            ran.complete(Goroutine.current());
        });
        assertThat(ran).isNotDone();
        context.cancel();
        context.cancel();
        assertThat(ran.get(60, TimeUnit.SECONDS)).isNotNull();
        assertThat(registration.stop()).isFalse();
        assertThat(times).hasValue(1);
    }

    @Test
    void afterFunc_timeout_runs() throws Exception {
        CompletableFuture<Void> ran = new CompletableFuture<>();
        try (CancelContext timed = context.withTimeout(Duration.ofMillis(5))) {
            timed.withValue(Context.Key.of("key"), 1).afterFunc(() -> ran.complete(null));
            ran.get(60, TimeUnit.SECONDS);
            assertThat(timed.err()).isInstanceOf(DeadlineExceededException.class);
        }
    }

    @Test
    void afterFunc_onWhatIsDone_runsAtOnce() throws Exception {
        context.cancel();
        CompletableFuture<Void> ran = new CompletableFuture<>();
        Registration registration = context.afterFunc(() -> ran.complete(null));
        ran.get(60, TimeUnit.SECONDS);
        assertThat(registration.stop()).isFalse();
    }

    @Test
    void afterFunc_stopped_doesNotRun() throws Exception {
        AtomicInteger ran = new AtomicInteger();
        CompletableFuture<Void> other = new CompletableFuture<>();
        Registration registration = context.afterFunc(ran::incrementAndGet);
        context.afterFunc(() -> other.complete(null));
        assertThat(registration.stop()).isTrue();
        assertThat(registration.stop()).isFalse();
        context.cancel();
        other.get(60, TimeUnit.SECONDS);
        assertThat(ran).hasValue(0);
    }

    /** Neither does cancel wait for the goroutine, nor does stop. */
    @Test
    void afterFunc_isAsynchronous() throws Exception {
        Channel<String> steps = Channel.unbuffered();
        CompletableFuture<String> got = new CompletableFuture<>();
        Registration registration = context.afterFunc(() -> {
            try {
                got.complete(steps.receive());
            } catch (InterruptedException e) {
                got.completeExceptionally(e);
            }
        });
        context.cancel();
        assertThat(registration.stop()).isFalse();
        steps.send("goes on");
        assertThat(got.get(60, TimeUnit.SECONDS)).isEqualTo("goes on");
    }

    @Test
    void afterFunc_runtimeClosedMeanwhile_runsInTheSharedOne() throws Exception {
        CompletableFuture<GoRuntime> where = new CompletableFuture<>();
        CompletableFuture<GoRuntime> before = new CompletableFuture<>();
        try (GoRuntime runtime = GoRuntime.builder().build()) {
            CancelContext early = Context.background().withCancel();
            CompletableFuture<Void> registered = new CompletableFuture<>();
            runtime.go(() -> {
                context.afterFunc(() -> where.complete(GoRuntime.current()));
                early.afterFunc(() -> before.complete(GoRuntime.current()));
                registered.complete(null);
            });
            registered.get(60, TimeUnit.SECONDS);
            early.cancel();
            assertThat(before.get(60, TimeUnit.SECONDS)).isSameAs(runtime);
        }
        context.cancel();
        assertThat(where.get(60, TimeUnit.SECONDS)).isSameAs(GoRuntime.shared());
    }

    @Test
    void onDone_runsBeforeCancelReturns_inOrder() {
        List<Integer> order = new ArrayList<>();
        context.onDone(() -> order.add(1));
        Registration second = context.onDone(() -> order.add(2));
        context.withCancel().onDone(() -> order.add(4));
        context.onDone(() -> order.add(3));
        assertThat(second.stop()).isTrue();
        context.cancel();
        assertThat(order).containsExactly(1, 3, 4);
        context.onDone(() -> order.add(5));
        assertThat(order).endsWith(5);
    }

    @Test
    void onDone_seesTheContextDone() {
        CancelContext child = context.withCancel();
        List<Boolean> seen = new ArrayList<>();
        child.onDone(() -> {
            seen.add(child.isDone());
            seen.add(context.isDone());
            child.cancel(); // again, from inside
            context.cancel();
        });
        context.cancel();
        assertThat(seen).containsExactly(true, true);
    }

    @Test
    void onDone_throws_everythingElseHappens_thenCancelThrows() {
        IllegalStateException first = new IllegalStateException("first");
        AssertionError second = new AssertionError("second");
        AtomicInteger ran = new AtomicInteger();
        CancelContext child = context.withCancel();
        context.onDone(() -> {
            throw first;
        });
        context.onDone(() -> {
            throw second;
        });
        child.onDone(ran::incrementAndGet);
        assertThatThrownBy(context::cancel).isSameAs(first).hasSuppressedException(second);
        assertThat(child.isDone()).isTrue();
        assertThat(ran).hasValue(1);
        assertThat(((TreeContext) context).knows()).isZero();
        context.cancel();
    }

    /** Of a stop and a cancel that race, one wins: the action runs, or the stop says that it does not. */
    @Test
    void stopAgainstCancel_oneWins() throws Exception {
        for (int i = 0; i < 5_000; i++) {
            CancelContext racing = Context.background().withCancel();
            AtomicInteger ran = new AtomicInteger();
            Registration registration = racing.onDone(ran::incrementAndGet);
            Beside<Void> canceller = Beside.run(dev.spindle.channel.Kind.GOROUTINE, racing::cancel);
            boolean prevented = registration.stop();
            canceller.result();
            assertThat(ran.get()).isEqualTo(prevented ? 0 : 1);
        }
    }
}
