package dev.spindle.tck;

import dev.spindle.channel.ChannelClosedException;
import dev.spindle.channel.Receiver;
import org.reactivestreams.Subscriber;

/** {@link ToChannel Subscribers} whose channel a goroutine receives from, up to the end. */
final class ReceivedChannelSubscriber {

    private ReceivedChannelSubscriber() {}

    static Subscriber<Long> channel() {
        return received(ToChannel.raw());
    }

    static Subscriber<Long> ofFlux() {
        return received(ToChannel.ofFlux());
    }

    static Subscriber<Long> ofFlowable() {
        return received(ToChannel.ofFlowable());
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

    private static Subscriber<Long> received(ToChannel stream) {
        Tck.runtime().go("receive", () -> receive(stream.channel(), Long.MAX_VALUE));
        return stream.subscriber();
    }
}
