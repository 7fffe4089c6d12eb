package dev.spindle.tck;

import dev.spindle.channel.ChannelClosedException;
import dev.spindle.channel.Receiver;
import dev.spindle.reactive.ChannelSubscriber;
import dev.spindle.reactor.GoFlux;
import dev.spindle.rxjava.GoFlowable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;

/** {@link ChannelSubscriber}s that a goroutine receives from, up to the end. */
final class ReceivedChannelSubscriber {

    private static final int PREFETCH = 2;

    private ReceivedChannelSubscriber() {}

    static Subscriber<Long> create() {
        ChannelSubscriber<Long> subscriber = ChannelSubscriber.of(PREFETCH);
        received(subscriber.receiver());
        return subscriber;
    }

    /** What {@code GoFlux.toChannel} subscribes to a publisher. */
    static Subscriber<Long> ofFlux() {
        return captured(publisher -> GoFlux.toChannel(publisher, PREFETCH));
    }

    /** What {@code GoFlowable.toChannel} subscribes to a publisher. */
    static Subscriber<Long> ofFlowable() {
        return captured(publisher -> GoFlowable.toChannel(publisher, PREFETCH));
    }

    /** Receives so many elements, or up to the end. */
    static void receive(Receiver<Long> channel, long elements) throws InterruptedException {
        try {
            for (long i = 0; i < elements; i++) {
                if (channel.receiveOrNull() == null) {
                    return;
                }
            }
        } catch (ChannelClosedException e) {
            // the publisher has failed, or the subscription was cancelled
        }
    }

    @SuppressWarnings("unchecked") // who takes more than Longs takes Longs
    private static Subscriber<Long> captured(Function<Publisher<Long>, Receiver<Long>> conversion) {
        AtomicReference<Subscriber<? super Long>> subscriber = new AtomicReference<>();
        received(conversion.apply(subscriber::set));
        return (Subscriber<Long>) subscriber.get();
    }

    private static void received(Receiver<Long> channel) {
        Tck.cancelAfterwards(channel);
        Tck.runtime().go("receive", () -> receive(channel, Long.MAX_VALUE));
    }
}
