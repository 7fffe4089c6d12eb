package dev.spindle.channel;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * Thrown by a send on a closed channel, and by a receive from a channel that is closed and drained. Its cause is what the
 * channel was closed with, if anything: see {@link Sender#close(Throwable)}.
 */
public final class ChannelClosedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private ChannelClosedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    static ChannelClosedException onSend(@Nullable Throwable cause) {
        return new ChannelClosedException("send on closed channel", cause);
    }

    static ChannelClosedException onReceive(@Nullable Throwable cause) {
        return new ChannelClosedException("receive from closed channel", cause);
    }
}
