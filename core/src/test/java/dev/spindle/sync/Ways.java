package dev.spindle.sync;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** The four ways in which a lock or permits can be taken. */
record Ways(BooleanSupplier tried, Timed timed, Interruptible interruptible, Runnable whateverHappens) {

    /** Gives up when the time is over. */
    @FunctionalInterface
    interface Timed {
        boolean take(Duration timeout) throws InterruptedException;
    }

    /** Gives up when interrupted only. */
    @FunctionalInterface
    interface Interruptible {
        void take() throws InterruptedException;
    }

    static Ways of(Mutex mutex) {
        return new Ways(mutex::tryLock, mutex::lock, mutex::lock, mutex::lockUninterruptibly);
    }

    static Ways ofWriting(RwMutex mutex) {
        return new Ways(mutex::tryLock, mutex::lock, mutex::lock, mutex::lockUninterruptibly);
    }

    static Ways ofReading(RwMutex mutex) {
        return new Ways(mutex::tryReadLock, mutex::readLock, mutex::readLock, mutex::readLockUninterruptibly);
    }

    static Ways of(Semaphore semaphore, int permits) {
        return new Ways(
                () -> semaphore.tryAcquire(permits),
                timeout -> semaphore.acquire(permits, timeout),
                () -> semaphore.acquire(permits),
                () -> semaphore.acquireUninterruptibly(permits));
    }

    /** Takes it in a random way; whether it was got. */
    boolean take(Crowd.Party party) {
        try {
            return switch (party.random().nextInt(5)) {
                case 0 -> tried.getAsBoolean();
                case 1 -> timed.take(party.timeout());
                case 2 -> {
                    whateverHappens.run();
                    yield true;
                }
                default -> {
                    interruptible.take();
                    yield true;
                }
            };
        } catch (InterruptedException e) {
            return false;
        }
    }
}
