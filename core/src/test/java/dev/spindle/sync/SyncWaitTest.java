package dev.spindle.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.GoBody;
import dev.spindle.GoRuntime;
import dev.spindle.Goroutine;
import dev.spindle.channel.Beside;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What waits shows in dumps what for, in Go's words, and costs no P. */
@Timeout(120)
class SyncWaitTest {

    private final GoRuntime runtime = GoRuntime.builder().parallelism(1).build();

    @AfterEach
    void close() {
        runtime.close(Duration.ZERO);
    }

    private void assertShown(String reason, GoBody waits) throws Exception {
        Goroutine g = runtime.go(waits);
        Beside.await(() -> runtime.dump().contains('[' + reason + ']'));
        g.cancel();
        try {
            g.join();
        } catch (java.util.concurrent.ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void dump_showsWhatForAGoroutineWaits() throws Exception {
        Mutex mutex = new Mutex();
        mutex.lock();
        assertShown("sync.Mutex.Lock", mutex::lock);
        assertShown("sync.Mutex.Lock", () -> mutex.lock(Duration.ofDays(1)));
        RwMutex rwMutex = new RwMutex();
        rwMutex.readLock();
        assertShown("sync.RWMutex.Lock", rwMutex::lock);
        rwMutex.readUnlock();
        rwMutex.lock();
        assertShown("sync.RWMutex.Lock", rwMutex::lock);
        assertShown("sync.RWMutex.RLock", rwMutex::readLock);
        WaitGroup group = new WaitGroup();
        group.add(1);
        assertShown("sync.WaitGroup.Wait", group::await);
        Semaphore semaphore = new Semaphore(1);
        semaphore.acquire(1);
        assertShown("semacquire", () -> semaphore.acquire(1));
        Mutex free = new Mutex();
        Cond cond = new Cond(free);
        assertShown("sync.Cond.Wait", () -> {
            free.lock();
            try {
                cond.await();
            } finally {
                free.unlock();
            }
        });
        Once once = new Once();
        CountDownLatch release = new CountDownLatch(1);
        Beside<Void> first = Beside.run(
                        dev.spindle.channel.Kind.PLATFORM,
                        () -> once.run(() -> {
                            try {
                                release.await();
                            } catch (InterruptedException e) {
                                throw new AssertionError(e);
                            }
                        }))
                .awaitWaiting();
        Goroutine waits = runtime.go(() -> once.run(() -> {}));
        Beside.await(() -> runtime.dump().contains("[sync.Once.Do]"));
        release.countDown();
        first.result();
        waits.join();
    }

    /** So many that none could do without leaving its P, on a single one. */
    @Test
    void manyWait_othersMakeProgress_andAllComeBack() throws Exception {
        int many = 10_000;
        Mutex mutex = new Mutex();
        mutex.lock();
        WaitGroup group = new WaitGroup();
        group.add(1);
        Semaphore semaphore = new Semaphore(1);
        semaphore.acquire(1);
        List<Goroutine> all = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            int kind = i % 3;
            all.add(runtime.go(() -> {
                switch (kind) {
                    case 0 -> {
                        mutex.lock();
                        mutex.unlock();
                    }
                    case 1 -> group.await();
                    default -> {
                        semaphore.acquire(1);
                        semaphore.release(1);
                    }
                }
            }));
        }
        for (Goroutine g : all) {
            Beside.await(() -> g.state() == Goroutine.State.WAITING);
        }
        for (int i = 0; i < 100; i++) {
            assertThat(runtime.go(() -> {}).join(Duration.ofSeconds(60))).isTrue();
        }
        mutex.unlock();
        group.done();
        semaphore.release(1);
        for (Goroutine g : all) {
            assertThat(g.join(Duration.ofSeconds(60))).isTrue();
        }
        assertThat(Inside.state(mutex)).isZero();
        assertThat(Inside.state(semaphore)).isEqualTo(1);
    }
}
