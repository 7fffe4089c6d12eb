package dev.spindle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Parallelism is a limit that can be changed while things run. */
@Timeout(120)
class ParallelismTest {

    @Test
    void parallelism_changedWhileIdle_isKeptExactly() {
        try (GoRuntime runtime = Testing.runtime(2)) {
            for (int n : new int[] {5, 1, 8, 3}) {
                runtime.parallelism(n);
                assertThat(runtime.parallelism()).isEqualTo(n);
                RuntimeStats stats = runtime.stats();
                assertThat(stats.processors()).isEqualTo(n);
                assertThat(stats.idleProcessors()).isEqualTo(n);
                assertThat(stats.localQueues()).hasSize(n);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.spindle.Work#onPs")
    void parallelism_raisedWhileItemsWait_runsThemAtOnce(Work work) throws Exception {
        try (GoRuntime runtime =
                Testing.build(GoRuntime.builder().parallelism(1).maxMachines(4))) {
            AtomicInteger missing = new AtomicInteger(4);
            List<Work.Running> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                all.add(work.start(runtime, () -> {
                    missing.getAndDecrement();
                    Testing.burnUntil(() -> missing.get() <= 0);
                }));
            }
            runtime.parallelism(4);
            for (Work.Running running : all) {
                running.await();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.spindle.Work#onPs")
    void parallelism_loweredWhileBusy_retiresAtSchedulingPoints(Work work) throws Exception {
        try (GoRuntime runtime = Testing.runtime(4)) {
            AtomicBoolean over = new AtomicBoolean();
            AtomicInteger chains = new AtomicInteger(8);
            for (int i = 0; i < 8; i++) {
                chain(work, runtime, over, chains);
            }
            Testing.until("all Ps are busy", () -> runtime.stats().idleProcessors() == 0);
            runtime.parallelism(1);
            Testing.until(
                    "one P is left",
                    () -> runtime.stats().processors() == 1 + runtime.stats().stuckProcessors());
            assertThat(runtime.parallelism()).isEqualTo(1);
            runtime.parallelism(3);
            Testing.until("three Ps are there", () -> runtime.stats().processors() >= 3);
            over.set(true);
            Testing.until("the chains have ended", () -> chains.get() == 0);
            Testing.until("all is quiet: " + runtime.stats(), () -> StatsTest.isQuiet(runtime.stats()));
        }
    }

    private static void chain(Work work, GoRuntime runtime, AtomicBoolean over, AtomicInteger chains) {
        work.submit(runtime, () -> {
            if (over.get()) {
                chains.decrementAndGet();
            } else {
                chain(work, runtime, over, chains);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("dev.spindle.Work#onPs")
    void parallelismOne_unstuckWork_neverRunsTwoAtOnce(Work work) throws Exception {
        // Pieces far shorter than a time slice, so that no surplus P comes in but for a descheduled thread.
        try (GoRuntime runtime =
                Testing.build(GoRuntime.builder().parallelism(1).maxMachines(1))) {
            AtomicInteger running = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            List<Work.Running> all = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                all.add(work.start(runtime, () -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    Thread.onSpinWait();
                    running.decrementAndGet();
                }));
            }
            for (Work.Running r : all) {
                r.await();
            }
            assertThat(most).hasValue(1);
        }
    }
}
