package dev.spindle.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.Go;
import dev.spindle.GoRuntime;
import dev.spindle.Goroutine;
import dev.spindle.channel.Beside;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What has ended leaves nothing behind: not in its parent, not in a timer heap, not in memory. */
@Timeout(120)
class ContextLeakTest {

    private static final int MANY = 20_000;

    private final CancelContext parent = Context.background().withCancel();

    private int known() {
        return ((TreeContext) parent).knows();
    }

    @Test
    void endedChildren_areForgotten() {
        int before = GoRuntime.shared().stats().timers();
        for (int i = 0; i < MANY; i++) {
            try (CancelContext child = i % 2 == 0 ? parent.withCancel() : parent.withTimeout(Duration.ofDays(1))) {
                assertThat(child.isDone()).isFalse();
            }
        }
        assertThat(known()).isZero();
        Beside.await(() -> GoRuntime.shared().stats().timers() <= before);
    }

    @Test
    void endedGoroutines_areForgotten() throws Exception {
        List<Goroutine> all = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            all.add(Go.go(parent, () -> {}));
        }
        for (Goroutine g : all) {
            g.join();
        }
        Beside.await(() -> known() == 0); // it is told after the end
    }

    @Test
    void stoppedRegistrations_areForgotten() {
        for (int i = 0; i < MANY; i++) {
            assertThat((i % 2 == 0 ? parent.onDone(() -> {}) : parent.afterFunc(() -> {})).stop())
                    .isTrue();
        }
        assertThat(known()).isZero();
    }

    @Test
    void endedChildren_canBeCollected() {
        assertCollected(open -> {
            open.cancel();
            return open;
        });
        assertCollected(open -> {
            CancelContext timed = open.withTimeout(Duration.ofDays(1));
            open.cancel();
            return timed;
        });
        assertCollected(open -> {
            CancelContext timed = open.withTimeout(Duration.ofDays(1));
            timed.cancel();
            open.cancel();
            return timed;
        });
        assertCollected(open -> {
            open.afterFunc(() -> {}).stop();
            open.done();
            open.close();
            return open;
        });
    }

    /** A child of this parent, which lives on, must go. */
    private void assertCollected(Function<CancelContext, CancelContext> ends) {
        WeakReference<CancelContext> gone = new WeakReference<>(ends.apply(parent.withCancel()));
        Beside.await(() -> {
            System.gc();
            return gone.refersTo(null);
        });
        assertThat(parent.isDone()).isFalse();
    }

    /** Of an ended context that somebody keeps, its children can be collected. */
    @Test
    void keptContext_onceDone_keepsNoChild() {
        WeakReference<CancelContext> gone = new WeakReference<>(parent.withCancel());
        parent.cancel();
        Beside.await(() -> {
            System.gc();
            return gone.refersTo(null);
        });
        assertThat(parent.isDone()).isTrue();
    }

    /** What derives from something that never ends hangs nowhere. */
    @Test
    void openChildrenOfTheBackground_canBeCollected() {
        WeakReference<CancelContext> gone =
                new WeakReference<>(parent.withoutCancel().withCancel());
        Beside.await(() -> {
            System.gc();
            return gone.refersTo(null);
        });
        assertThat(known()).isZero();
    }
}
