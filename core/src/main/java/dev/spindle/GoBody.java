package dev.spindle;

/**
 * What a goroutine runs: blocking-style code that may throw anything.
 */
@FunctionalInterface
public interface GoBody {

    /**
     * Runs on the goroutine, once.
     *
     * @throws Exception any; see {@link Goroutine#join()} for where it goes
     */
    void run() throws Exception;
}
