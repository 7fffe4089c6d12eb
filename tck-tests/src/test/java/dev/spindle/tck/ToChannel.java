package dev.spindle.tck;

import dev.spindle.channel.Receiver;
import dev.spindle.reactive.ChannelSubscriber;
import dev.spindle.reactor.GoFlux;
import dev.spindle.rxjava.GoFlowable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;

/** A subscriber, and the channel that it makes of a stream; cancelled when the test is over. */
record ToChannel(Subscriber<Long> subscriber, Receiver<Long> channel) {

    private static final int PREFETCH = 2;

    ToChannel {
        Tck.cancelAfterwards(channel);
    }

    static ToChannel raw() {
        ChannelSubscriber<Long> subscriber = ChannelSubscriber.of(PREFETCH);
        return new ToChannel(subscriber, subscriber.receiver());
    }

    /** What {@code GoFlux.toChannel} subscribes to a publisher. */
    static ToChannel ofFlux() {
        return captured(publisher -> GoFlux.toChannel(publisher, PREFETCH));
    }

    /** What {@code GoFlowable.toChannel} subscribes to a publisher. */
    static ToChannel ofFlowable() {
        return captured(publisher -> GoFlowable.toChannel(publisher, PREFETCH));
    }

    @SuppressWarnings("unchecked") // who takes more than Longs takes Longs
    private static ToChannel captured(Function<Publisher<Long>, Receiver<Long>> conversion) {
        AtomicReference<Subscriber<? super Long>> subscriber = new AtomicReference<>();
        Receiver<Long> channel = conversion.apply(subscriber::set);
        return new ToChannel((Subscriber<Long>) subscriber.get(), channel);
    }
}
