package dev.spindle.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.Testing;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The sleep protocol of the scheduler without its safety net: sysmon is stopped, so an item that waits beside an idle P waits
 * for ever, and the test says so.
 */
@Timeout(300)
class SchedulerStressTest {

    private final Random random = new Random(Testing.seed(SchedulerStressTest.class));
    private final FirstFailure failure = new FirstFailure();
    private Scheduler scheduler;

    private void start(int parallelism, SpinBudget spin) {
        scheduler = new Scheduler(new SchedulerConfig(
                "stress", parallelism, 64, 1 << 20, !Testing.isPortable(), false, spin, null, failure));
        scheduler.sysmon().stop();
    }

    @AfterEach
    void end() throws InterruptedException {
        scheduler.terminate();
        assertThat(scheduler.awaitTermination(Testing.PATIENCE.toNanos())).isTrue();
        assertThat(failure.get()).isNull();
    }

    private static final class Plain extends Task {
        private final Runnable body;

        Plain(Runnable body) {
            this.body = body;
        }

        @Override
        protected void body() {
            body.run();
        }

        @Override
        public void neverRan() {
            throw new AssertionError("never ran");
        }

        @Override
        public boolean wantsCleanThread() {
            return false;
        }
    }

    private void submit(Runnable body) {
        scheduler.submit(new Plain(body));
    }

    private void awaitQuiet(String what) {
        Testing.until(
                what + ": " + scheduler.snapshot(), () -> scheduler.census().live() == 0);
    }

    @Test
    void submit_singlyFromOutside_isNeverLost() {
        start(2, new SpinBudget(0, 0));
        for (int i = 0; i < 20_000; i++) {
            submit(Thread::onSpinWait);
            if (random.nextInt(3) != 0) {
                awaitQuiet("it ran");
            }
            pause(random.nextInt(200));
        }
        awaitQuiet("all ran");
    }

    @Test
    void submit_fromSeveralThreadsAndInside_isNeverLost() throws Exception {
        start(3, new SpinBudget(2_000, 1.0));
        Thread[] submitters = new Thread[3];
        for (int s = 0; s < submitters.length; s++) {
            Random mine = new Random(random.nextLong());
            submitters[s] = Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 10_000; i++) {
                    int children = mine.nextInt(4);
                    submit(() -> {
                        for (int c = 0; c < children; c++) {
                            submit(Thread::onSpinWait);
                        }
                    });
                    if (i % 16 == 0) {
                        awaitQuietOrBusyElsewhere();
                    }
                }
            });
        }
        for (Thread submitter : submitters) {
            submitter.join();
        }
        awaitQuiet("all ran");
        Testing.until("no spinner is left", () -> scheduler.snapshot().spinning() == 0);
    }

    /** Lets Ms go to sleep now and then. */
    private void awaitQuietOrBusyElsewhere() {
        LockSupport.parkNanos(1_000);
    }

    private static void pause(int spins) {
        for (int i = 0; i < spins; i++) {
            Thread.onSpinWait();
        }
    }

    /** As many as there are Ps, each busy until all of them run: if an item waits beside an idle P, nobody gets through. */
    private final class Rendezvous {
        private final AtomicInteger missing;
        private final AtomicInteger through;
        private final int parties;

        Rendezvous(int parties) {
            this.parties = parties;
            this.missing = new AtomicInteger(parties);
            this.through = new AtomicInteger();
        }

        void meet() {
            missing.getAndDecrement();
            long start = System.nanoTime();
            while (missing.get() > 0) {
                Thread.onSpinWait();
                if (System.nanoTime() - start > Testing.PATIENCE.toNanos()) {
                    throw new AssertionError("nobody runs the others: " + scheduler.snapshot());
                }
            }
            through.getAndIncrement();
        }

        void await() {
            Testing.until("all met: " + scheduler.snapshot(), () -> through.get() == parties || failure.get() != null);
            assertThat(failure.get()).isNull();
        }
    }

    @Test
    void rendezvous_submittedFromOutside_allRunAtOnce() {
        start(2, new SpinBudget(0, 0));
        for (int i = 0; i < 10_000; i++) {
            rendezvousAmongFillers(2, random.nextInt(6));
        }
    }

    private void rendezvousAmongFillers(int parties, int fillers) {
        Rendezvous rendezvous = new Rendezvous(parties);
        for (int f = 0; f < fillers; f++) {
            int spins = random.nextInt(30);
            submit(() -> pause(spins));
        }
        for (int p = 0; p < parties; p++) {
            submit(rendezvous::meet);
        }
        pause(random.nextInt(100));
        rendezvous.await();
    }

    @Test
    void rendezvous_submittedFromInside_allRunAtOnce() {
        start(2, new SpinBudget(0, 0));
        for (int i = 0; i < 10_000; i++) {
            Rendezvous rendezvous = new Rendezvous(2);
            int fillers = random.nextInt(6);
            int spins = random.nextInt(50);
            submit(() -> {
                for (int f = 0; f < fillers; f++) {
                    submit(() -> pause(spins));
                }
                submit(rendezvous::meet);
                submit(rendezvous::meet);
            });
            rendezvous.await();
        }
    }

    @Test
    void rendezvous_afterAnOverflow_allRunAtOnce() {
        start(2, new SpinBudget(0, 0));
        for (int i = 0; i < 1_000; i++) {
            Rendezvous rendezvous = new Rendezvous(2);
            int before = random.nextInt(300);
            int after = random.nextInt(300);
            submit(() -> {
                for (int f = 0; f < before; f++) {
                    submit(() -> pause(3));
                }
                submit(rendezvous::meet);
                submit(rendezvous::meet);
                for (int f = 0; f < after; f++) {
                    submit(() -> pause(3));
                }
            });
            rendezvous.await();
        }
        awaitQuiet("all ran");
    }

    @Test
    void rendezvous_whileTheParallelismChanges_allRunAtOnce() throws Exception {
        start(2, new SpinBudget(0, 0));
        AtomicBoolean over = new AtomicBoolean();
        Thread changer = Thread.ofPlatform().start(() -> {
            Random mine = new Random(random.nextLong());
            while (!over.get()) {
                scheduler.parallelism(2 + mine.nextInt(4));
                LockSupport.parkNanos(mine.nextInt(200_000));
            }
        });
        try {
            for (int i = 0; i < 5_000; i++) {
                rendezvousAmongFillers(2, random.nextInt(4));
            }
        } finally {
            over.set(true);
            changer.join();
        }
        scheduler.parallelism(1);
        awaitQuiet("all ran");
    }

    @Test
    void timers_besideSleepingMs_areNotOverslept() {
        start(2, new SpinBudget(0, 0));
        for (int i = 0; i < 3_000; i++) {
            int n = 1 + random.nextInt(4);
            AtomicInteger missing = new AtomicInteger(n);
            for (int t = 0; t < n; t++) {
                scheduler.submitLater(random.nextInt(200_000), new Plain(missing::getAndDecrement));
            }
            Testing.until("all fired: " + scheduler.snapshot(), () -> missing.get() == 0);
        }
    }
}
