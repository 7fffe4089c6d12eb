package dev.spindle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spindle.channel.Channel;
import dev.spindle.context.CancelContext;
import dev.spindle.context.Context;
import dev.spindle.context.ContextCancelledException;
import dev.spindle.context.DeadlineExceededException;
import dev.spindle.sync.Semaphore;
import dev.spindle.sync.WaitGroup;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Goroutines that belong to a context. */
@Timeout(120)
class ContextGoroutineTest {

    private static final Context.Key<String> USER = Context.Key.of("user");

    private final ConcurrentLinkedQueue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
    private final GoRuntime runtime = Testing.build(
            GoRuntime.builder().parallelism(2).uncaughtHandler((thread, failure) -> uncaught.add(failure)));
    private final CancelContext context = Context.background().withCancel();

    @AfterEach
    void close() {
        runtime.close();
    }

    private static void waitForEver() throws InterruptedException {
        Channel.never().receive();
    }

    private Goroutine waiting(Context in) {
        Goroutine g = runtime.go(in, ContextGoroutineTest::waitForEver);
        Testing.until("it waits", () -> g.state() == Goroutine.State.WAITING);
        return g;
    }

    @Test
    void contextEnds_interruptsAllThatBelongToIt() throws Exception {
        CancelContext child = context.withCancel();
        List<Goroutine> inChild = List.of(waiting(child), waiting(child.withValue(USER, "ann")));
        Goroutine above = waiting(context);
        Goroutine detached = waiting(child.withoutCancel());
        child.cancel();
        for (Goroutine g : inChild) {
            assertThatThrownBy(() -> Testing.join(g))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(InterruptedException.class);
        }
        assertThat(above.state()).isEqualTo(Goroutine.State.WAITING);
        context.cancel();
        assertThatThrownBy(() -> Testing.join(above)).hasCauseInstanceOf(InterruptedException.class);
        assertThat(detached.state()).isEqualTo(Goroutine.State.WAITING);
        detached.cancel();
        assertThatThrownBy(() -> Testing.join(detached)).hasCauseInstanceOf(InterruptedException.class);
    }

    @Test
    void deadlinePasses_interrupts() {
        try (CancelContext timed = context.withTimeout(Duration.ofMillis(10))) {
            Goroutine g = runtime.go(timed, () -> {
                try {
                    waitForEver();
                } catch (InterruptedException e) {
                    Context.current().throwIfDone();
                }
            });
            assertThatThrownBy(() -> Testing.join(g)).hasCauseInstanceOf(DeadlineExceededException.class);
        }
    }

    @Test
    void contextIsDone_startsInterrupted() throws Exception {
        context.cancel();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        // an interrupt of one that has not begun yet is delivered as it starts, or a moment later
        Goroutine g = runtime.go(context, () -> {
            try {
                waitForEver();
            } catch (InterruptedException e) {
                interrupted.complete(true);
            }
        });
        Testing.join(g);
        assertThat(interrupted).isCompletedWithValue(true);
    }

