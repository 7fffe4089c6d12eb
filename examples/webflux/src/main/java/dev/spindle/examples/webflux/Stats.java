package dev.spindle.examples.webflux;

import dev.spindle.RuntimeStats;
import org.jspecify.annotations.Nullable;

/**
 * What the service is doing, each number read at its own moment.
 *
 * @param scheduler what runs the handlers that block
 * @param mode of the goroutines: {@code native} or {@code portable}
 * @param modeReason why
 * @param uptimeMillis since the JVM began
 * @param processors of the machine
 * @param orders in the table
 * @param roundsPerMillisecond of arithmetic, in {@code /work}
 * @param requests being answered
 * @param answered requests ever let in
 * @param streams of rows whose connection is in use
 * @param rows ever handed to the network
 * @param connections the pool of the database
 * @param jvm threads and memory
 * @param runtime the goroutines; null where something else runs the handlers
 */
record Stats(
        String scheduler,
        String mode,
        String modeReason,
        long uptimeMillis,
        int processors,
        long orders,
        long roundsPerMillisecond,
        int requests,
        long answered,
        int streams,
        long rows,
        Connections connections,
        Jvm jvm,
        @Nullable RuntimeStats runtime) {

    /**
     * The pool of the database.
     *
     * @param active in use
     * @param idle not in use
     * @param waiting requests for one
     */
    record Connections(int active, int idle, int waiting) {}

    /**
     * Threads and memory.
     *
     * @param threads platform threads
     * @param peakThreads the most there were
     * @param heapUsed bytes, garbage included
     * @param heapLive bytes that the last collections left
     * @param heapMax bytes
     */
    record Jvm(int threads, int peakThreads, long heapUsed, long heapLive, long heapMax) {}
}
