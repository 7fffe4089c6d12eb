package dev.spindle.reactive;

/**
 * Blocking-style code from one element to another.
 *
 * @param <T> the type of what goes in
 * @param <R> the type of what comes out
 */
@FunctionalInterface
public interface Mapper<T, R> {

    /**
     * Maps an element. May block.
     *
     * @param element never null
     * @return not null
     * @throws Exception any; it fails the stream
     */
    R map(T element) throws Exception;
}
