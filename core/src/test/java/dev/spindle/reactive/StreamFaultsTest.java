package dev.spindle.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Faults that come at the same moment as something else, or in a shape of their own. */
class StreamFaultsTest extends StreamTest {

    @Test
    void failure_whoseCausesLeadInACircle_endsTheGoroutine() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        IllegalStateException failure = new IllegalStateException("on purpose");
        failure.initCause(new IllegalStateException("its cause", failure));
        Probe<Integer> probe = generate(emitter -> {
            begun.countDown();
            while (!emitter.isCancelled()) {
                Thread.onSpinWait();
            }
            throw failure;
        });
        probe.subscription.request(1);
        begun.await();
        probe.subscription.cancel();
        awaitNoGoroutine();
        assertThat(uncaught.poll()).isSameAs(failure);
    }

    @Test
    void onCancel_actionThatThrows_keepsNoOtherFromRunning() throws InterruptedException {
        AtomicInteger ran = new AtomicInteger();
        IllegalStateException first = new IllegalStateException("first");
        IllegalStateException second = new IllegalStateException("second");
        CountDownLatch asked = new CountDownLatch(1);
        Probe<Integer> probe = generate(emitter -> {
            emitter.onCancel(() -> {
                throw first;
            });
            emitter.onCancel(ran::incrementAndGet);
            emitter.onCancel(() -> {
                throw second;
            });
            emitter.onCancel(ran::incrementAndGet);
            asked.countDown();
            emitter.awaitDemand(100);
        });
        probe.subscription.request(1);
        asked.await();
        assertThatThrownBy(probe.subscription::cancel).isSameAs(first).hasSuppressedException(second);
        assertThat(ran).hasValue(2);
        awaitNoGoroutine();
    }

    /** Two others find each other while they ask for turns, and the generator comes out of its wait at that moment. */
    @Test
    void emit_ofSeveralThatBeginAtOnce_isSerialAndWithinTheDemand() throws InterruptedException {
        for (int round = 0; round < 3000; round++) {
            CountDownLatch go = new CountDownLatch(1);
            Probe<Integer> probe = generate(emitter -> {
                CountDownLatch one = new CountDownLatch(1);
                CountDownLatch both = new CountDownLatch(2);
                for (int i = 0; i < 2; i++) {
                    Thread.startVirtualThread(() -> {
                        try {
                            go.await();
                            boolean _ = emitter.tryEmit(1);
                            one.countDown();
                            both.countDown();
                        } catch (InterruptedException e) {
                            throw new AssertionError(e);
                        }
                    });
                }
                go.countDown();
                one.await();
                for (int i = 0; i < 20; i++) {
                    boolean _ = emitter.tryEmit(2);
                }
                both.await();
            });
            probe.subscription.request(10);
            assertThat(probe.awaitEnd()).isEqualTo("complete");
            assertThat(probe.overlaps).hasValue(0); // rule 1.3
            assertThat(probe.elements).hasSizeLessThanOrEqualTo(10); // rule 1.1
        }
    }

    /** A subscriber asks for more at the moment at which a failure overtakes what it has not asked for. */
    @Test
    void failure_thatOvertakes_whileASubscriberAsks_isNeverACompletion() throws InterruptedException {
        IllegalStateException failure = new IllegalStateException("on purpose");
        for (int round = 0; round < 3000; round++) {
            GoroutineProcessor<Integer, Integer> processor = GoroutineProcessor.of(
                    4,
                    (in, out) -> {
                        for (int each : in) {
                            out.emit(each);
                        }
                        throw failure;
                    },
                    options);
            Probe<Integer> probe = subscribe(processor);
            Probe<Integer> slow = subscribe(processor);
            slow.subscription.request(1);
            probe.subscription.request(1);
            numbers(3).subscribe(processor);
            Thread asking = Thread.startVirtualThread(() -> {
                while (probe.ends.isEmpty()) {
                    probe.subscription.request(1);
                }
            });
            assertThat(probe.awaitEnd()).isSameAs(failure);
            assertThat(probe.elements).isEqualTo(range(probe.elements.size()));
            assertThat(slow.awaitEnd()).isSameAs(failure);
            asking.join();
        }
    }
}
