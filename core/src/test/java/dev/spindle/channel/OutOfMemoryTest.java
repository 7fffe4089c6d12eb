package dev.spindle.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An operation that gets no memory fails as if it had not begun; above all, it leaves the channel unlocked. */
@Timeout(60)
class OutOfMemoryTest {

    @Test
    void operations_withoutMemory_failWhole() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx16m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Starved.class.getName())
                .redirectErrorStream(true)
                .start();
        try {
            boolean ended = process.waitFor(40, TimeUnit.SECONDS); // it prints little: no pipe fills
            assertThat(ended).as("a lock was left held").isTrue();
            assertThat(new String(process.getInputStream().readAllBytes()))
                    .isEqualToIgnoringNewLines("all failed whole");
        } finally {
            process.destroyForcibly();
        }
    }

    /** The program that runs in a heap of its own, which it fills. */
    static final class Starved {

        private static final class Node {
            private final Node next;

            Node(Node next) {
                this.next = next;
            }
        }

        /** More elements and waiters than a full heap has room for; a power of 2, where the buffer has to grow. */
        private static final int LARGE = 1 << 10;

        private static Node filling;

        public static void main(String[] args) throws Exception {
            Channel<Integer> empty = Channel.buffered(2);
            Channel<Integer> full = Channel.buffered(0);
            Channel<Integer> growing = Channel.unlimited();
            RingChannel<Integer> awaited = new RingChannel<>(1, null);
            Integer element = 1_000;
            Duration shortly = Duration.ofNanos(1);
            for (int i = 0; i < LARGE; i++) {
                growing.trySend(element);
                Waiter<Integer> waiter = Waiter.selecting(false, new Parking(), 1);
                awaited.lock();
                awaited.join(waiter);
                awaited.unlock();
            }
            Beside.Body receive = () -> empty.receive(shortly);
            Beside.Body send = () -> full.send(element, shortly);
            receive.run(); // what has to be loaded is
            send.run();
            starve(receive);
            starve(send);
            starve(() -> growing.trySend(element));
            starve(awaited::close);

            check(empty.trySend(element)
                    && empty.length() == 1
                    && empty.receive().equals(element));
            check(full.tryReceive() == null);
            check(growing.length() == LARGE && growing.trySend(element) && growing.length() == LARGE + 1);
            check(!awaited.isClosed() && awaited.countWaiting() == LARGE && awaited.close());
            System.out.println("all failed whole");
        }

        /** Fills the heap and runs the body, again and again if it still found a few bytes, until it does not. */
        private static void starve(Beside.Body body) throws Exception {
            while (true) {
                fill();
                try {
                    body.run();
                } catch (OutOfMemoryError e) {
                    filling = null;
                    return;
                }
            }
        }

        private static void fill() {
            try {
                while (true) {
                    filling = new Node(filling);
                }
            } catch (OutOfMemoryError e) {
                return;
            }
        }

        private static void check(boolean condition) {
            if (!condition) {
                throw new AssertionError();
            }
        }
    }
}
