package dev.spindle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Cancels that race with the start and the end: they hit the one they were meant for, or nobody. */
@Timeout(300)
class GoroutineCancelStressTest {

    private static final int VICTIMS = 30_000;

    @Test
    void cancel_racingWithTheEnd_neverHitsTheNext() throws Exception {
        Random random = new Random(Testing.seed(GoroutineCancelStressTest.class));
        AtomicReference<Goroutine> target = new AtomicReference<>();
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger hits = new AtomicInteger();
        AtomicInteger strays = new AtomicInteger();
        try (GoRuntime runtime = Testing.runtime(2)) {
            Thread[] cancellers = new Thread[2];
            for (int c = 0; c < cancellers.length; c++) {
                cancellers[c] = Thread.ofPlatform().start(() -> {
                    while (!over.get()) {
                        Goroutine g = target.getAndSet(null);
                        if (g != null) {
                            g.cancel();
                        }
                        Thread.onSpinWait();
                    }
                });
            }
            for (int i = 0; i < VICTIMS; i++) {
                int spins = random.nextInt(300);
                Goroutine victim = runtime.go(() -> {
                    for (int s = 0; s < spins; s++) {
                        Thread.onSpinWait();
                    }
                    if (Thread.interrupted()) {
                        hits.incrementAndGet();
                    }
                });
                target.set(victim);
                // Innocents follow on the same host, each with a look at its flag at the start and at its end.
                Goroutine innocent = runtime.go(() -> lookForStrays(strays));
                runtime.execute(() -> lookForStrays(strays));
                if ((i & 7) == 0) {
                    Testing.join(innocent);
                }
            }
            over.set(true);
            for (Thread canceller : cancellers) {
                canceller.join();
            }
        }
        System.out.println("hits " + hits);
        assertThat(strays).hasValue(0);
        assertThat(hits.get()).isPositive();
    }

    private static void lookForStrays(AtomicInteger strays) {
        for (int s = 0; s < 20; s++) {
            if (Thread.currentThread().isInterrupted()) {
                strays.incrementAndGet();
            }
            Thread.onSpinWait();
        }
    }

    @Test
    void cancel_racingWithTheStart_isNeverLost() throws Exception {
        Random random = new Random(Testing.seed(GoroutineCancelStressTest.class));
        try (GoRuntime runtime = Testing.runtime(2)) {
            for (int i = 0; i < 5_000; i++) {
                Goroutine g = runtime.go(() -> {
                    try {
                        Go.sleep(Duration.ofDays(1));
                    } catch (InterruptedException e) {
                        // what it waits for
                    }
                });
                for (int s = random.nextInt(200); s > 0; s--) {
                    Thread.onSpinWait();
                }
                g.cancel();
                Testing.join(g);
            }
        }
    }

    @Test
    void cancel_fromSeveralWhileItHandlesOne_theLastIsNeverLost() throws Exception {
        int rounds = 3_000;
        try (GoRuntime runtime = Testing.runtime(3)) {
            AtomicInteger handled = new AtomicInteger();
            Goroutine victim = runtime.go(() -> {
                while (handled.get() < rounds) {
                    LockSupport.park();
                    if (Thread.interrupted()) {
                        handled.incrementAndGet();
                    }
                }
            });
            // Each canceller goes on only when the other's interrupt was handled.
            Thread[] cancellers = new Thread[2];
            for (int c = 0; c < cancellers.length; c++) {
                int turn = c;
                cancellers[c] = Thread.ofPlatform().start(() -> {
                    for (int next = turn; next < rounds; next += 2) {
                        int mine = next;
                        Testing.burnUntil(() -> handled.get() >= mine);
                        victim.cancel();
                    }
                });
            }
            for (Thread canceller : cancellers) {
                assertThat(canceller.join(Duration.ofSeconds(120))).isTrue();
            }
            Testing.join(victim);
            assertThat(handled.get()).isEqualTo(rounds);
        }
    }
}
