package dev.spindle.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A select that is used again and again allocates nothing, whether it waits or not. Counted are the bytes that a thread has
 * allocated: exactly, where a profiler would sample. Only platform threads have such a counter, and they run the same
 * code; what a goroutine's park costs besides is the JDK's.
 */
@Timeout(60)
class SelectGarbageTest {

    private static final int ROUNDS = 20_000;

    /** Less than 2 bytes for each select: the smallest object has 16. */
    private static final long MOST_BYTES = 2 * ROUNDS;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Bytes allocated by the body on this thread, after it has run once. */
    private static long allocatedBy(Beside.Body body) throws Exception {
        body.run();
        long before = THREADS.getCurrentThreadAllocatedBytes();
        body.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    @Test
    void counter_anObjectEachRound_isSeen() throws Exception {
        List<Object> kept = new ArrayList<>(2 * ROUNDS);
        assertThat(allocatedBy(() -> {
                    for (int i = 0; i < ROUNDS; i++) {
                        kept.add(new Object());
                    }
                }))
                .isGreaterThan(MOST_BYTES);
    }

    @Test
    void select_withoutWaiting_allocatesNothing() throws Exception {
        Channel<String> out = Channel.buffered(1);
        Channel<String> in = Channel.buffered(1);
        Select select = Select.fair();
        SendCase<String> send = select.send(out);
        select.receive(out);
        select.receive(in);
        assertThat(allocatedBy(() -> {
                    for (int i = 0; i < ROUNDS; i++) {
                        send.offer("x");
                        select.trySelect();
                        select.select(Duration.ZERO);
                        select.trySelect();
                        send.withdraw();
                        select.trySelect();
                    }
                }))
                .isLessThan(MOST_BYTES);
    }

    @Test
    void select_thatWaits_allocatesNothing() throws Exception {
        Channel<String> ping = Channel.unbuffered();
        Channel<String> pong = Channel.unbuffered();
        Channel<String> silent = Channel.unbuffered();
        CompletableFuture<Void> stage = new CompletableFuture<>();
        Beside<Long> one = Beside.call(Kind.PLATFORM, () -> player(pong, ping, silent, stage, true));
        Beside<Long> two = Beside.call(Kind.PLATFORM, () -> player(ping, pong, silent, stage, false));
        assertThat(one.result()).isLessThan(MOST_BYTES);
        assertThat(two.result()).isLessThan(MOST_BYTES);
        assertThat(silent.trySend("nobody waits")).isFalse();
    }

    /** Receives and sends by turns, with cases beside that never are ready. */
    private static long player(
            Channel<String> in,
            Channel<String> out,
            Channel<String> silent,
            CompletableFuture<Void> stage,
            boolean begins)
            throws Exception {
        Select select = Select.fair();
        ReceiveCase<String> receive = select.receive(in);
        SendCase<String> send = select.send(out);
        select.receive(silent);
        select.event(stage);
        Duration patience = Duration.ofMinutes(1);
        return allocatedBy(() -> {
            boolean sends = begins;
            for (int i = 0; i < ROUNDS; i++) {
                if (sends) {
                    receive.disable();
                    send.offer("x");
                } else {
                    receive.enable();
                }
                SelectCase chosen = i % 2 == 0 ? select.select() : select.select(patience);
                if (chosen != (sends ? send : receive)) {
                    throw new AssertionError("chose " + chosen);
                }
                sends = !sends;
            }
        });
    }

    @Test
    void select_thatTimesOut_allocatesNothing() throws Exception {
        Select select = Select.ordered();
        select.receive(Channel.unbuffered());
        select.send(Channel.unbuffered()).offer("x");
        Duration shortly = Duration.ofNanos(1);
        assertThat(allocatedBy(() -> {
                    for (int i = 0; i < ROUNDS; i++) {
                        select.select(shortly);
                    }
                }))
                .isLessThan(MOST_BYTES);
    }
}
