package dev.spindle.tck;

import dev.spindle.channel.ChannelClosedException;
import dev.spindle.reactive.ChannelSubscriber;

/** {@link ChannelSubscriber}s that a goroutine receives from, up to the end. */
final class ReceivedChannelSubscriber {

    private static final int PREFETCH = 2;

    private ReceivedChannelSubscriber() {}

    static ChannelSubscriber<Long> create() {
        ChannelSubscriber<Long> subscriber = ChannelSubscriber.of(PREFETCH);
        Tck.cancelAfterwards(subscriber.receiver());
        Tck.runtime().go("receive", () -> receive(subscriber, Long.MAX_VALUE));
        return subscriber;
    }

    /** Receives so many elements, or up to the end. */
    static void receive(ChannelSubscriber<Long> subscriber, long elements) throws InterruptedException {
        try {
            for (long i = 0; i < elements; i++) {
                if (subscriber.receiver().receiveOrNull() == null) {
                    return;
                }
            }
        } catch (ChannelClosedException e) {
            // the publisher has failed, or the subscription was cancelled
        }
    }
}
