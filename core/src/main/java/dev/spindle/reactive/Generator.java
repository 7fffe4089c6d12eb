package dev.spindle.reactive;

/**
 * Blocking-style code that produces the elements of a stream.
 *
 * {@snippet :
 * Generator<String> lines = emitter -> {
 *     try (BufferedReader reader = Files.newBufferedReader(path)) {
 *         for (String line; (line = reader.readLine()) != null; ) {
 *             emitter.emit(line); // parks while nobody wants more
 *         }
 *     }
 * };
 * }
 *
 * @param <T> the type of the elements
 */
@FunctionalInterface
public interface Generator<T> {

    /**
     * Runs on a goroutine of its own, once for each subscription. Its return completes the subscriber, and what it throws
     * fails the subscriber, unless that has cancelled before.
     *
     * @param emitter where the elements go; of no use after the return
     * @throws Exception any
     */
    void run(Emitter<T> emitter) throws Exception;
}
