package dev.spindle.tck;

import dev.spindle.channel.Channel;
import dev.spindle.channel.ChannelClosedException;
import dev.spindle.reactive.Generator;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.LongStream;

/** The numbers from 0 up, as each kind of source takes them. */
final class Numbers {

    private static final int ROOM = 64;

    private Numbers() {}

    /**
     * Counted one by one, so as long as one likes. Its length is known: an iterable of unknown length that is cancelled looks empty to
     * Reactor's {@code publishOn}, which then may complete it where it should be silent.
     */
    static Iterable<Long> iterable(long n) {
        return new Iterable<>() {
            @Override
            public Iterator<Long> iterator() {
                return LongStream.range(0, n).iterator();
            }

            @Override
            public Spliterator<Long> spliterator() {
                return Spliterators.spliterator(iterator(), n, Spliterator.ORDERED);
            }
        };
    }

    static Generator<Long> generator(long n) {
        return emitter -> emitter.emitAll(iterable(n));
    }

    /** The same number; every other one lets other goroutines run before, so that results overtake each other. */
    static Long afterOthers(Long n) {
        if (n % 2 == 0) {
            Thread.yield();
        }
        return n;
    }

    /** A channel into which a goroutine sends, which it then closes. */
    static Channel<Long> channel(long n) {
        Channel<Long> channel = Channel.buffered(ROOM);
        if (n == 0) {
            channel.close();
            return channel;
        }
        Tck.cancelAfterwards(channel);
        Tck.runtime().go("feed", () -> {
            try {
                channel.sendAll(iterable(n));
                channel.close();
            } catch (ChannelClosedException e) {
                // nobody receives any more
            }
        });
        return channel;
    }

    static Channel<Long> failedChannel() {
        Channel<Long> channel = Channel.buffered(ROOM);
        channel.close(new IllegalStateException("the channel was closed with this"));
        return channel;
    }
}
