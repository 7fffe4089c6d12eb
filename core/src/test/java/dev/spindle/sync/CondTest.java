package dev.spindle.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spindle.Testing;
import dev.spindle.channel.Beside;
import dev.spindle.channel.Channel;
import dev.spindle.channel.Kind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class CondTest {

    private final Mutex mutex = new Mutex();
    private final Cond cond = new Cond(mutex);

    /** Starts one that waits once, and returns when it does. */
    private Beside<Void> waiter(Kind kind, Runnable then) throws Exception {
        return Beside.run(kind, () -> {
                    mutex.lock();
                    try {
                        cond.await();
                        then.run();
                    } finally {
                        mutex.unlock();
                    }
                })
                .awaitWaiting();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void signal_severalWait_wakesOneAtATime_inOrder(Kind kind) throws Exception {
        int n = 10;
        List<Integer> woken = Collections.synchronizedList(new ArrayList<>());
        List<Beside<Void>> waiters = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            int number = i;
            waiters.add(waiter(kind, () -> woken.add(number)));
        }
        for (int i = 0; i < n; i++) {
            assertThat(woken).hasSize(i);
            if (i % 2 == 0) {
                mutex.lock();
                cond.signal();
                mutex.unlock();
            } else {
                cond.signal(); // the mutex is not needed
            }
            waiters.get(i).result();
            assertThat(woken).hasSize(i + 1).endsWith(i);
        }
        cond.signal();
        cond.broadcast();
        assertThat(Inside.state(mutex)).isZero();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void broadcast_wakesAllThatWait_andNoneThatComesLater(Kind kind) throws Exception {
        AtomicInteger woken = new AtomicInteger();
        List<Beside<Void>> waiters = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            waiters.add(waiter(kind, woken::incrementAndGet));
        }
        cond.broadcast();
        Beside<Void> late = waiter(kind, woken::incrementAndGet);
        Inside.join(waiters);
        assertThat(woken).hasValue(50);
        assertThat(late.isDone()).isFalse();
        cond.broadcast();
        late.result();
    }

    /** A signal before the wait is none for it: only those get one who waited before it. */
    @Test
    void signal_beforeTheWait_isNotKept() throws Exception {
        cond.signal();
        cond.broadcast();
        Beside<Void> waiter = waiter(Kind.GOROUTINE, () -> {});
        assertThat(waiter.isDone()).isFalse();
        cond.signal();
        waiter.result();
    }

    /** Each waiter gets its own signal, although woken ones wait again: a newcomer takes nobody's. */
    @Test
    void signal_toGenerations_goesToTheLongestWaiter() throws Exception {
        int n = 100;
        List<Integer> awake = Collections.synchronizedList(new ArrayList<>());
        List<Beside<Void>> waiters = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            int number = i;
            waiters.add(waiter(Kind.values()[i % 3], () -> awake.add(number)));
            if (i > 0) {
                cond.signal();
                waiters.get(i - 1).result();
                assertThat(awake).hasSize(i).endsWith(i - 1);
            }
        }
        cond.signal();
        waiters.get(n - 1).result();
    }

    /** Those whose condition is not fulfilled wait again; signals must reach those whose it is. */
    @Test
    void signal_meantForAnother_isNotStolen() throws Exception {
        for (int round = 0; round < 1_000; round++) {
            Mutex m = new Mutex();
            Cond c = new Cond(m);
            Channel<Boolean> ready = Channel.buffered(2);
            int[] signalled = new int[1];
            // waits first
            Beside<Void> first = Beside.run(Kind.GOROUTINE, () -> {
                m.lock();
                ready.send(true);
                c.await();
                signalled[0]++;
                m.unlock();
            });
            ready.receive();
            m.lock(); // so it is in the queue
            m.unlock();
            // two that come later and go at once when the first has been woken
            Beside<Void> second = Beside.run(Kind.GOROUTINE, () -> {
                m.lock();
                while (signalled[0] == 0) {
                    c.await();
                }
                m.unlock();
            });
            m.lock();
            c.signal();
            m.unlock();
            first.result();
            m.lock();
            c.broadcast();
            m.unlock();
            second.result();
            assertThat(signalled[0]).isEqualTo(1);
        }
    }

    @Test
    void producersAndConsumers_overTwoConds_loseNothing() throws Exception {
        Cond notFull = new Cond(mutex);
        Queue<Integer> queue = new ArrayDeque<>();
        AtomicInteger sum = new AtomicInteger();
        int parties = 4;
        int each = 2_000;
        List<Beside<Void>> all = new ArrayList<>(Inside.start(parties, () -> {
            for (int i = 1; i <= each; i++) {
                mutex.lock();
                while (queue.size() == 3) {
                    notFull.await();
                }
                queue.add(i);
                cond.signal();
                mutex.unlock();
            }
        }));
        all.addAll(Inside.start(parties, () -> {
            for (int i = 1; i <= each; i++) {
                mutex.lock();
                while (queue.isEmpty()) {
                    cond.await();
                }
                sum.addAndGet(queue.remove());
                notFull.signal();
                mutex.unlock();
            }
        }));
        Inside.join(all);
        assertThat(sum).hasValue(parties * each * (each + 1) / 2);
    }

    @Test
    void await_mutexNotLocked_saysSo_andIsNotInLine() throws Exception {
        assertThatThrownBy(cond::await)
                .isInstanceOf(IllegalMonitorStateException.class)
                .hasMessage("unlock of an unlocked Mutex");
        Beside<Void> waiter = waiter(Kind.GOROUTINE, () -> {});
        cond.signal(); // not to the one that failed
        waiter.result();
    }

    @Test
    void arguments_null_areNamed() {
        assertThatNullPointerException().isThrownBy(() -> new Cond(null)).withMessage("mutex");
        assertThatNullPointerException().isThrownBy(() -> cond.await(null)).withMessage("timeout");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void await_timed_tellsWhetherASignalCame(Kind kind) throws Exception {
        assertThat(Beside.call(kind, () -> {
                            mutex.lock();
                            long start = System.nanoTime();
                            boolean none = cond.await(Duration.ZERO) || cond.await(Duration.ofMillis(3));
                            long waited = System.nanoTime() - start;
                            boolean held = mutex.isLocked();
                            mutex.unlock();
                            return !none && held && waited >= TimeUnit.MILLISECONDS.toNanos(3);
                        })
                        .result())
                .isTrue();
        Beside<Boolean> signalled = Beside.call(kind, () -> {
                    mutex.lock();
                    boolean came = cond.await(Duration.ofDays(1));
                    mutex.unlock();
                    return came;
                })
                .awaitWaiting();
        cond.signal();
        assertThat(signalled.result()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void await_interrupted_holdsTheMutex_andTakesNoSignal(Kind kind) throws Exception {
        Inside.assertRefusesInterrupted(kind, () -> {
            mutex.lock();
            try {
                cond.await();
            } finally {
                mutex.unlock(); // or it would say that it is not locked
            }
        });
        Beside<Boolean> interrupted = Beside.call(kind, () -> {
                    mutex.lock();
                    try {
                        cond.await();
                        return false;
                    } catch (InterruptedException e) {
                        return mutex.isLocked();
                    } finally {
                        mutex.unlock();
                    }
                })
                .awaitWaiting();
        Beside<Void> next = waiter(kind, () -> {});
        interrupted.thread().interrupt();
        assertThat(interrupted.result()).isTrue();
        cond.signal();
        next.result();
        assertThat(Inside.state(mutex)).isZero();
    }

    /** A signalled waiter that is interrupted while it takes the mutex again returns from its wait, with the flag set. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void await_interruptedAfterItsSignal_returnsAsUsual(Kind kind) throws Exception {
        Beside<Boolean> waiter = Beside.call(kind, () -> {
                    mutex.lock();
                    cond.await();
                    mutex.unlock();
                    return Thread.interrupted();
                })
                .awaitWaiting();
        mutex.lock();
        cond.signal();
        waiter.thread().interrupt();
        mutex.unlock();
        assertThat(waiter.result()).isTrue();
    }

    /** As many waits return with a signal as signals were taken: none is lost to an interrupt or the end of time. */
    @Test
    void signalsAgainstInterruptsAndTimeouts_noneIsLost() throws Exception {
        Random random = new Random(Testing.seed(CondTest.class));
        for (int round = 0; round < 30; round++) {
            Mutex m = new Mutex();
            Cond c = new Cond(m);
            int[] tokens = new int[1];
            int[] takers = {4};
            AtomicInteger taken = new AtomicInteger();
            Crowd crowd = new Crowd(new Random(random.nextLong()), takers[0], party -> {
                int left = 50;
                while (left > 0) {
                    m.lockUninterruptibly();
                    try {
                        while (tokens[0] == 0) {
                            if (party.random().nextInt(3) == 0) {
                                c.await(party.timeout());
                            } else {
                                c.await();
                            }
                        }
                        tokens[0]--;
                        taken.incrementAndGet();
                        left--;
                    } catch (InterruptedException e) {
                        continue; // and no signal with it
                    } finally {
                        m.unlock();
                    }
                }
            });
            Beside<Void> giver = Beside.run(Kind.PLATFORM, () -> {
                for (int i = 0; i < 4 * 50; i++) {
                    m.lock();
                    tokens[0]++;
                    c.signal(); // exactly one for each token
                    m.unlock();
                }
            });
            crowd.run();
            giver.result();
            assertThat(taken).hasValue(4 * 50);
            assertThat(tokens[0]).isZero();
        }
    }
}
