package dev.spindle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The numbers of a runtime: true while things go on, zero when all is quiet. */
@Timeout(120)
class StatsTest {

    /** Whether nothing is left of any work. */
    static boolean isQuiet(RuntimeStats s) {
        return s.goroutines() == 0
                && s.running() == 0
                && s.runnable() == 0
                && s.waiting() == 0
                && s.globalQueue() == 0
                && s.localQueues().stream().allMatch(n -> n == 0)
                && s.timers() == 0
                && s.stuckProcessors() == 0
                && s.spinningMachines() == 0
                && s.processors() == s.parallelism()
                && s.idleProcessors() == s.processors()
                && s.idleMachines() == s.machines();
    }

    @Test
    void stats_fresh_areZero() {
        try (GoRuntime runtime = Testing.runtime(3)) {
            RuntimeStats stats = runtime.stats();
            assertThat(isQuiet(stats)).as(stats.toString()).isTrue();
            assertThat(stats.parallelism()).isEqualTo(3);
            assertThat(stats.localQueues()).hasSize(3);
            assertThat(stats.machines()).isZero();
            assertThat(stats.spawned()).isZero();
            assertThat(stats.steals()).isZero();
        }
    }

    @Test
    void stuckProcessors_countThoseThatAreHeldForLongEnough() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        try (GoRuntime runtime = Testing.runtime(2)) {
            assertThat(runtime.stuckProcessors(Duration.ZERO)).isZero();
            CountDownLatch ended = new CountDownLatch(1);
            runtime.execute(() -> {
                Testing.burnUntil(stop::get);
                ended.countDown();
            });
            Testing.until("its P is stuck", () -> runtime.stuckProcessors(Duration.ofMillis(50)) == 1);
            assertThat(runtime.stuckProcessors(Duration.ofDays(1))).isZero();
            stop.set(true);
            ended.await();
            Testing.until("its P is back", () -> runtime.stuckProcessors(Duration.ZERO) == 0);
        } finally {
            stop.set(true);
        }
    }

    @Test
    void stats_afterWork_addUpToZeroAgain() throws Exception {
        try (GoRuntime runtime = Testing.runtime(2)) {
            List<Goroutine> all = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                int kind = i % 5;
                all.add(runtime.go(() -> {
                    if (kind == 0) {
                        Go.sleep(Duration.ofNanos(100_000));
                    } else if (kind == 1) {
                        Go.yield();
                    }
                }));
                runtime.execute(Thread::onSpinWait);
            }
            for (Goroutine g : all) {
                Testing.join(g);
            }
            Testing.until("all is quiet: " + runtime.stats(), () -> isQuiet(runtime.stats()));
            assertThat(runtime.stats().spawned()).isEqualTo(2_000);
        }
    }

    @Test
    void stats_waitingAndSleeping_areCounted() throws Exception {
        try (GoRuntime runtime = Testing.runtime(1)) {
            CountDownLatch release = new CountDownLatch(1);
            List<Goroutine> all = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                all.add(runtime.go(release::await));
            }
            Goroutine sleeper = runtime.go(() -> Go.sleep(Duration.ofDays(1)));
            runtime.schedule(() -> {}, 1, TimeUnit.DAYS);
            for (Goroutine g : all) {
                Testing.until("it waits", () -> g.state() == Goroutine.State.WAITING);
            }
            int timers = Testing.isPortable() ? 1 : 2; // the JDK keeps its own timers there
            Testing.until("they are counted: " + runtime.stats(), () -> {
                RuntimeStats s = runtime.stats();
                return s.goroutines() == 8 && s.waiting() == 8 && s.timers() == timers && s.running() == 0;
            });
            assertThat(runtime.stats().hosts() >= 8).isEqualTo(!Testing.isPortable());
            release.countDown();
            sleeper.cancel();
            for (Goroutine g : all) {
                Testing.join(g);
            }
        }
    }

    @Test
    void stats_runnableBehindAHog_areCounted() throws Exception {
        try (GoRuntime runtime =
                Testing.build(GoRuntime.builder().parallelism(1).maxMachines(1))) {
            CountDownLatch stop = new CountDownLatch(1);
            CountDownLatch hogging = new CountDownLatch(1);
            Work.Running hog = Work.TASK.start(runtime, () -> {
                hogging.countDown();
                Testing.burnUntil(() -> stop.getCount() == 0);
            });
            Testing.await(hogging);
            for (int i = 0; i < 9; i++) {
                runtime.execute(Thread::onSpinWait);
            }
            RuntimeStats stats = runtime.stats();
            assertThat(stats.goroutines()).isEqualTo(10);
            assertThat(stats.runnable()).isEqualTo(9);
            assertThat(stats.running()).isEqualTo(1);
            assertThat(stats.waiting()).isZero();
            assertThat(stats.idleProcessors()).isZero();
            stop.countDown();
            hog.await();
            Testing.until("all is quiet", () -> isQuiet(runtime.stats()));
        }
    }

    @Test
    void trace_isGosLine() throws Exception {
        try (GoRuntime runtime = Testing.runtime(2)) {
            CountDownLatch release = new CountDownLatch(1);
            Goroutine g = runtime.go(release::await);
            Testing.until("it waits", () -> g.state() == Goroutine.State.WAITING);
            String line = runtime.trace();
            assertThat(line)
                    .matches("SCHED \\d+ms: gomaxprocs=2 idleprocs=\\d threads=\\d+ spinningthreads=\\d+"
                            + " idlethreads=\\d+ stuckprocs=0 goroutines=1 timers=\\d+ runqueue=0 \\[ \\d+ \\d+"
                            + " ]");
            release.countDown();
        }
    }

    @Test
    void trace_ofGivenNumbers_isExact() {
        RuntimeStats stats =
                new RuntimeStats(4, 5, 1, 2, 7, 3, 1, 6, List.of(5, 0, 12, 1, 0), 8, 9, 40, 4, 24, 12, 100, 10);
        assertThat(stats.trace(1010))
                .isEqualTo("SCHED 1010ms: gomaxprocs=4 idleprocs=1 threads=7 spinningthreads=1 idlethreads=3"
                        + " stuckprocs=2 goroutines=40 timers=8 runqueue=6 [ 5 0 12 1 0 ]");
    }
}
