package dev.spindle.channel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The locks of the channels of a select, each once, to be held all together.
 *
 * <p>They are taken in the order of the channels' ids. A thread that finds one held for long frees what it has before it
 * yields: nobody yields while holding a lock.
 */
final class LockSet {

    private ChannelCore<?>[] channels = {};

    /** Adds a channel's lock, if it isn't there. */
    void add(ChannelCore<?> channel) {
        long id = channel.id();
        int place = 0;
        while (place < channels.length && channels[place].id() < id) {
            place++;
        }
        if (place < channels.length && channels[place] == channel) {
            return;
        }
        ChannelCore<?>[] longer = Arrays.copyOf(channels, channels.length + 1);
        System.arraycopy(channels, place, longer, place + 1, channels.length - place);
        longer[place] = channel;
        channels = longer;
    }

    @SuppressWarnings("ThreadPriorityCheck") // the holder may need this processor
    void lockAll() {
        int held = 0;
        while (held < channels.length) {
            if (channels[held].tryLock()) {
                held++;
            } else {
                while (held > 0) {
                    channels[--held].unlock();
                }
                Thread.yield();
            }
        }
    }

    void unlockAll() {
        unlockAllBut(null);
    }

    /** Frees all locks, except one if that isn't null. */
    void unlockAllBut(@Nullable ChannelCore<?> kept) {
        for (ChannelCore<?> channel : channels) {
            if (channel != kept) {
                channel.unlock();
            }
        }
    }
}
