package dev.spindle.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.spindle.Testing;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hosts, which portable mode has none of. */
class HostTest {

    private final FirstFailure failure = new FirstFailure();
    private Scheduler scheduler;

    @BeforeEach
    void start() {
        assumeFalse(Testing.isPortable());
        scheduler = new Scheduler(
                new SchedulerConfig("hosts", 1, 64, 1 << 20, true, false, new SpinBudget(0, 0), null, failure));
    }

    @AfterEach
    void end() throws InterruptedException {
        if (scheduler != null) {
            scheduler.terminate();
            assertThat(scheduler.awaitTermination(Testing.PATIENCE.toNanos())).isTrue();
            assertThat(failure.get()).isNull();
        }
    }

    private final class Counted extends Task {
        private final Set<Long> threads;
        private final AtomicInteger runs;
        private final CountDownLatch end;
        private final boolean chained;

        Counted(Set<Long> threads, AtomicInteger runs, CountDownLatch end, boolean chained) {
            this.threads = threads;
            this.runs = runs;
            this.end = end;
            this.chained = chained;
        }

        @Override
        protected void body() {
            threads.add(Thread.currentThread().threadId());
            runs.incrementAndGet();
            if (chained && end.getCount() > 1) {
                scheduler.submit(new Counted(threads, runs, end, true));
            }
            end.countDown();
        }

        @Override
        public void neverRan() {}

        @Override
        public boolean wantsCleanThread() {
            return false;
        }
    }

    @Test
    void items_oneAfterTheOther_changeTheHostNowAndThen_andAllRun() throws InterruptedException {
        Set<Long> threads = ConcurrentHashMap.newKeySet();
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch end = new CountDownLatch(5 * Host.LIFE);
        scheduler.submit(new Counted(threads, runs, end, true));
        Testing.await(end);
        assertThat(runs).hasValue(5 * Host.LIFE);
        assertThat(threads).hasSizeBetween(5, 6);
        Testing.until("the worn ones are gone", () -> scheduler.hosts().size() <= 1);
    }

    @Test
    void items_thatWaitInARow_changeTheHostNowAndThen_andAllRun() throws InterruptedException {
        Set<Long> threads = ConcurrentHashMap.newKeySet();
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch end = new CountDownLatch(3 * Host.LIFE);
        for (int i = 0; i < 3 * Host.LIFE; i++) {
            scheduler.submit(new Counted(threads, runs, end, false));
        }
        Testing.await(end);
        assertThat(runs).hasValue(3 * Host.LIFE);
        Testing.until("the worn ones are gone", () -> scheduler.hosts().size() <= 1);
        assertThat(threads).hasSizeBetween(3, 4);
    }
}
