package dev.spindle.channel;

import java.util.concurrent.CompletionStage;

/**
 * Something that happens once, for a {@link Select} to wait for beside channels: the end of a task or of a context, say.
 * A {@link CompletionStage} needs none of this; see {@link Select#event(CompletionStage)}.
 *
 * <p>Implementations are thread-safe and none of their methods blocks.
 */
public interface SelectEvent {

    /**
     * Whether it has happened. What happened before the event happens before what follows an answer of true.
     *
     * @return true once it has happened, for ever
     */
    boolean hasHappened();

    /**
     * Asks to run {@code wake} soon after the event, on any thread; if it has happened already, running it is optional.
     * Afterwards the caller looks at {@link #hasHappened()}, so an implementation publishes the event first, and runs the
     * subscribers of that moment second. What the caller did before happens before {@code wake} runs.
     *
     * @param wake does not block and does not throw; running it once too often does no harm
     */
    void subscribe(Runnable wake);

    /**
     * Takes a subscription back. Without effect if there is none. The runnable may still run, if the event happens now.
     *
     * @param wake the same object as at {@link #subscribe}
     */
    void unsubscribe(Runnable wake);
}
