package dev.spindle.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A select with a default never takes that while one of its channels is ready: Go's races over that. */
@Timeout(120)
class SelectRaceTest {

    private static final int RACES = 100_000;
    private static final int FEWER_RACES = 20_000;

    @Test
    void receive_elementThenClosed_defaultIsNeverTaken() throws Exception {
        race(FEWER_RACES, () -> {
            Channel<Integer> channel = holding(1);
            Select select = Select.fair();
            select.receive(channel);
            return aRace(
                    () -> {
                        channel.close();
                        channel.receiveOrNull();
                    },
                    select);
        });
    }

    @Test
    void twoChannels_elementMoves_defaultIsNeverTaken() throws Exception {
        race(RACES, () -> {
            Channel<Integer> c1 = holding(1);
            Channel<Integer> c2 = Channel.buffered(1);
            Select select = Select.fair();
            select.receive(c1);
            select.receive(c2);
            return aRace(
                    () -> {
                        c2.send(1);
                        c1.tryReceive();
                    },
                    select);
        });
    }

    @Test
    void twoChannels_oneIsClosedInsteadOfSentTo_defaultIsNeverTaken() throws Exception {
        race(RACES, () -> {
            Channel<Integer> c1 = holding(1);
            Channel<Integer> c2 = Channel.unbuffered();
            Select select = Select.fair();
            select.receive(c1);
            select.receive(c2);
            return aRace(
                    () -> {
                        c2.close();
                        c1.tryReceive();
                    },
                    select);
        });
    }

    @Test
    void send_roomMoves_defaultIsNeverTaken() throws Exception {
        race(FEWER_RACES, () -> {
            Channel<Integer> c1 = Channel.buffered(1);
            Channel<Integer> c2 = holding(0);
            Select select = Select.fair();
            select.send(c1).offer(1);
            select.send(c2).offer(1);
            return aRace(
                    () -> {
                        c2.tryReceive();
                        c1.trySend(0);
                    },
                    select);
        });
    }

    private static void race(int races, Supplier<Race.Lap> next) throws Exception {
        Race.run(SelectRaceTest.class, races, Kind.GOROUTINE, next);
    }

    private static Race.Lap aRace(Beside.Body here, Select select) {
        AtomicBoolean found = new AtomicBoolean();
        return new Race.Lap(here, () -> found.set(select.trySelect() != null), found::get);
    }

    /** A full channel of one element. */
    private static Channel<Integer> holding(int element) {
        Channel<Integer> channel = Channel.buffered(1);
        assertThat(channel.trySend(element)).isTrue();
        return channel;
    }

    @Test
    void twoChannels_elementMovesForEver_defaultIsNeverTaken() throws Exception {
        Channel<Integer> one = Channel.buffered(1);
        Channel<Integer> two = Channel.buffered(1);
        one.send(0);
        AtomicBoolean over = new AtomicBoolean();
        // puts an element into one channel before it takes one out of the other, to and fro
        Beside<Void> mover = Beside.run(Kind.PLATFORM, () -> {
            Channel<Integer> from = one;
            Channel<Integer> to = two;
            while (!over.get()) {
                to.trySend(0);
                from.tryReceive();
                Channel<Integer> next = from;
                from = to;
                to = next;
            }
        });
        Beside<Integer> selector = Beside.call(Kind.GOROUTINE, () -> {
            Select select = Select.fair();
            ReceiveCase<Integer> fromOne = select.receive(one);
            select.receive(two);
            int defaults = 0;
            for (int i = 0; i < 1_000_000; i++) {
                SelectCase chosen = select.trySelect();
                if (chosen == null) {
                    defaults++;
                } else {
                    (chosen == fromOne ? one : two).trySend(0); // before it looks again
                }
            }
            return defaults;
        });
        assertThat(selector.result()).isZero();
        over.set(true);
        mover.result();
    }
}
