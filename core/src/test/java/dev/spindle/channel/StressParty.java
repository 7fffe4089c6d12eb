package dev.spindle.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One thread of a stress test: random operations on given channels, until told to end or interrupted at the end. */
final class StressParty {

    private static final Duration[] TIMEOUTS = {Duration.ZERO, Duration.ofNanos(1_000), Duration.ofNanos(50_000)};

    private final int index;
    private final List<Channel<Integer>> channels;
    private final StressBooks books;
    private final Random random;
    private final Select select;
    private final List<ReceiveCase<Integer>> receives = new ArrayList<>();
    private final List<SendCase<Integer>> sends = new ArrayList<>();

    /** The newest element received, by channel and sender. */
    private final int[][] newest;

    private volatile boolean over;
    private @Nullable Thread thread;

    StressParty(
            int index,
            int parties,
            List<Channel<Integer>> channels,
            StressBooks books,
            CompletableFuture<?> event,
            Random random) {
        this.index = index;
        this.channels = channels;
        this.books = books;
        this.random = random;
        this.select = new Select(random.nextBoolean() ? new CaseOrder() : new CaseOrder(random.nextInt()));
        this.newest = new int[channels.size()][parties];
        for (int[] each : newest) {
            Arrays.fill(each, -1);
        }
        for (Channel<Integer> channel : channels) {
            int copies = random.nextInt(3);
            for (int i = 0; i < copies; i++) {
                receives.add(select.receive(channel));
                sends.add(select.send(channel));
            }
        }
        switch (random.nextInt(4)) {
            case 0 -> select.event(event);
            case 1 -> select.receive(Channel.ticker(Duration.ofNanos(20_000)));
            case 2 -> select.receive(Channel.after(Duration.ofNanos(200_000)));
            default -> select.receive(Channel.<Integer>never());
        }
    }

    synchronized void interrupt() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    private synchronized void setThread(@Nullable Thread thread) {
        this.thread = thread;
    }

    void end() {
        over = true;
    }

    void run() {
        setThread(Thread.currentThread());
        try {
            while (!over) {
                runOne();
            }
        } finally {
            setThread(null);
            Thread.interrupted();
        }
    }

    private void runOne() {
        int target = random.nextInt(channels.size());
        try {
            switch (random.nextInt(8)) {
                case 0, 1 -> send(channels.get(target));
                case 2, 3 -> receive(target);
                case 4 -> inBulk(target);
                default -> select();
            }
        } catch (InterruptedException | ChannelClosedException e) {
            assertThat(channels.get(target).length()).isNotNegative(); // it did nothing, as the books will show
        } catch (CancellationException e) {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(channels.get(target).length())
                .isLessThanOrEqualTo(channels.get(target).capacity());
    }

    private void send(Channel<Integer> channel) throws InterruptedException {
        Integer element = books.next(index);
        if (element == null) {
            return;
        }
        boolean sent = switch (random.nextInt(3)) {
            case 0 -> {
                channel.send(element);
                yield true;
            }
            case 1 -> channel.send(element, timeout());
            default -> channel.trySend(element);
        };
        if (sent) {
            books.sent(element);
        }
    }

    private void receive(int channel) throws InterruptedException {
        Channel<Integer> from = channels.get(channel);
        Integer element = switch (random.nextInt(5)) {
            case 0 -> from.receive();
            case 1 -> from.receiveOrNull();
            case 2 -> from.receive(timeout());
            case 3 -> {
                var iterator = from.iterator();
                yield iterator.hasNext() ? iterator.next() : null;
            }
            default -> from.tryReceive();
        };
        if (element != null) {
            received(channel, element);
        }
    }

    private void received(int channel, int element) {
        books.got(element);
        int sender = books.owner(element);
        assertThat(element).as("order of channel %d", channel).isGreaterThan(newest[channel][sender]);
        newest[channel][sender] = element;
    }

    private void inBulk(int channel) throws InterruptedException {
        List<Integer> run = new ArrayList<>();
        int size = 1 + random.nextInt(random.nextBoolean() ? 3 : 100);
        if (random.nextBoolean()) {
            channels.get(channel).drainTo(run, size);
            run.forEach(element -> received(channel, element));
            return;
        }
        for (int i = 0; i < size; i++) {
            Integer element = books.next(index);
            if (element != null) {
                run.add(element);
            }
        }
        boolean all = false;
        try {
            channels.get(channel).sendAll(random.nextBoolean() ? run : run::iterator);
            all = true;
        } finally {
            if (all) {
                run.forEach(books::sent);
            } else {
                books.sentInPart(run);
            }
        }
    }

    private void select() throws InterruptedException {
        List<@Nullable Integer> offered = new ArrayList<>();
        for (SendCase<Integer> send : sends) {
            Integer element = random.nextBoolean() ? books.next(index) : null;
            offered.add(element);
            if (element != null) {
                send.offer(element);
            }
        }
        receives.forEach(receive -> {
            if (random.nextInt(8) == 0) {
                receive.disable();
            } else {
                receive.enable();
            }
        });
        try {
            SelectCase chosen = switch (random.nextInt(3)) {
                case 0 -> select.select();
                case 1 -> select.select(timeout());
                default -> select.trySelect();
            };
            settle(chosen, offered);
        } finally {
            sends.forEach(SendCase::withdraw);
        }
    }

    private void settle(@Nullable SelectCase chosen, List<@Nullable Integer> offered) {
        for (int i = 0; i < sends.size(); i++) {
            if (chosen == sends.get(i)) {
                books.sent(offered.get(i));
            }
            if (chosen == receives.get(i)) {
                Integer element = receives.get(i).elementOrNull();
                if (element != null) {
                    received(channels.indexOf(receives.get(i).channel()), element);
                }
            }
        }
    }

    private Duration timeout() {
        return TIMEOUTS[random.nextInt(TIMEOUTS.length)];
    }
}
