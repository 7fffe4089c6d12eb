package dev.spindle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Goroutines that park and are woken in masses, so that hosts go from P to P: none is lost. */
@Timeout(300)
class ParkStressTest {

    private static final int WAVES = Integer.getInteger("waves", 60);
    private static final int WAVE = Integer.getInteger("wave", 600);

    /** One that waits until it is released, once. */
    private static final class Sleeper implements GoBody {
        private volatile Thread thread;
        private volatile boolean released;

        @Override
        public void run() {
            thread = Thread.currentThread();
            while (!released) {
                LockSupport.park(this);
            }
        }

        void release() {
            released = true;
            LockSupport.unpark(thread);
        }
    }

    @Test
    void massWakeUps_besideFreshOnes_loseNobody() throws Exception {
        Random random = new Random(Testing.seed(ParkStressTest.class));
        try (GoRuntime runtime = Testing.runtime(4)) {
            List<Sleeper> before = new ArrayList<>();
            List<Goroutine> goroutines = new ArrayList<>();
            for (int wave = 0; wave < WAVES; wave++) {
                List<Sleeper> now = new ArrayList<>();
                List<Goroutine> nowGoroutines = new ArrayList<>();
                List<Sleeper> toRelease = before;
                // Wakes the last wave from inside, while this wave starts from inside, on another P.
                Goroutine waker = runtime.go(() -> toRelease.forEach(Sleeper::release));
                boolean inside = random.nextBoolean();
                GoBody starter = () -> {
                    for (int i = 0; i < WAVE; i++) {
                        Sleeper sleeper = new Sleeper();
                        now.add(sleeper);
                        nowGoroutines.add(runtime.go(sleeper));
                        if (i % 16 == 0) {
                            Go.yield();
                        }
                    }
                };
                if (inside) {
                    Testing.join(runtime.go(starter));
                } else {
                    starter.run();
                }
                Testing.join(waker);
                for (Goroutine g : goroutines) {
                    Testing.join(g);
                }
                before = now;
                goroutines = nowGoroutines;
            }
            before.forEach(Sleeper::release);
            for (Goroutine g : goroutines) {
                Testing.join(g);
            }
            Testing.until("all have ended", () -> runtime.stats().goroutines() == 0);
        }
    }

    @Test
    void oneWakesWhatAnotherStarts_hostsGoRound_loseNobody() throws Exception {
        int n = 150_000;
        int ahead = 200;
        try (GoRuntime runtime = Testing.runtime(2)) {
            Sleeper[] sleepers = new Sleeper[n];
            Goroutine[] goroutines = new Goroutine[n];
            AtomicInteger started = new AtomicInteger();
            AtomicInteger released = new AtomicInteger();
            Goroutine starter = runtime.go(() -> {
                for (int i = 0; i < n; i++) {
                    while (i - released.get() > ahead) {
                        Go.yield();
                    }
                    sleepers[i] = new Sleeper();
                    goroutines[i] = runtime.go(sleepers[i]);
                    started.set(i + 1);
                    if (i % 8 == 0) {
                        Go.yield();
                    }
                }
            });
            Goroutine waker = runtime.go(() -> {
                for (int i = 0; i < n; i++) {
                    while (started.get() <= i || sleepers[i].thread == null) {
                        Go.yield();
                    }
                    sleepers[i].release();
                    released.set(i + 1);
                    if (i % 8 == 0) {
                        Go.yield();
                    }
                }
            });
            Testing.join(starter);
            Testing.join(waker);
            for (Goroutine g : goroutines) {
                Testing.join(g);
            }
        }
    }

    @Test
    void randomPartners_wakeEachOther_allGetThrough() throws Exception {
        long seed = Testing.seed(ParkStressTest.class);
        int n = 40;
        int rounds = 3_000;
        try (GoRuntime runtime = Testing.runtime(3)) {
            AtomicReferenceArray<Thread> parked = new AtomicReferenceArray<>(n);
            AtomicBoolean over = new AtomicBoolean();
            AtomicInteger woken = new AtomicInteger();
            List<Goroutine> all = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                int self = i;
                all.add(runtime.go(() -> {
                    Random random = new Random(seed + self);
                    for (int r = 0; r < rounds; r++) {
                        Thread partner = parked.getAndSet(random.nextInt(n), null);
                        if (partner != null) {
                            LockSupport.unpark(partner);
                        } else if (random.nextInt(4) == 0) {
                            Go.yield();
                        } else if (random.nextInt(4) == 0) {
                            LockSupport.parkNanos(random.nextInt(50_000));
                        } else {
                            Thread me = Thread.currentThread();
                            parked.set(self, me);
                            while (parked.get(self) == me && !over.get()) {
                                LockSupport.park();
                            }
                            woken.incrementAndGet();
                        }
                    }
                }));
            }
            // Those that wait when the others are through are woken from outside.
            Testing.until("all have ended", () -> {
                for (int i = 0; i < n; i++) {
                    LockSupport.unpark(parked.getAndSet(i, null));
                }
                return all.stream().allMatch(g -> g.state() == Goroutine.State.ENDED);
            });
            assertThat(woken.get()).isPositive();
        }
    }
}
