package dev.spindle.benchmarks.engine;

import dev.spindle.sync.Cond;
import dev.spindle.sync.Mutex;
import dev.spindle.sync.Once;
import dev.spindle.sync.RwMutex;
import dev.spindle.sync.Semaphore;
import dev.spindle.sync.WaitGroup;
import java.util.function.Consumer;

/** Spindle's {@code sync}. */
final class SpindleSync implements SyncTools {

    @Override
    public Guard mutex() {
        return new MutexGuard(new Mutex());
    }

    @Override
    public Guard.Shared rwMutex() {
        return new RwGuard(new RwMutex());
    }

    @Override
    public Guard semaphore(int permits) {
        return new SemaphoreGuard(new Semaphore(permits));
    }

    @Override
    public Latch waitGroup(int tasks) {
        var group = new WaitGroup();
        group.add(tasks);
        return new GroupLatch(group);
    }

    @Override
    public Signal signal() {
        var mutex = new Mutex();
        return new CondSignal(mutex, new Cond(mutex));
    }

    @Override
    public Consumer<Runnable> once() {
        return new Once()::run;
    }

    private record CondSignal(Mutex mutex, Cond cond) implements Signal {

        @Override
        public void lock() throws InterruptedException {
            mutex.lock();
        }

        @Override
        public void unlock() {
            mutex.unlock();
        }

        @Override
        public void await() throws InterruptedException {
            cond.await();
        }

        @Override
        public void broadcast() {
            cond.broadcast();
        }
    }

    private record MutexGuard(Mutex mutex) implements Guard {

        @Override
        public void lock() throws InterruptedException {
            mutex.lock();
        }

        @Override
        public void unlock() {
            mutex.unlock();
        }
    }

    private record RwGuard(RwMutex mutex) implements Guard.Shared {

        @Override
        public void lock() throws InterruptedException {
            mutex.lock();
        }

        @Override
        public void unlock() {
            mutex.unlock();
        }

        @Override
        public void readLock() throws InterruptedException {
            mutex.readLock();
        }

        @Override
        public void readUnlock() {
            mutex.readUnlock();
        }
    }

    private record SemaphoreGuard(Semaphore semaphore) implements Guard {

        @Override
        public void lock() throws InterruptedException {
            semaphore.acquire(1);
        }

        @Override
        public void unlock() {
            semaphore.release(1);
        }
    }

    private record GroupLatch(WaitGroup group) implements Latch {

        @Override
        public void done() {
            group.done();
        }

        @Override
        public void await() throws InterruptedException {
            group.await();
        }
    }
}
