package dev.spindle.reactive;

import dev.spindle.channel.Channel;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;

/** A subscription to a broadcast: one to a channel of its own, which the broadcast fills. */
final class BroadcastSubscription<T> extends ChannelSubscription<T> {

    private final Broadcast<T> broadcast;
    private final Channel<T> branch;

    /** Set by the goroutine; it runs from the first request on. */
    private volatile boolean active;

    BroadcastSubscription(
            Broadcast<T> broadcast, Channel<T> branch, StreamOptions options, Subscriber<? super T> subscriber) {
        super(branch, options, subscriber);
        this.broadcast = broadcast;
        this.branch = branch;
    }

    Channel<T> branch() {
        return branch;
    }

    /** Whether it has asked for anything. */
    boolean isActive() {
        return active;
    }

    @Override
    @Nullable
    Throwable overtaking() {
        return broadcast.overtaking();
    }

    @Override
    void serve() throws Throwable {
        active = true;
        broadcast.start();
        super.serve();
    }

    @Override
    void released() {
        super.released();
        boolean _ = branch.cancel();
        broadcast.leave(this);
    }
}
