package dev.spindle.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.GoRuntime;
import dev.spindle.channel.Beside;
import dev.spindle.channel.Channel;
import dev.spindle.channel.Receiver;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Contexts of somebody's own as parents. */
@Timeout(120)
class ForeignContextTest {

    private static final Context.Key<String> USER = Context.Key.of("user");

    /** Passes everything on but {@code onDone}, so that children have to watch it. */
    private static class Watched implements Context {
        final Context inner;

        Watched(Context inner) {
            this.inner = inner;
        }

        @Override
        public Instant deadline() {
            return inner.deadline();
        }

        @Override
        public Receiver<Void> done() {
            return inner.done();
        }

        @Override
        public ContextDoneException err() {
            return inner.err();
        }

        @Override
        public Throwable cause() {
            return inner.cause();
        }

        @Override
        public <T> T value(Key<T> key) {
            return inner.withValue(USER, "of the wrapper").value(key);
        }
    }

    /** Passes {@code onDone} on, too: no goroutine is needed. */
    private static final class Wrapping extends Watched {
        Wrapping(Context inner) {
            super(inner);
        }

        @Override
        public Registration onDone(Runnable action) {
            return inner.onDone(action);
        }
    }

    /** How many goroutines watch a context. */
    private static int watchers() {
        return GoRuntime.shared().dump().split("DoneWatcher\\.watch\\(", -1).length - 1;
    }

    @Test
    void parentEnds_childEndsTheSameWay() throws Exception {
        for (boolean wrapping : new boolean[] {false, true}) {
            CancelContext inner = Context.background().withCancel();
            Context foreign = wrapping ? new Wrapping(inner) : new Watched(inner);
            CancelContext child = foreign.withValue(Context.Key.of("key"), 1).withCancel();
            Context grandchild = child.withTimeout(Duration.ofDays(1));
            CompletableFuture<Void> after = new CompletableFuture<>();
            foreign.afterFunc(() -> after.complete(null));
            assertThat(grandchild.value(USER)).isEqualTo("of the wrapper");
            Exception cause = new Exception("as planned");
            inner.cancel(cause);
            assertThat(grandchild.await(Duration.ofSeconds(60))).isTrue();
            assertThat(child.cause()).isSameAs(cause);
            assertThat(grandchild.cause()).isSameAs(cause);
            assertThat(grandchild.err()).isInstanceOf(ContextCancelledException.class);
            after.get(60, TimeUnit.SECONDS);
            CancelContext late = foreign.withCancel();
            assertThat(late.cause()).isSameAs(cause);
        }
    }

    @Test
    void deadlineOfTheParent_counts() throws Exception {
        try (CancelContext inner = Context.background().withTimeout(Duration.ofMillis(10))) {
            CancelContext child = new Watched(inner).withTimeout(Duration.ofDays(1));
            assertThat(child.deadline()).isEqualTo(inner.deadline());
            assertThat(child.await(Duration.ofSeconds(60))).isTrue();
            assertThat(child.err()).isInstanceOf(DeadlineExceededException.class);
        }
    }

    @Test
    void childEnds_theParentForgetsIt() {
        TreeContext inner = (TreeContext) Context.background().withCancel();
        CancelContext child = new Wrapping(inner).withCancel();
        assertThat(inner.knows()).isEqualTo(1);
        child.cancel();
        assertThat(inner.knows()).isZero();
    }

    /** Watchers end with what they watch for, and when they are not needed any more. */
    @Test
    void watchers_goWithTheChildren() {
        CancelContext inner = Context.background().withCancel();
        Beside.await(() -> watchers() == 0);
        List<CancelContext> children = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            children.add(new Watched(inner).withCancel());
        }
        Beside.await(() -> watchers() == 10);
        CancelContext below = children.getFirst().withCancel().withTimeout(Duration.ofDays(1));
        assertThat(watchers()).as("a child of a child needs none").isEqualTo(10);
        children.subList(0, 5).forEach(CancelContext::cancel);
        assertThat(below.isDone()).isTrue();
        Beside.await(() -> watchers() == 5);
        inner.cancel();
        Beside.await(() -> watchers() == 0);
        assertThat(children).allMatch(Context::isDone);
    }

    @Test
    void wrappedContexts_needNoWatchers() {
        Beside.await(() -> watchers() == 0);
        CancelContext inner = Context.background().withCancel();
        CancelContext child = new Wrapping(inner).withCancel();
        new Wrapping(Context.background()).withCancel();
        new Wrapping(inner.withoutCancel()).withCancel();
        assertThat(watchers()).isZero();
        inner.cancel();
        assertThat(child.isDone()).isTrue();
    }

    @Test
    void stop_ofAWatcher_preventsTheAction() {
        CancelContext inner = Context.background().withCancel();
        Context foreign = new Watched(inner);
        Registration stopped = foreign.onDone(() -> {
            throw new AssertionError("was stopped");
        });
        CompletableFuture<Void> other = new CompletableFuture<>();
        Registration fired = foreign.onDone(() -> other.complete(null));
        assertThat(stopped.stop()).isTrue();
        assertThat(stopped.stop()).isFalse();
        inner.cancel();
        other.join();
        assertThat(fired.stop()).isFalse();
        CompletableFuture<Thread> atOnce = new CompletableFuture<>();
        foreign.onDone(() -> atOnce.complete(Thread.currentThread()));
        assertThat(atOnce).isCompletedWithValue(Thread.currentThread());
    }

    /** One that says so by its channel only is cancelled. */
    @Test
    void contextWithoutErr_isCancelledByItsChannel() throws Exception {
        Channel<Void> done = Channel.unbuffered();
        Context silent = new Watched(Context.background()) {
            @Override
            public Receiver<Void> done() {
                return done;
            }
        };
        CancelContext child = silent.withCancel();
        done.close();
        assertThat(child.await(Duration.ofSeconds(60))).isTrue();
        assertThat(child.err()).isInstanceOf(ContextCancelledException.class).isSameAs(child.cause());
    }

    /** Children come and go while the parent ends: none stays open. */
    @Test
    void childrenAgainstTheEnd_allAreDone() throws Exception {
        for (int i = 0; i < 500; i++) {
            CancelContext inner = Context.background().withCancel();
            Context foreign = i % 2 == 0 ? new Watched(inner) : new Wrapping(inner);
            Beside<List<CancelContext>> deriving = Beside.call(dev.spindle.channel.Kind.GOROUTINE, () -> {
                List<CancelContext> children = new ArrayList<>();
                for (int k = 0; k < 5; k++) {
                    children.add(foreign.withCancel());
                }
                children.get(2).cancel();
                return children;
            });
            inner.cancel();
            for (CancelContext child : deriving.result()) {
                assertThat(child.await(Duration.ofSeconds(60))).isTrue();
            }
        }
    }
}
