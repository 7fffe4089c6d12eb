package dev.spindle.reactive;

import dev.spindle.channel.Receiver;

/**
 * An operator as a loop: blocking-style code between a channel and an emitter.
 *
 * {@snippet :
 * Transformer<Integer, Integer> sums = (in, out) -> {
 *     int sum = 0;
 *     for (int i : in) {
 *         out.emit(sum += i);
 *     }
 * };
 * }
 *
 * @param <I> the type of what comes in
 * @param <O> the type of what goes out
 */
@FunctionalInterface
public interface Transformer<I, O> {

    /**
     * Runs on a goroutine of its own. Its return cancels what comes in and completes what goes out; what it throws fails
     * that. If what comes in fails, receiving from {@code in} throws a
     * {@link dev.spindle.channel.ChannelClosedException}; if that is let pass, what goes out fails with its cause.
     *
     * <p>When the subscriber cancels, {@code out} throws {@link CancelledException} and {@code in} throws
     * {@code InterruptedException} or {@code ChannelClosedException}: a loop that is cut short never looks complete.
     *
     * @param in what comes in
     * @param out where to put what goes out
     * @throws Exception any
     */
    void run(Receiver<I> in, Emitter<O> out) throws Exception;
}
