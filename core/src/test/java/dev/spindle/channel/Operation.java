package dev.spindle.channel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every way to send one element and to receive one. Those with a default never wait. */
enum Operation {
    SEND(true, false) {
        @Override
        @Nullable
        Integer run(Channel<Integer> channel) throws InterruptedException {
            channel.send(ELEMENT);
            return ELEMENT;
        }
    },
    SEND_TIMED(true, false) {
        @Override
        @Nullable
        Integer run(Channel<Integer> channel) throws InterruptedException {
            return channel.send(ELEMENT, LONG) ? ELEMENT : null;
        }
    },
    SEND_ALL(true, false) {
        @Override
        @Nullable
        Integer run(Channel<Integer> channel) throws InterruptedException {
            channel.sendAll(List.of(ELEMENT));
            return ELEMENT;
        }
    },
    SEND_SELECT(true, false) {
        @Override
        @Nullable
        Integer run(Channel<Integer> channel) throws InterruptedException {
            Select select = Select.fair();
            select.receive(Channel.never());
            select.send(channel).offer(ELEMENT);
            select.select();
            return ELEMENT;
        }
    },
    TRY_SEND(true, true) {
        @Override
        @Nullable
        Integer run(Channel<Integer> channel) {
            return channel.trySend(ELEMENT) ? ELEMENT : null;
        }
    },
    TRY_SEND_TIMED(true, true) {
        @Override
        @Nullable
        Integer run(Channel<Integer> channel) throws InterruptedException {
            return channel.send(ELEMENT, Duration.ZERO) ? ELEMENT : null;
        }
    },
    TRY_SEND_SELECT(true, true) {
        @Override
        @Nullable
        Integer run(Channel<Integer> channel) {
            Select select = Select.ordered();
            select.send(channel).offer(ELEMENT);
            return select.trySelect() != null ? ELEMENT : null;
        }
    },
    TRY_SEND_SELECT_TIMED(true, true) {
        @Override
        @Nullable
        Integer run(Channel<Integer> channel) throws InterruptedException {
            Select select = Select.fair();
            select.receive(Channel.unbuffered());
            select.send(channel).offer(ELEMENT);
            return select.select(Duration.ZERO) != null ? ELEMENT : null;
        }
    },
    RECEIVE(false, false) {
        @Override
        Integer run(Channel<Integer> channel) throws InterruptedException {
            return channel.receive();
        }
    },
    RECEIVE_OR_NULL(false, false) {
        @Override
        Integer run(Channel<Integer> channel) throws InterruptedException {
            return orEnd(channel.receiveOrNull());
        }
    },
    RECEIVE_TIMED(false, false) {
        @Override
        @Nullable
        Integer run(Channel<Integer> channel) throws InterruptedException {
            return channel.receive(LONG);
        }
    },
    RECEIVE_SELECT(false, false) {
        @Override
        Integer run(Channel<Integer> channel) throws InterruptedException {
            Select select = Select.fair();
            select.receive(Channel.never());
            ReceiveCase<Integer> receive = select.receive(channel);
            select.select();
            return receive.element();
        }
    },
    TRY_RECEIVE(false, true) {
        @Override
        @Nullable
        Integer run(Channel<Integer> channel) {
            return channel.tryReceive();
        }
    },
    TRY_RECEIVE_TIMED(false, true) {
        @Override
        @Nullable
        Integer run(Channel<Integer> channel) throws InterruptedException {
            return channel.receive(Duration.ZERO);
        }
    },
    TRY_RECEIVE_SELECT(false, true) {
        @Override
        @Nullable
        Integer run(Channel<Integer> channel) {
            Select select = Select.ordered();
            ReceiveCase<Integer> receive = select.receive(channel);
            return select.trySelect() != null ? receive.element() : null;
        }
    },
    TRY_RECEIVE_SELECT_TIMED(false, true) {
        @Override
        @Nullable
        Integer run(Channel<Integer> channel) throws InterruptedException {
            Select select = Select.fair();
            select.send(Channel.unbuffered()).offer(ELEMENT);
            ReceiveCase<Integer> receive = select.receive(channel);
            return select.select(Duration.ZERO) != null ? orEnd(receive.elementOrNull()) : null;
        }
    },
    DRAIN(false, true) {
        @Override
        @Nullable
        Integer run(Channel<Integer> channel) {
            List<Integer> drained = new ArrayList<>();
            return channel.drainTo(drained, 1) == 1 ? drained.getFirst() : null;
        }
    };

    static final Integer ELEMENT = 4_711;

    private static final Duration LONG = Duration.ofMinutes(10);

    private final boolean sending;
    private final boolean hasDefault;

    Operation(boolean sending, boolean hasDefault) {
        this.sending = sending;
        this.hasDefault = hasDefault;
    }

    /**
     * Does it.
     *
     * @return what was sent or received, or null if the default was taken
     * @throws ChannelClosedException if sent to a closed channel, or at the end
     */
    abstract @Nullable Integer run(Channel<Integer> channel) throws InterruptedException;

    boolean hasDefault() {
        return hasDefault;
    }

    static Stream<Operation> sends() {
        return Stream.of(values()).filter(operation -> operation.sending);
    }

    static Stream<Operation> receives() {
        return Stream.of(values()).filter(operation -> !operation.sending);
    }

    private static Integer orEnd(@Nullable Integer element) {
        if (element == null) {
            throw ChannelClosedException.onReceive(null);
        }
        return element;
    }
}
