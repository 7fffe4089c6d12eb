package dev.spindle.sync;

import dev.spindle.runtime.WaitReason;

/** What a thread that waits in this package waits for, in the words of Go's traceback. */
enum SyncWait implements WaitReason {
    MUTEX_LOCK("sync.Mutex.Lock"),
    RW_MUTEX_LOCK("sync.RWMutex.Lock"),
    RW_MUTEX_READ_LOCK("sync.RWMutex.RLock"),
    WAIT_GROUP_WAIT("sync.WaitGroup.Wait"),
    COND_WAIT("sync.Cond.Wait"),
    SEMAPHORE_ACQUIRE("semacquire"),
    ONCE("sync.Once.Do");

    private final String words;

    SyncWait(String words) {
        this.words = words;
    }

    @Override
    public String waitReason() {
        return words;
    }
}