    @Test
    void contextOfMany_ends_reachesEachOnce() throws Exception {
        int many = 20_000;
        AtomicInteger interrupted = new AtomicInteger();
        WaitGroup begun = new WaitGroup();
        begun.add(many);
        List<Goroutine> all = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            Context mine = i % 2 == 0 ? context : context.withValue(USER, "ann").withCancel();
            all.add(runtime.go(mine, () -> {
                begun.done();
                try {
                    waitForEver();
                } catch (InterruptedException e) {
                    interrupted.incrementAndGet();
                }
            }));
        }
        begun.await();
        context.cancel();
        for (Goroutine g : all) {
            Testing.join(g);
        }
        assertThat(interrupted).hasValue(many);
    }

    /** What waits for a permit, or for a lock, when its context ends gives it to the next. */
    @Test
    void contextEnds_whileWaitingForAPermit_thePermitGoesOn() throws Exception {
        Semaphore semaphore = new Semaphore(1);
        semaphore.acquire(1);
        Goroutine waits = runtime.go(context, () -> semaphore.acquire(1));
        Testing.until("it waits", () -> waits.state() == Goroutine.State.WAITING);
        Goroutine next = runtime.go(() -> semaphore.acquire(1));
        Testing.until("it waits", () -> next.state() == Goroutine.State.WAITING);
        context.cancel();
        assertThatThrownBy(() -> Testing.join(waits)).hasCauseInstanceOf(InterruptedException.class);
        semaphore.release(1);
        Testing.join(next);
        assertThat(semaphore.available()).isZero();
    }

    @Test
    void current_isTheContextItWasStartedWith() throws Exception {
        Context with = context.withValue(USER, "ann");
        CompletableFuture<Context> seen = new CompletableFuture<>();
        CompletableFuture<Context> inherited = new CompletableFuture<>();
        CompletableFuture<Context> called = new CompletableFuture<>();
        Testing.join(runtime.go(with, () -> {
            Go.sleep(Duration.ofMillis(1)); // it may come back on another thread
            seen.complete(Context.current());
            Go.go(() -> inherited.complete(Context.current()));
            Context.background().withValue(USER, "bob").call(() -> called.complete(Context.current()));
            assertThat(Context.current()).isSameAs(with);
        }));
        assertThat(seen.get(60, TimeUnit.SECONDS)).isSameAs(with);
        assertThat(inherited.get(60, TimeUnit.SECONDS)).isSameAs(Context.background());
        assertThat(called.get(60, TimeUnit.SECONDS).value(USER)).isEqualTo("bob");
        assertThat(Context.current()).isSameAs(Context.background());
    }

    @Test
    void call_onAnyThread_bindsTheContext_andPassesResultsAndFailures() {
        IOException failure = new IOException("as planned");
        assertThat(context.<Context, RuntimeException>call(Context::current)).isSameAs(context);
        assertThatThrownBy(() -> context.call(() -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(Context.current()).isSameAs(Context.background());
    }

    /** A goroutine that ended is forgotten: its context holds no trace, and cancelling hits nobody else. */
    @Test
    void goroutineEnds_contextForgetsIt_andNoInterruptComesLater() throws Exception {
        AtomicInteger interrupted = new AtomicInteger();
        for (int i = 0; i < 200; i++) {
            CancelContext mine = Context.background().withCancel();
            Goroutine g = runtime.go(mine, () -> {});
            Testing.join(runtime.go(() -> mine.cancel()));
            Testing.join(g);
            Testing.join(runtime.go(() -> {
                if (Thread.interrupted()) {
                    interrupted.incrementAndGet();
                }
            }));
        }
        assertThat(interrupted).hasValue(0);
    }

    @Test
    void endsByItsContext_isNotReported_otherFailuresAre() throws Exception {
        List<Goroutine> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            all.add(waiting(context));
        }
        all.add(runtime.go(context, () -> {
            while (true) {
                Context.current().throwIfDone();
                Thread.yield();
            }
        }));
        IOException failure = new IOException("as planned");
        Goroutine fails = runtime.go(context, () -> {
            try {
                waitForEver();
            } catch (InterruptedException e) {
                throw failure;
            }
        });
        Testing.until("it waits", () -> fails.state() == Goroutine.State.WAITING);
        context.cancel();
        for (Goroutine g : all) {
            Testing.until("it ends", () -> g.state() == Goroutine.State.ENDED);
        }
        Testing.until("the failure is reported", () -> !uncaught.isEmpty());
        assertThat(uncaught).containsExactly(failure);
    }

    /** The context is done a moment before the interrupt comes; what the body throws in between is no failure either. */
    @Test
    void seesTheEndBeforeTheInterrupt_isNotReported() throws Exception {
        CancelContext mine = Context.background().withCancel();
        CompletableFuture<Goroutine> started = new CompletableFuture<>();
        mine.onDone(
                () -> { // called before what the goroutine's start registers
                    Goroutine g = started.join();
                    Testing.until("it ends", () -> g.state() == Goroutine.State.ENDED);
                });
        started.complete(runtime.go(mine, () -> {
            while (true) {
                Context.current().throwIfDone();
            }
        }));
        mine.cancel();
        runtime.close(); // after that nothing is reported any more
        assertThat(uncaught).isEmpty();
    }

    @Test
    void dump_showsTheBody_notTheWayToIt() {
        Goroutine g = waiting(context);
        assertThat(runtime.dump())
                .contains("[chan receive (nil chan)]")
                .contains("ContextGoroutineTest.waitForEver")
                .doesNotContain("ScopedValue")
                .doesNotContain("ContextBody");
        g.cancel();
    }

    @Test
    void group_memberFails_endsTheContextWithThatCause() throws Exception {
        IOException failure = new IOException("as planned");
        try (GoGroup group = GoGroup.open(runtime, context)) {
            Context groups = group.context();
            CompletableFuture<Context> seen = new CompletableFuture<>();
            group.go(() -> {
                seen.complete(Context.current());
                waitForEver();
            });
            assertThat(seen.get(60, TimeUnit.SECONDS)).isSameAs(groups);
            group.go(() -> {
                throw failure;
            });
            assertThatThrownBy(group::join)
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isSameAs(failure);
            assertThat(groups.cause()).isSameAs(failure);
            assertThat(failure.getSuppressed()).isEmpty();
            assertThat(context.isDone()).isFalse();
        }
    }

    @Test
    void group_contextEnds_membersAreInterrupted_andJoinTellsWhy() throws Exception {
        IOException cause = new IOException("as planned");
        try (GoGroup group = GoGroup.open(runtime, context)) {
            group.go(ContextGoroutineTest::waitForEver);
            group.go(ContextGoroutineTest::waitForEver);
            context.cancel(cause);
            group.go(ContextGoroutineTest::waitForEver); // starts interrupted
            assertThatThrownBy(() -> group.join(Testing.PATIENCE))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(ContextCancelledException.class)
                    .hasCause(cause);
        }
    }

    @Test
    void group_joinedOrClosedOrCancelled_endsItsContext() throws Exception {
        for (int way = 0; way < 3; way++) {
            Context ended;
            AtomicInteger told = new AtomicInteger();
            try (GoGroup group = GoGroup.open(runtime, context)) {
                ended = group.context();
                ended.onDone(() -> {
                    told.incrementAndGet();
                    group.cancel(); // the group's lock is not held
                });
                group.go(() -> {});
                switch (way) {
                    case 0 -> group.join();
                    case 1 -> assertThat(group.join(Testing.PATIENCE)).isTrue();
                    default -> group.cancel();
                }
                if (way < 2) {
                    assertThat(ended.isDone()).isTrue();
                }
            }
            assertThat(ended.err()).isInstanceOf(ContextCancelledException.class);
            assertThat(told).hasValue(1);
        }
        try (GoGroup plain = GoGroup.open(runtime)) {
            assertThat(plain.context()).isSameAs(Context.background());
        }
        assertThat(context.isDone()).isFalse();
    }
}
