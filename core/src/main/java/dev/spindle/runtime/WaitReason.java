package dev.spindle.runtime;

/**
 * What a waiting goroutine waits for, in the words of Go's traceback ("chan receive", "select").
 *
 * <p>The object handed to {@link Park} as the blocker; a goroutine dump asks it while the goroutine waits, from another
 * thread, so {@link #waitReason()} must not block and must not touch state that the waiter changes without synchronisation.
 */
public interface WaitReason {

    /**
     * The reason as it stands in a dump.
     *
     * @return a short text without brackets, never null
     */
    String waitReason();
}
