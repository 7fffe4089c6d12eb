package dev.spindle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A hundred thousand goroutines parked at once, then all resumed. */
@Timeout(120)
class ManyGoroutinesTest {

    private static final int MANY = 100_000;

    @Test
    void manyParked_thenAllWoken_allEndAndTheirHostsGo() throws Exception {
        try (GoRuntime runtime = Testing.runtime(2)) {
            AtomicReferenceArray<Thread> parked = new AtomicReferenceArray<>(MANY);
            AtomicBoolean released = new AtomicBoolean();
            CountDownLatch parking = new CountDownLatch(MANY);
            AtomicInteger resumed = new AtomicInteger();
            for (int i = 0; i < MANY; i++) {
                int index = i;
                runtime.go(() -> {
                    parked.set(index, Thread.currentThread());
                    parking.countDown();
                    while (!released.get()) {
                        LockSupport.park();
                    }
                    resumed.incrementAndGet();
                });
            }
            Testing.await(parking);
            Testing.until("all wait", () -> runtime.stats().waiting() == MANY);
            assertThat(resumed).hasValue(0);
            released.set(true);
            for (int i = 0; i < MANY; i++) {
                LockSupport.unpark(parked.get(i));
            }
            Testing.until("all have ended", () -> runtime.stats().goroutines() == 0);
            assertThat(resumed).hasValue(MANY);
            Testing.until("idle hosts are capped", () -> runtime.stats().hosts() <= 2 * 64 + 1024);
            Testing.until("all is quiet: " + runtime.stats(), () -> StatsTest.isQuiet(runtime.stats()));
        }
    }
}
