package dev.spindle.benchmarks.engine;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** The locks of {@code java.util.concurrent}. */
final class JdkSync implements SyncTools {

    @Override
    public Guard mutex() {
        return new LockGuard(new ReentrantLock());
    }

    @Override
    public Guard.Shared rwMutex() {
        return new RwGuard(new ReentrantReadWriteLock());
    }

    @Override
    public Guard semaphore(int permits) {
        return new SemaphoreGuard(new Semaphore(permits));
    }

    @Override
    public Latch waitGroup(int tasks) {
        return new CountDown(new CountDownLatch(tasks));
    }

    private record LockGuard(ReentrantLock held) implements Guard {

        @Override
        @SuppressWarnings("LockNotBeforeTry") // the caller's business
        public void lock() throws InterruptedException {
            held.lockInterruptibly();
        }

        @Override
        public void unlock() {
            held.unlock();
        }
    }

    private record RwGuard(ReentrantReadWriteLock held) implements Guard.Shared {

        @Override
        public void lock() throws InterruptedException {
            held.writeLock().lockInterruptibly();
        }

        @Override
        public void unlock() {
            held.writeLock().unlock();
        }

        @Override
        public void readLock() throws InterruptedException {
            held.readLock().lockInterruptibly();
        }

        @Override
        public void readUnlock() {
            held.readLock().unlock();
        }
    }

    private record SemaphoreGuard(Semaphore semaphore) implements Guard {

        @Override
        public void lock() throws InterruptedException {
            semaphore.acquire();
        }

        @Override
        public void unlock() {
            semaphore.release();
        }
    }

    private record CountDown(CountDownLatch latch) implements Latch {

        @Override
        public void done() {
            latch.countDown();
        }

        @Override
        public void await() throws InterruptedException {
            latch.await();
        }
    }
}
