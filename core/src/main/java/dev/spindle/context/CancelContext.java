package dev.spindle.context;

/**
 * A context together with the means to cancel it: what Go's {@code WithCancel}, {@code WithDeadline} and {@code WithTimeout} return. Pass it on
 * as a {@link Context} to those who are to be cancelled.
 *
 * <p>Cancel or close it in the end, best by a try-with-resources block: then its parent forgets it and its timer stops.
 */
public sealed interface CancelContext extends Context, AutoCloseable permits TreeContext {

    /**
     * Makes this done, and all that derive from it, before it returns; even if another call has begun to. Without effect on
     * what is done already. Never blocks.
     */
    void cancel();

    /**
     * As {@link #cancel()}, with a reason: the cancel function of {@code WithCancelCause}.
     *
     * @param cause the {@link #cause()} from now on, unless this was done before
     */
    void cancel(Throwable cause);

    /** The same as {@link #cancel()}. */
    @Override
    void close();
}
