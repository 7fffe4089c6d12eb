package dev.spindle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A runtime without work sleeps, all of its threads, whatever the policy; and wakes up again. */
@Timeout(120)
class IdleRuntimeTest {

    @ParameterizedTest
    @EnumSource
    void idle_afterWork_allThreadsSleepWithoutATimeout(SpinPolicy policy) throws Exception {
        String name = "idle-" + policy;
        try (GoRuntime runtime =
                Testing.build(GoRuntime.builder().name(name).parallelism(4).spin(policy))) {
            for (int round = 0; round < 3; round++) {
                List<Goroutine> all = new ArrayList<>();
                for (int i = 0; i < 200; i++) {
                    all.add(runtime.go(() -> Go.sleep(Duration.ofNanos(50_000))));
                    runtime.execute(Thread::onSpinWait);
                }
                for (Goroutine g : all) {
                    Testing.join(g);
                }
                // Waiting without a timeout is what using no processor time means for a thread.
                Testing.until("all threads of the runtime wait for good", () -> {
                    List<Thread> threads = threads(name);
                    return !threads.isEmpty() && threads.stream().allMatch(t -> t.getState() == Thread.State.WAITING);
                });
                assertThat(StatsTest.isQuiet(runtime.stats()))
                        .as(runtime.stats().toString())
                        .isTrue();
            }
        }
        Testing.until("no thread is left", () -> threads(name).isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void idle_timerFarAway_onlyItsKeeperWaitsForATime(SpinPolicy policy) throws Exception {
        String name = "idle-timer-" + policy;
        try (GoRuntime runtime =
                Testing.build(GoRuntime.builder().name(name).parallelism(2).spin(policy))) {
            CountDownLatch ran = new CountDownLatch(1);
            GoTimer far = runtime.schedule(() -> {}, 1, TimeUnit.DAYS);
            runtime.schedule(ran::countDown, 5, TimeUnit.MILLISECONDS);
            Testing.await(ran);
            Testing.until("all but one wait for good", () -> {
                List<Thread> threads = threads(name);
                long timed = threads.stream()
                        .filter(t -> t.getState() == Thread.State.TIMED_WAITING)
                        .count();
                long forGood = threads.stream()
                        .filter(t -> t.getState() == Thread.State.WAITING)
                        .count();
                return timed == 1 && timed + forGood == threads.size();
            });
            far.cancel();
        }
    }

    private static List<Thread> threads(String runtime) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().startsWith(runtime + "-"))
                .toList();
    }
}
