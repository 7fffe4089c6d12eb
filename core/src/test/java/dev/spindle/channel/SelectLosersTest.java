package dev.spindle.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.Go;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of the cases that a select did not choose: they leave their queues, cheaply, and leave nothing behind. */
@Timeout(120)
class SelectLosersTest {

    /** With anything but a constant number of steps for each, this takes hours. */
    @Test
    void leaving_aMillionWaiters_takesConstantStepsEach() {
        int n = 1_000_000;
        RingChannel<Integer> channel = new RingChannel<>(0, null);
        List<Waiter<Integer>> waiters = new ArrayList<>(n);
        for (int order = 0; order < 3; order++) {
            for (int i = 0; i < n; i++) {
                Waiter<Integer> waiter = Waiter.selecting(false, new Parking(), 1);
                waiters.add(waiter);
                channel.lock();
                channel.join(waiter);
                channel.unlock();
            }
            switch (order) {
                case 0 -> {} // the first first
                case 1 -> Collections.reverse(waiters);
                default -> Collections.shuffle(waiters, new Random(Seed.next(SelectLosersTest.class)));
            }
            for (Waiter<Integer> waiter : waiters) {
                assertThat(channel.leave(waiter)).isTrue();
            }
            assertThat(channel.countWaiting()).isZero();
            waiters.clear();
        }
    }

    /** With anything but a constant number of steps for each, this takes minutes. */
    @Test
    void waking_hundredThousandSelects_inReverse_leavesNothingBehind() throws Exception {
        int n = 100_000;
        RingChannel<Integer> common = new RingChannel<>(0, null);
        List<Channel<Integer>> own = new ArrayList<>();
        Channel<Integer> done = Channel.buffered(n);
        for (int i = 0; i < n; i++) {
            Channel<Integer> mine = Channel.unbuffered();
            own.add(mine);
            Go.go(() -> {
                Select select = Select.fair();
                select.receive(common);
                ReceiveCase<Integer> receive = select.receive(mine);
                select.select();
                done.send(receive.element());
            });
        }
        Beside.await(() -> waiting(common) == n);
        for (int i = n - 1; i >= 0; i--) {
            own.get(i).send(i);
        }
        for (int i = 0; i < n; i++) {
            done.receive();
        }
        assertThat(waiting(common)).isZero();
        assertThat(common.trySend(0)).isFalse();
    }

    private static int waiting(RingChannel<?> channel) {
        channel.lock();
        int waiting = channel.countWaiting();
        channel.unlock();
        return waiting;
    }

    @Test
    void sameChannelTwice_woken_leavesTheQueueToOthers() throws Exception {
        RingChannel<Integer> c = new RingChannel<>(0, null);
        RingChannel<Integer> d = new RingChannel<>(0, null);
        Beside<SelectCase> selecting = Beside.call(Kind.GOROUTINE, () -> {
            Select select = Select.fair();
            select.receive(c);
            select.receive(c);
            ReceiveCase<Integer> third = select.receive(d);
            SelectCase chosen = select.select();
            assertThat(third.element()).isEqualTo(7);
            return chosen;
        });
        Beside.await(() -> waiting(c) == 2);
        Beside<Integer> receiver = Beside.call(Kind.GOROUTINE, c::receive);
        Beside.await(() -> waiting(c) == 3);
        d.send(7); // the select leaves the queue of c twice, from before the receiver
        selecting.result();
        assertThat(waiting(c)).isEqualTo(1);
        c.send(8);
        assertThat(receiver.result()).isEqualTo(8);
    }

    @ParameterizedTest
    @EnumSource
    void lastInTheQueue_wokenElsewhere_waitsAgainBehindTheOthers(Kind kind) throws Exception {
        RingChannel<Integer> c1 = new RingChannel<>(0, null);
        Channel<Integer> c2 = Channel.unbuffered();
        Beside<Integer> first = Beside.call(kind, c1::receive);
        Beside.await(() -> waiting(c1) == 1);
        Beside<Integer> second = Beside.call(kind, () -> {
            Select select = Select.fair();
            select.receive(c1);
            ReceiveCase<Integer> other = select.receive(c2);
            assertThat(select.select()).isSameAs(other);
            return c1.receive();
        });
        Beside.await(() -> waiting(c1) == 2);
        c2.send(0);
        Beside.await(() -> waiting(c1) == 2 && second.isWaiting());
        c1.send(1);
        c1.send(2);
        assertThat(first.result()).isEqualTo(1);
        assertThat(second.result()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void lastSenderInTheQueue_wokenElsewhere_waitsAgainBehindTheOthers(Kind kind) throws Exception {
        RingChannel<Integer> c1 = new RingChannel<>(0, null);
        Channel<Integer> c2 = Channel.unbuffered();
        Beside<Void> first = Beside.run(kind, () -> c1.send(1));
        Beside.await(() -> waiting(c1) == 1);
        Beside<Void> second = Beside.run(kind, () -> {
            Select select = Select.fair();
            SendCase<Integer> loser = select.send(c1);
            loser.offer(3);
            ReceiveCase<Integer> other = select.receive(c2);
            assertThat(select.select()).isSameAs(other);
            c1.send(2);
        });
        Beside.await(() -> waiting(c1) == 2);
        c2.send(0);
        Beside.await(() -> waiting(c1) == 2 && second.isWaiting());
        assertThat(c1.receive()).isEqualTo(1);
        assertThat(c1.receive()).isEqualTo(2);
        first.result();
        second.result();
    }

    @Test
    void waiting_hundredThousandSelects_othersMakeProgress() throws Exception {
        int n = 100_000;
        RingChannel<Integer> quit = new RingChannel<>(0, null);
        RingChannel<Integer> silent = new RingChannel<>(0, null);
        Channel<Integer> done = Channel.unlimited();
        for (int i = 0; i < n; i++) {
            Go.go(() -> {
                Select select = Select.fair();
                select.receive(silent);
                select.receive(quit);
                select.select();
                done.send(1);
            });
        }
        Beside.await(() -> waiting(quit) == n && waiting(silent) == n);
        Channel<Integer> numbers = Channel.buffered(8);
        Beside<Void> sender = Beside.run(Kind.GOROUTINE, () -> {
            for (int i = 0; i < 100_000; i++) {
                numbers.send(i);
            }
            numbers.close();
        });
        int received = 0;
        for (int number : numbers) {
            assertThat(number).isEqualTo(received++);
        }
        sender.result();
        assertThat(done.length()).isZero();
        quit.close();
        for (int i = 0; i < n; i++) {
            done.receive();
        }
        assertThat(waiting(silent)).isZero();
    }
}
