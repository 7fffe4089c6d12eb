package dev.spindle.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spindle.channel.Beside;
import dev.spindle.channel.Channel;
import dev.spindle.channel.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class RwMutexTest {

    private final RwMutex mutex = new RwMutex();

    @Test
    void readers_areInTogether_writersAlone() throws Exception {
        mutex.readLock();
        mutex.readLock();
        assertThat(mutex.tryReadLock()).isTrue();
        assertThat(mutex).hasToString("RwMutex[3 reading]");
        assertThat(mutex.tryLock()).isFalse();
        assertThat(mutex.lock(Duration.ZERO)).isFalse();
        mutex.readUnlock();
        mutex.readUnlock();
        assertThat(mutex.tryLock()).isFalse();
        mutex.readUnlock();
        assertThat(mutex.tryLock()).isTrue();
        assertThat(mutex).hasToString("RwMutex[writing]");
        assertThat(mutex.tryLock()).isFalse();
        assertThat(mutex.tryReadLock()).isFalse();
        assertThat(mutex.readLock(Duration.ZERO)).isFalse();
        mutex.unlock();
        assertThat(mutex).hasToString("RwMutex[unlocked]");
        assertThat(mutex.lock(Duration.ZERO)).isTrue();
        mutex.unlock();
        assertThat(mutex.readLock(Duration.ZERO)).isTrue();
        mutex.readUnlock();
        mutex.lockUninterruptibly();
        mutex.unlock();
        mutex.readLockUninterruptibly();
        mutex.readUnlock();
        assertThat(Inside.state(mutex)).isZero();
    }

    @Test
    void unlock_notLocked_saysSo() throws Exception {
        assertUnlockFails();
        assertReadUnlockFails();
        mutex.lock();
        assertReadUnlockFails();
        mutex.unlock();
        mutex.readLock();
        assertUnlockFails();
        mutex.readUnlock();
        assertUnlockFails();
        assertReadUnlockFails();
        mutex.lock();
        mutex.unlock();
    }

    @Test
    void unlock_whileAWriterOnlyWaits_saysSo() throws Exception {
        mutex.readLock();
        Beside<Void> writer = Beside.run(Kind.GOROUTINE, mutex::lock).awaitWaiting();
        assertUnlockFails();
        mutex.readUnlock();
        writer.result();
        assertReadUnlockFails();
        mutex.unlock();
    }

    private void assertUnlockFails() {
        assertThatThrownBy(mutex::unlock)
                .isInstanceOf(IllegalMonitorStateException.class)
                .hasMessage("unlock of an RwMutex that is not locked for writing");
    }

    private void assertReadUnlockFails() {
        assertThatThrownBy(mutex::readUnlock)
                .isInstanceOf(IllegalMonitorStateException.class)
                .hasMessage("readUnlock of an RwMutex that is not locked for reading");
    }

    @Test
    void timeout_null_isNamed() {
        assertThatNullPointerException().isThrownBy(() -> mutex.lock(null)).withMessage("timeout");
        assertThatNullPointerException().isThrownBy(() -> mutex.readLock(null)).withMessage("timeout");
    }

    /** All readers are inside at the same time. */
    @Test
    void parallelReaders_allGetIn() throws Exception {
        for (int readers : new int[] {1, 3, 4, 30}) {
            Channel<Boolean> in = Channel.unbuffered();
            Channel<Boolean> out = Channel.unbuffered();
            List<Beside<Void>> all = Inside.start(readers, () -> {
                mutex.readLock();
                in.send(true);
                out.receiveOrNull();
                mutex.readUnlock();
            });
            for (int i = 0; i < readers; i++) {
                in.receive();
            }
            out.close();
            Inside.join(all);
        }
        assertThat(Inside.state(mutex)).isZero();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void waitingWriter_keepsNewReadersOut_untilItHasWritten(Kind kind) throws Exception {
        mutex.readLock();
        Beside<Void> writer = Beside.run(kind, mutex::lock).awaitWaiting();
        assertThat(mutex).hasToString("RwMutex[1 reading, a writer waits]");
        assertThat(mutex.tryReadLock()).isFalse();
        Beside<Void> reader = Beside.run(kind, mutex::readLock).awaitWaiting();
        mutex.readUnlock();
        writer.result();
        assertThat(reader.isDone()).isFalse();
        mutex.unlock();
        reader.result();
        mutex.readUnlock();
        assertThat(Inside.state(mutex)).isZero();
    }

    /** Readers that wait as a writer unlocks get in before the next writer, and that one before later readers. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void unlock_readersAndWritersWait_readersComeFirst(Kind kind) throws Exception {
        mutex.lock();
        Beside<Void> writer = Beside.run(kind, mutex::lock).awaitWaiting();
        List<Beside<Void>> readers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            readers.add(Beside.run(kind, mutex::readLock).awaitWaiting());
        }
        mutex.unlock();
        Inside.join(readers);
        Beside.await(() -> mutex.toString().equals("RwMutex[3 reading, a writer waits]"));
        Beside<Void> late = Beside.run(kind, mutex::readLock).awaitWaiting();
        assertThat(writer.isDone()).isFalse();
        for (int i = 0; i < 3; i++) {
            mutex.readUnlock();
        }
        writer.result();
        assertThat(late.isDone()).isFalse();
        mutex.unlock();
        late.result();
        mutex.readUnlock();
        assertThat(Inside.state(mutex)).isZero();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void interruptedWriter_letsReadersIn_thatItKeptOut(Kind kind) throws Exception {
        mutex.readLock();
        Beside<Boolean> writer = Beside.call(kind, () -> {
                    try {
                        mutex.lock();
                        return false;
                    } catch (InterruptedException e) {
                        return true;
                    }
                })
                .awaitWaiting();
        List<Beside<Void>> readers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            readers.add(Beside.run(kind, mutex::readLock).awaitWaiting());
        }
        writer.thread().interrupt();
        assertThat(writer.result()).isTrue();
        Inside.join(readers);
        assertThat(mutex).hasToString("RwMutex[4 reading]");
        for (int i = 0; i < 4; i++) {
            mutex.readUnlock();
        }
        assertThat(mutex.tryLock()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void interruptsAndTimeouts_leaveNoTrace(Kind kind) throws Exception {
        mutex.readLock();
        Inside.assertRefusesInterrupted(kind, mutex::lock);
        Inside.assertInterruptible(kind, mutex::lock);
        Inside.assertInterruptible(kind, () -> mutex.lock(Duration.ofDays(1)));
        assertThat(Beside.call(kind, () -> mutex.lock(Duration.ofMillis(2))).result())
                .isFalse();
        assertThat(Inside.state(mutex)).isEqualTo(1);
        mutex.readUnlock();
        mutex.lock();
        Inside.assertRefusesInterrupted(kind, mutex::readLock);
        Inside.assertInterruptible(kind, mutex::readLock);
        Inside.assertInterruptible(kind, () -> mutex.readLock(Duration.ofDays(1)));
        assertThat(Beside.call(kind, () -> mutex.readLock(Duration.ofMillis(2))).result())
                .isFalse();
        Inside.assertInterruptible(kind, mutex::lock);
        mutex.unlock();
        assertThat(Inside.state(mutex)).isZero();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void uninterruptibleForms_waitOn_andKeepTheFlag(Kind kind) throws Exception {
        mutex.readLock();
        Inside.assertUninterruptible(kind, mutex::lockUninterruptibly, mutex::readUnlock);
        Inside.assertUninterruptible(kind, mutex::readLockUninterruptibly, mutex::unlock);
        mutex.readUnlock();
        mutex.lock();
        Inside.assertUninterruptible(kind, mutex::lockUninterruptibly, mutex::unlock);
        mutex.unlock();
    }

    /** A last reader comes late: the writer that it saw has given up, and another waits for other readers. */
    @Test
    void grantClaim_otherReadersInside_grantsNothing() throws Exception {
        mutex.readLock();
        Beside<Void> writer = Beside.run(Kind.GOROUTINE, mutex::lock).awaitWaiting();
        mutex.grantClaim();
        assertThat(mutex).hasToString("RwMutex[1 reading, a writer waits]");
        mutex.readUnlock();
        writer.result();
        mutex.grantClaim();
        mutex.unlock();
        mutex.grantClaim();
        assertThat(Inside.state(mutex)).isZero();
    }

    @Test
    void readers_moreThanItCounts_saysSo() throws Exception {
        var field = RwMutex.class.getDeclaredField("state");
        field.setAccessible(true);
        field.setInt(mutex, (1 << 30) - 1);
        assertThatThrownBy(mutex::tryReadLock).isInstanceOf(IllegalStateException.class);
        mutex.readUnlock();
        assertThat(mutex.tryReadLock()).isTrue();
    }

    /** Writers see nobody else inside, readers no writer. */
    @Test
    void hammer_readersAndWriters_excludeEachOther() throws Exception {
        for (int readers : new int[] {1, 3, 10}) {
            RwMutex hammered = new RwMutex();
            AtomicInteger activity = new AtomicInteger();
            List<Beside<Void>> all = new ArrayList<>();
            for (int w = 0; w < 2; w++) {
                all.add(Beside.run(Kind.values()[w], () -> {
                    for (int i = 0; i < 1_000; i++) {
                        hammered.lock();
                        assertThat(activity.addAndGet(10_000)).isEqualTo(10_000);
                        activity.addAndGet(-10_000);
                        hammered.unlock();
                    }
                }));
            }
            all.addAll(Inside.start(readers, () -> {
                for (int i = 0; i < 1_000; i++) {
                    hammered.readLock();
                    assertThat(activity.incrementAndGet()).isBetween(1, 9_999);
                    activity.decrementAndGet();
                    hammered.readUnlock();
                }
            }));
            Inside.join(all);
            assertThat(Inside.state(hammered)).isZero();
        }
    }
}
