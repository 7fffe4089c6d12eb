package dev.spindle.reactive;

import dev.spindle.channel.Channel;
import dev.spindle.channel.ChannelClosedException;
import dev.spindle.channel.ChannelListener;
import dev.spindle.channel.Receiver;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * A stream as a channel: subscribe this to any publisher, and receive its elements in a loop.
 *
 * {@snippet :
 * try (ChannelSubscriber<String> lines = ChannelSubscriber.of(64)) {
 *     publisher.subscribe(lines);
 *     for (String line : lines.receiver()) {
 *         System.out.println(line);
 *     }
 * }
 * }
 *
 * <p>The channel has room for {@code prefetch} elements, and so many are requested in the beginning; more are requested whenever
 * three quarters have been received, by the receiving thread. So the publisher's {@code onNext} always finds room and never blocks.
 *
 * <p>The stream's completion closes the channel, its failure closes it with that cause. Cancelling the receiver, which
 * {@link #close()} does too, cancels the subscription, before or after it was made.
 *
 * <p><b>Serial</b> (rule 2.7): whoever asks first for a request or a cancel to be made makes it, and those that others ask for
 * meanwhile too; nobody waits.
 *
 * <p>Subscribed once; any further subscription is cancelled (rule 2.5). Thread-safe. What the publisher did before {@code onNext}
 * happens before the receipt of the element.
 *
 * @param <T> the type of the elements
 */
public final class ChannelSubscriber<T> implements Subscriber<T>, AutoCloseable {

    private static final int UNBOUNDED = Integer.MAX_VALUE;

    private final Channel<T> channel;
    private final Consumer<? super T> undelivered;
    private final int prefetch;

    /** How many receipts make a request. */
    private final int batch;

    /** Those that have not made a request yet; any receiver. */
    private final AtomicInteger received = new AtomicInteger();

    /** How many calls there are to be made on the subscription; whoever finds none makes them. */
    private final AtomicInteger calls = new AtomicInteger();

    /** How much to request; grows before {@code calls} does. */
    private final AtomicLong toRequest = new AtomicLong();

    private final AtomicBoolean subscribed = new AtomicBoolean();

    /** Set once, by the publisher; null after the end (rule 2.6), when nothing is to be called any more. */
    private volatile @Nullable Subscription subscription;

    /** The stream has come to its end. */
    private volatile boolean ended;

    /** Nobody receives any more. */
    private volatile boolean cancelled;

    /** What the stream failed with; written before the channel is closed with it. */
    private volatile @Nullable Throwable failure;

    private ChannelSubscriber(int prefetch, Consumer<? super T> undelivered) {
        if (prefetch < 1) {
            throw new IllegalArgumentException("prefetch must be at least 1, not " + prefetch);
        }
        this.prefetch = prefetch;
        this.batch = prefetch - (prefetch >> 2);
        this.undelivered = Objects.requireNonNull(undelivered, "undelivered");
        ChannelListener<T> listener = new ChannelListener<>() {
            @Override
            public void undelivered(T element) {
                undelivered.accept(element);
            }

            @Override
            public void received(T element) {
                countReceived();
            }
        };
        this.channel = prefetch == UNBOUNDED ? Channel.unlimited(listener) : Channel.buffered(prefetch, listener);
        channel.closed().subscribe(this::channelClosed);
    }

    /**
     * Makes a subscriber.
     *
     * @param prefetch how many elements it asks for ahead of those who receive, at least 1; {@link Integer#MAX_VALUE} asks for
     *     all at once, into an unlimited channel
     * @param <T> the type of the elements
     * @return a new subscriber, to be subscribed once
     * @throws IllegalArgumentException if the prefetch is below 1
     */
    public static <T> ChannelSubscriber<T> of(int prefetch) {
        return new ChannelSubscriber<>(prefetch, element -> {});
    }

    /**
     * Makes a subscriber that tells of elements which nobody will receive.
     *
     * @param prefetch as for {@link #of(int)}
     * @param undelivered gets each element that was in the channel when that was cancelled, or came later; must be short
     *     and must not block
     * @param <T> the type of the elements
     * @return a new subscriber, to be subscribed once
     * @throws IllegalArgumentException if the prefetch is below 1
     */
    public static <T> ChannelSubscriber<T> of(int prefetch, Consumer<? super T> undelivered) {
        return new ChannelSubscriber<>(prefetch, undelivered);
    }

    /**
     * Where to receive the elements.
     *
     * @return always the same
     */
    public Receiver<T> receiver() {
        return channel;
    }

    /** Cancels the receiver, and with it the subscription. Without effect after the end. */
    @Override
    public void close() {
        channel.cancel();
    }

    /** As {@link #close()}, but receivers get the reason, so that they do not take it for the end of the stream. */
    void abort(Throwable reason) {
        boolean _ = channel.close(reason);
        boolean _ = channel.cancel(); // drops the buffer
    }

    /** What the stream failed with, if this is how receivers of the channel got to know. */
    @SuppressWarnings("ReferenceEquality") // the very same
    @Nullable
    Throwable failureBehind(ChannelClosedException closed) {
        Throwable cause = closed.getCause();
        return cause != null && cause == failure ? cause : null;
    }

    // ---- the publisher's side ----

    @Override
    public void onSubscribe(@Nullable Subscription made) {
        Subscription first = Objects.requireNonNull(made, "subscription"); // rule 2.13
        if (!subscribed.compareAndSet(false, true)) {
            first.cancel(); // rule 2.5
            return;
        }
        subscription = first;
        request(prefetch == UNBOUNDED ? Long.MAX_VALUE : prefetch);
    }

    @Override
    public void onNext(@Nullable T element) {
        T next = Objects.requireNonNull(element, "element"); // rule 2.13
        try {
            if (!channel.trySend(next)) {
                undelivered.accept(next);
                boolean _ = channel.close(new IllegalStateException("rule 1.1: the publisher sent more than the "
                        + prefetch + " elements that were asked for; it ignores backpressure"));
            }
        } catch (ChannelClosedException e) {
            undelivered.accept(next); // rule 2.8
        }
    }

    @Override
    public void onError(@Nullable Throwable failed) {
        Throwable cause = Objects.requireNonNull(failed, "failure"); // rule 2.13
        failure = cause;
        end();
        boolean _ = channel.close(cause);
    }

    @Override
    public void onComplete() {
        end();
        boolean _ = channel.close();
    }

    private void end() {
        ended = true; // rule 2.4
        subscription = null;
    }

    // ---- the receiving side ----

    private void countReceived() {
        if (prefetch != UNBOUNDED && received.incrementAndGet() == batch) {
            received.getAndAdd(-batch);
            request(batch);
        }
    }

    private void channelClosed() {
        if (!ended) {
            cancelled = true;
            call();
        }
    }

    // ---- calls on the subscription, one after the other ----

    private void request(long n) {
        toRequest.getAndAdd(n);
        call();
    }

    private void call() {
        if (calls.getAndIncrement() != 0) {
            return;
        }
        int made = 1;
        do {
            Subscription target = subscription;
            long due = toRequest.getAndSet(0);
            if (target != null && cancelled) {
                subscription = null;
                target.cancel();
            } else if (target != null && due > 0) {
                request(target, due);
            }
            made = calls.addAndGet(-made);
        } while (made != 0);
    }

    private void request(Subscription target, long n) {
        try {
            target.request(n);
        } catch (Throwable t) { // rule 3.16: a publisher as broken as that sends nothing more
            subscription = null;
            boolean _ = channel.close(t);
        }
    }
}
