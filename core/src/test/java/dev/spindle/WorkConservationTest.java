package dev.spindle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whenever something is runnable and a P idle, it runs; also beside Ps that don't come back. */
@Timeout(120)
class WorkConservationTest {

    /** Busy until all of them run. */
    private static GoBody meeting(AtomicInteger missing) {
        return () -> {
            missing.getAndDecrement();
            Testing.burnUntil(() -> missing.get() <= 0);
        };
    }

    private static void awaitAll(List<Work.Running> all) throws Exception {
        for (Work.Running running : all) {
            running.await();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.spindle.Work#onPs")
    void busyWaiters_asManyAsPs_allRunAtOnce(Work work) throws Exception {
        for (int ps = 1; ps <= 4; ps++) {
            try (GoRuntime runtime = Testing.runtime(ps)) {
                for (int round = 0; round < 50; round++) {
                    AtomicInteger missing = new AtomicInteger(ps);
                    List<Work.Running> all = new ArrayList<>();
                    for (int i = 0; i < ps; i++) {
                        all.add(work.start(runtime, meeting(missing)));
                    }
                    awaitAll(all);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.spindle.Work#onPs")
    void busyWaiters_startedByOneOfThem_allRunAtOnce(Work work) throws Exception {
        try (GoRuntime runtime = Testing.runtime(3)) {
            for (int round = 0; round < 50; round++) {
                AtomicInteger missing = new AtomicInteger(3);
                List<Work.Running> children = new ArrayList<>();
                Work.Running first = work.start(runtime, () -> {
                    children.add(work.start(runtime, meeting(missing)));
                    children.add(work.start(runtime, meeting(missing)));
                    meeting(missing).run();
                });
                first.await();
                awaitAll(children);
            }
        }
    }

    // ---- stuck Ps (point 4) ----

    @ParameterizedTest
    @MethodSource("dev.spindle.Work#onPs")
    void hogsOnEveryP_newWork_startsWhileTheyRun(Work work) throws Exception {
        try (GoRuntime runtime = Testing.runtime(2)) {
            AtomicBoolean stop = new AtomicBoolean();
            List<Work.Running> hogs = new ArrayList<>();
            CountDownLatch hogging = new CountDownLatch(2);
            for (int i = 0; i < 2; i++) {
                hogs.add(work.start(runtime, () -> {
                    hogging.countDown();
                    Testing.burnUntil(stop::get);
                }));
            }
            Testing.await(hogging);
            for (int i = 0; i < 20; i++) {
                work.start(runtime, () -> {}).await();
                Testing.join(runtime.go(() -> {}));
            }
            assertThat(hogs).noneMatch(Work.Running::isDone);
            assertThat(runtime.stats().processors()).isGreaterThan(2);
            stop.set(true);
            awaitAll(hogs);
            awaitNoSurplusMachines(runtime);
        }
    }

    /** Nobody looks around any more by then: searches were in vain, so a lone item wakes nobody, and sysmon sleeps. */
    @ParameterizedTest
    @MethodSource("dev.spindle.Work#onPs")
    void hogOfLong_startsOneChild_thatRunsWhileItGoesOn(Work work) throws Exception {
        try (GoRuntime runtime =
                Testing.build(GoRuntime.builder().name("asleep beside a hog").parallelism(2))) {
            for (int i = 0; i < 100; i++) {
                work.start(runtime, () -> {}).await();
            }
            AtomicBoolean ran = new AtomicBoolean();
            work.start(runtime, () -> {
                        Testing.burnUntil(
                                () -> runtime.stats().stuckProcessors() == 1 && isAsleep("asleep beside a hog-sysmon"));
                        work.submit(runtime, () -> ran.set(true));
                        Testing.burnUntil(ran::get);
                    })
                    .await();
            awaitNoSurplus(runtime);
        }
    }

    private static boolean isAsleep(String thread) {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(each -> each.getName().equals(thread) && each.getState() == Thread.State.WAITING);
    }

    @ParameterizedTest
    @MethodSource("dev.spindle.Work#onPs")
    void hogAndItsOwnChildren_childrenRunWhileItGoesOn(Work work) throws Exception {
        try (GoRuntime runtime = Testing.runtime(1)) {
            AtomicInteger ran = new AtomicInteger();
            work.start(runtime, () -> {
                        for (int i = 0; i < 300; i++) {
                            work.submit(runtime, ran::incrementAndGet);
                        }
                        Testing.burnUntil(() -> ran.get() == 300);
                    })
                    .await();
            awaitNoSurplus(runtime);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.spindle.Work#onPs")
    void pinnedBlockOnEveryP_newWork_startsWhileTheyBlock(Work work) throws Exception {
        try (GoRuntime runtime = Testing.runtime(2)) {
            CountDownLatch release = new CountDownLatch(1);
            List<Work.Running> blocked = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                blocked.add(work.start(runtime, () -> Pinned.block(release)));
            }
            for (Work.Running running : blocked) {
                running.awaitWaiting();
            }
            for (int i = 0; i < 20; i++) {
                work.start(runtime, () -> {}).await();
            }
            assertThat(blocked).noneMatch(Work.Running::isDone);
            assertThat(runtime.stats().stuckProcessors()).isEqualTo(5);
            release.countDown();
            awaitAll(blocked);
            awaitNoSurplus(runtime);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.spindle.Work#onPs")
    void announcedBlocks_moreThanPs_compensateAtOnce(Work work) throws Exception {
        try (GoRuntime runtime = Testing.runtime(1)) {
            CountDownLatch release = new CountDownLatch(1);
            List<Work.Running> blocked = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                blocked.add(work.start(
                        runtime,
                        () -> Go.blocking(() -> {
                            Pinned.block(release);
                            return null;
                        })));
            }
            for (Work.Running running : blocked) {
                running.awaitWaiting();
            }
            work.start(runtime, () -> {}).await();
            release.countDown();
            awaitAll(blocked);
            awaitNoSurplusMachines(runtime);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.spindle.Work#onPs")
    void machinesAtTheirCap_moreBlocks_waitAndThenRun(Work work) throws Exception {
        try (GoRuntime runtime =
                Testing.build(GoRuntime.builder().parallelism(2).maxMachines(4))) {
            CountDownLatch release = new CountDownLatch(1);
            List<Work.Running> blocked = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                blocked.add(work.start(runtime, () -> Pinned.block(release)));
            }
            Testing.until("the cap is reached", () -> runtime.stats().stuckProcessors() == 4);
            assertThat(runtime.stats().processors()).isEqualTo(4);
            assertThat(runtime.stats().machines()).isLessThanOrEqualTo(4);
            release.countDown();
            awaitAll(blocked);
            awaitNoSurplus(runtime);
        }
    }

    private static void awaitNoSurplus(GoRuntime runtime) {
        Testing.until("surplus Ps have gone", () -> {
            RuntimeStats stats = runtime.stats();
            return stats.processors() == stats.parallelism()
                    && stats.stuckProcessors() == 0
                    && stats.idleProcessors() == stats.parallelism()
                    && stats.spinningMachines() == 0;
        });
    }

    /** Takes the second that an M without a P stays for more. */
    private static void awaitNoSurplusMachines(GoRuntime runtime) {
        awaitNoSurplus(runtime);
        Testing.until(
                "surplus Ms have gone",
                () -> runtime.stats().machines() <= runtime.stats().parallelism());
    }
}
