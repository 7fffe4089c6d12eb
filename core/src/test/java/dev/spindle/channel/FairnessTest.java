package dev.spindle.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** First come, first served; and nobody is overtaken, passed over or kept from leaving. */
@Timeout(60)
class FairnessTest {

    private static final int WAITERS = 30;

    /** Waits as a plain operation, or in a select beside another channel. */
    private static Integer receive(Channel<Integer> channel, boolean selecting) throws InterruptedException {
        if (!selecting) {
            return channel.receive();
        }
        Select select = Select.fair();
        select.receive(Channel.unbuffered());
        ReceiveCase<Integer> receive = select.receive(channel);
        select.select();
        return receive.element();
    }

    private static void send(Channel<Integer> channel, int element, boolean selecting) throws InterruptedException {
        if (!selecting) {
            channel.send(element);
            return;
        }
        Select select = Select.fair();
        select.receive(Channel.unbuffered());
        select.send(channel).offer(element);
        select.select();
    }

    private static List<Beside<Integer>> waitingReceivers(Kind kind, Channel<Integer> channel) throws Exception {
        List<Beside<Integer>> receivers = new ArrayList<>();
        for (int i = 0; i < WAITERS; i++) {
            boolean selecting = i % 3 == 2;
            receivers.add(Beside.call(kind, () -> receive(channel, selecting)));
            awaitWaiting(channel, i + 1);
        }
        return receivers;
    }

    private static List<Beside<Void>> waitingSenders(Kind kind, Channel<Integer> channel) throws Exception {
        List<Beside<Void>> senders = new ArrayList<>();
        for (int i = 0; i < WAITERS; i++) {
            int element = i;
            senders.add(Beside.run(kind, () -> send(channel, element, element % 3 == 2)));
            awaitWaiting(channel, i + 1);
        }
        return senders;
    }

    private static void awaitWaiting(Channel<Integer> channel, int count) {
        RingChannel<Integer> ring = (RingChannel<Integer>) channel;
        Beside.await(() -> {
            ring.lock();
            int waiting = ring.countWaiting();
            ring.unlock();
            return waiting == count;
        });
    }

    @ParameterizedTest
    @EnumSource
    void receivers_plainAndSelecting_areServedInOrder(Kind kind) throws Exception {
        for (int capacity : new int[] {0, 1, 5}) {
            Channel<Integer> channel = Channel.buffered(capacity);
            List<Beside<Integer>> receivers = waitingReceivers(kind, channel);
            for (int i = 0; i < WAITERS; i++) {
                assertThat(channel.trySend(i)).isTrue();
                assertThat(receivers.get(i).result()).isEqualTo(i);
                awaitWaiting(channel, WAITERS - 1 - i);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void senders_plainAndSelecting_areServedInOrder(Kind kind) throws Exception {
        for (int capacity : new int[] {0, 1, 5}) {
            Channel<Integer> channel = Channel.buffered(capacity);
            channel.sendAll(Collections.nCopies(capacity, -1));
            List<Beside<Void>> senders = waitingSenders(kind, channel);
            for (int i = 0; i < capacity; i++) {
                assertThat(channel.receive()).isEqualTo(-1);
            }
            for (int i = 0; i < WAITERS; i++) {
                assertThat(channel.receive()).isEqualTo(i);
                senders.get(i).result();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void newcomers_whileOthersWait_neverOvertake(Kind kind) throws Exception {
        Channel<Integer> channel = Channel.buffered(2);
        channel.sendAll(List.of(-2, -1));
        List<Beside<Void>> senders = waitingSenders(kind, channel);
        for (int i = -2; i < WAITERS - 2; i++) {
            assertThat(channel.trySend(1_000)).isFalse(); // the room that a receive makes is the first waiter's
            assertThat(channel.receive()).isEqualTo(i);
            senders.get(i + 2).result();
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavers_fromAnywhere_leaveTheOthersInOrder(Kind kind) throws Exception {
        Random random = new Random(Seed.next(FairnessTest.class));
        Channel<Integer> channel = Channel.unbuffered();
        List<Beside<Integer>> receivers = waitingReceivers(kind, channel);
        List<Beside<Integer>> shuffled = new ArrayList<>(receivers);
        Collections.shuffle(shuffled, random);
        List<Beside<Integer>> leavers = shuffled.subList(0, WAITERS / 2);
        for (Beside<Integer> leaver : leavers) {
            leaver.thread().interrupt();
        }
        awaitWaiting(channel, WAITERS - leavers.size());
        receivers.removeAll(leavers);
        for (int i = 0; i < receivers.size(); i++) {
            channel.send(i);
            assertThat(receivers.get(i).result()).isEqualTo(i);
        }
    }

    @Test
    void senders_competingOnOneChannel_allGetTheirTurn() throws Exception {
        int rounds = 2_000;
        Channel<Integer> channel = Channel.unbuffered();
        List<Beside<Void>> senders = new ArrayList<>();
        for (int s = 0; s < 8; s++) {
            int sender = s;
            senders.add(Beside.run(Kind.GOROUTINE, () -> {
                for (int i = 0; i < rounds; i++) {
                    channel.send(sender);
                }
            }));
        }
        awaitWaiting(channel, senders.size());
        for (int i = 0; i < rounds; i++) {
            boolean[] served = new boolean[senders.size()];
            for (int s = 0; s < senders.size(); s++) { // who was served goes to the end of the line
                served[channel.receive()] = true;
            }
            assertThat(served).containsOnly(true);
            awaitWaiting(channel, i == rounds - 1 ? 0 : senders.size());
        }
        for (Beside<Void> sender : senders) {
            sender.result();
        }
    }
}
