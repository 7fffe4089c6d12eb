package dev.spindle.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.spindle.Testing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The timer heap with a clock moved by hand. */
@Timeout(120)
class TimersTest {

    private final Timers timers = new Timers(System.nanoTime());
    private final List<Integer> fired = new ArrayList<>();

    private Timer add(long when, int number) {
        return timers.add(when, () -> fired.add(number));
    }

    private void fireAll(long now) {
        for (Runnable due = timers.pollDue(now); due != null; due = timers.pollDue(now)) {
            due.run();
        }
    }

    @Test
    void empty_hasNothingDue() {
        assertThat(timers.earliest()).isEqualTo(Timers.NEVER);
        assertThat(timers.size()).isZero();
        assertThat(timers.pollDue(Long.MAX_VALUE - 1)).isNull();
    }

    @Test
    void pollDue_onlyWhatIsDue_inOrder() {
        Random random = new Random(Testing.seed(TimersTest.class));
        List<Integer> times = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            times.add(random.nextInt(1_000));
        }
        for (int time : times) {
            add(time, time);
        }
        assertThat(timers.size()).isEqualTo(2_000);
        assertThat(timers.earliest()).isEqualTo((long) Collections.min(times));
        fireAll(499);
        assertThat(fired).isSorted().allMatch(time -> time <= 499);
        assertThat(fired)
                .hasSize((int) times.stream().filter(time -> time <= 499).count());
        assertThat(timers.earliest()).isGreaterThan(499);
        fireAll(1_000);
        assertThat(fired).hasSize(2_000).isSorted();
        assertThat(timers.earliest()).isEqualTo(Timers.NEVER);
        assertThat(timers.size()).isZero();
    }

    @Test
    void pollDue_equalTimes_inTheOrderOfArming() {
        for (int i = 0; i < 500; i++) {
            add(7, i);
        }
        fireAll(7);
        assertThat(fired).hasSize(500).isSorted();
    }

    @Test
    void pollDue_equalTimesAfterASweep_inTheOrderOfArming() {
        List<Timer> cancelled = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            Timer timer = add(7, i);
            if (i % 2 == 1) {
                cancelled.add(timer);
            }
        }
        cancelled.forEach(timer -> timer.cancel(false));
        fireAll(7);
        assertThat(fired).hasSize(200).isSorted().allMatch(i -> i % 2 == 0);
    }

    @Test
    void cancel_armed_doesNotFire() {
        Timer timer = add(5, 1);
        assertThat(timer.isDone()).isFalse();
        assertThat(timer.isCancelled()).isFalse();
        assertThat(timer.cancel(true)).isTrue();
        assertThat(timer.cancel(true)).isFalse();
        assertThat(timer.isCancelled()).isTrue();
        assertThat(timer.isDone()).isTrue();
        assertThat(timers.size()).isZero();
        fireAll(10);
        assertThat(fired).isEmpty();
        assertThat(timers.earliest()).isEqualTo(Timers.NEVER);
    }

    @Test
    void cancel_fired_isFalse() {
        Timer timer = add(5, 1);
        fireAll(5);
        assertThat(timer.cancel(false)).isFalse();
        assertThat(timer.isCancelled()).isFalse();
        assertThat(timer.isDone()).isTrue();
        assertThat(timers.size()).isZero();
    }

    @Test
    void cancel_many_leavesAtMostAQuarterDead() {
        int n = 100_000;
        List<Timer> all = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            all.add(add(1_000 + i, i));
        }
        Collections.shuffle(all, new Random(Testing.seed(TimersTest.class)));
        int cancelled = 0;
        for (Timer timer : all.subList(0, n - 100)) {
            timer.cancel(false);
            cancelled++;
            int live = n - cancelled;
            if (cancelled % 1_000 == 0) {
                assertThat(timers.size()).isEqualTo(live);
                assertThat(entries()).isLessThanOrEqualTo(Math.max(live + 16, live * 4 / 3 + 1));
            }
        }
        assertThat(entries()).isLessThan(150);
        fireAll(Long.MAX_VALUE - 1);
        assertThat(fired).hasSize(100).isSorted();
    }

    /** Entries of the heap, dead ones included. */
    private int entries() {
        return timers.entries();
    }

    @Test
    void runDue_runsInOrderAndTellsWhetherAnythingRan() {
        add(3, 3);
        add(1, 1);
        add(2, 2);
        assertThat(timers.runDue(0)).isFalse();
        assertThat(timers.runDue(2)).isTrue();
        assertThat(fired).containsExactly(1, 2);
        assertThat(timers.runDue(2)).isFalse();
        assertThat(timers.runDue(3)).isTrue();
        assertThat(fired).containsExactly(1, 2, 3);
    }

    @Test
    void runDue_withinAnAction_leavesTheRestToTheOuter() {
        timers.add(1, () -> {
            assertThat(timers.runDue(5)).isFalse();
            fired.add(1);
        });
        add(2, 2);
        assertThat(timers.runDue(5)).isTrue();
        assertThat(fired).containsExactly(1, 2);
    }

    @Test
    void runDue_actionThrows_theRestRunsNextTime() {
        timers.add(1, () -> {
            throw new IllegalStateException("from an action");
        });
        add(2, 2);
        assertThatIllegalStateException().isThrownBy(() -> timers.runDue(5));
        assertThat(timers.runDue(5)).isTrue();
        assertThat(fired).containsExactly(2);
    }

    @Test
    void drain_givesEverythingBack() {
        List<Timer> drained = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            add(i, i);
        }
        timers.drain(drained::add);
        assertThat(drained).hasSize(50);
        assertThat(timers.size()).isZero();
        assertThat(timers.earliest()).isEqualTo(Timers.NEVER);
        assertThat(drained.getFirst().fire()).isNotNull();
        add(1, 1);
        assertThat(timers.size()).isEqualTo(1);
    }

    @Test
    void getDelay_tellsWhatIsLeft() {
        Timer timer = add(timers.now() + TimeUnit.HOURS.toNanos(2), 1);
        assertThat(timer.getDelay(TimeUnit.MINUTES)).isBetween(118L, 120L);
        assertThat(timer.compareTo(add(timers.now(), 2))).isPositive();
    }

    @Test
    void add_cancelAndPoll_concurrently_eachFiresOrIsCancelledOnce() throws Exception {
        int n = 60_000;
        Random random = new Random(Testing.seed(TimersTest.class));
        AtomicInteger firings = new AtomicInteger();
        AtomicInteger cancels = new AtomicInteger();
        AtomicInteger pollersLeft = new AtomicInteger(1);
        Thread poller = Thread.ofPlatform().start(() -> {
            while (pollersLeft.get() > 0 || timers.earliest() != Timers.NEVER) {
                for (Runnable due = timers.pollDue(Long.MAX_VALUE - 1);
                        due != null;
                        due = timers.pollDue(Long.MAX_VALUE - 1)) {
                    due.run();
                }
            }
        });
        Thread[] armers = new Thread[2];
        for (int a = 0; a < armers.length; a++) {
            Random mine = new Random(random.nextLong());
            armers[a] = Thread.ofPlatform().start(() -> {
                List<Timer> armed = new ArrayList<>();
                for (int i = 0; i < n; i++) {
                    armed.add(timers.add(mine.nextInt(1_000), firings::incrementAndGet));
                    if (mine.nextInt(3) == 0) {
                        Timer victim = armed.get(armed.size() - 1 - mine.nextInt(Math.min(20, armed.size())));
                        if (victim.cancel(false)) {
                            cancels.incrementAndGet();
                        }
                    }
                }
            });
        }
        for (Thread armer : armers) {
            armer.join();
        }
        pollersLeft.set(0);
        assertThat(poller.join(Testing.PATIENCE)).isTrue();
        assertThat(firings.get() + cancels.get()).isEqualTo(2 * n);
        assertThat(cancels.get()).isPositive();
        assertThat(timers.size()).isZero();
    }
}
