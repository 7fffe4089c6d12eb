package dev.spindle.channel;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * The iterator of a {@link Receiver}: see {@link Receiver#iterator()}. Confined to one thread.
 *
 * @param <T> the type of the elements
 */
final class ReceivingIterator<T> implements Iterator<T> {

    private final Receiver<T> receiver;
    private @Nullable T taken;

    ReceivingIterator(Receiver<T> receiver) {
        this.receiver = receiver;
    }

    @Override
    public boolean hasNext() {
        if (taken == null) {
            taken = take();
        }
        return taken != null;
    }

    @Override
    public T next() {
        T element = taken != null ? taken : take();
        if (element == null) {
            throw new NoSuchElementException("the channel is closed and drained");
        }
        taken = null;
        return element;
    }

    private @Nullable T take() {
        try {
            return receiver.receiveOrNull();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            CancellationException cancelled = new CancellationException("interrupted while iterating over a channel");
            cancelled.initCause(e);
            throw cancelled;
        }
    }
}
