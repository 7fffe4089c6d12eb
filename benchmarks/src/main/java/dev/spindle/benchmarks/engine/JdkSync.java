package dev.spindle.benchmarks.engine;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;

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

    @Override
    public Signal signal() {
        var lock = new ReentrantLock();
        return new ConditionSignal(lock, lock.newCondition());
    }

    /** The JDK has no such thing by itself; this is what its users write. */
    @Override
    public Consumer<Runnable> once() {
        return new DoubleChecked();
    }

    private static final class DoubleChecked implements Consumer<Runnable> {

        private volatile boolean done;

        @Override
        public void accept(Runnable body) {
            if (!done) {
                synchronized (this) {
                    if (!done) {
                        body.run();
                        done = true;
                    }
                }
            }
        }
    }

    private record ConditionSignal(ReentrantLock held, Condition condition) implements Signal {

        @Override
        @SuppressWarnings("LockNotBeforeTry") // the caller's business
        public void lock() throws InterruptedException {
            held.lockInterruptibly();
        }

        @Override
        public void unlock() {
            held.unlock();
        }

        @Override
        @SuppressWarnings("WaitNotInLoop") // so is the loop
        public void await() throws InterruptedException {
            condition.await();
        }

        @Override
        public void broadcast() {
            condition.signalAll();
        }
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
