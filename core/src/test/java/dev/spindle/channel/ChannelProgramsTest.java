package dev.spindle.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.spindle.Go;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What Go's own test programs show of its channels, on goroutines. */
@Timeout(120)
class ChannelProgramsTest {

    @Test
    void primeSieve_oneGoroutineAPrime_findsThem() throws Exception {
        for (int capacity : new int[] {0, 3}) {
            Channel<Integer> first = Channel.buffered(capacity);
            Channel<Integer> stop = Channel.unbuffered();
            Go.go(() -> {
                try {
                    for (int i = 2; ; i++) {
                        first.send(i);
                    }
                } catch (ChannelClosedException e) {
                    stop.close();
                }
            });
            List<Integer> primes = new ArrayList<>();
            Channel<Integer> current = first;
            while (primes.size() < 100) {
                int prime = current.receive();
                primes.add(prime);
                Channel<Integer> in = current;
                Channel<Integer> out = Channel.buffered(capacity);
                Go.go(() -> filter(in, out, prime));
                current = out;
            }
            assertThat(primes).startsWith(2, 3, 5, 7, 11, 13, 17, 19, 23, 29).endsWith(523, 541);
            current.cancel(); // which each filter passes on to the one before
            assertThat(stop.receiveOrNull()).isNull();
        }
    }

    private static void filter(Channel<Integer> in, Channel<Integer> out, int prime) throws InterruptedException {
        try {
            for (int i : in) {
                if (i % prime != 0) {
                    out.send(i);
                }
            }
        } catch (ChannelClosedException e) {
            in.cancel();
        }
    }

    @Test
    void consumers_twentyThree_share271828Items() throws Exception {
        int items = 271_828;
        int workers = 23;
        int[] primes = {2, 3, 7, 11, 13, 17, 19, 23, 27, 31};
        Channel<Integer> queue = Channel.buffered(workers * 3);
        Channel<Integer> results = Channel.buffered(workers * 3);
        AtomicInteger working = new AtomicInteger(workers);
        for (int w = 0; w < workers; w++) {
            int prime = primes[w % primes.length];
            Go.go(() -> {
                for (int item : queue) {
                    if (item % prime == 0) { // mess with the order now and then
                        Go.yield();
                    }
                    results.send(item);
                }
                if (working.decrementAndGet() == 0) {
                    results.close();
                }
            });
        }
        Beside<Long> feeder = Beside.call(Kind.GOROUTINE, () -> {
            long expected = 0;
            for (int i = 0; i < items; i++) {
                int v = i + 1;
                expected += v * 3L;
                queue.send(v * 3);
            }
            queue.close();
            return expected;
        });
        int count = 0;
        long sum = 0;
        for (int result : results) {
            count++;
            sum += result;
        }
        assertThat(count).isEqualTo(items);
        assertThat(sum).isEqualTo(feeder.result());
    }

    @Test
    void chain_tenThousandGoroutines_passOneElement() throws Exception {
        Channel<Integer> leftmost = Channel.unbuffered();
        Channel<Integer> left = leftmost;
        for (int i = 0; i < 10_000; i++) {
            Channel<Integer> out = left;
            Channel<Integer> in = Channel.unbuffered();
            Go.go(() -> out.send(in.receive() + 1));
            left = in;
        }
        Channel<Integer> right = left;
        Go.go(() -> right.send(0));
        assertThat(leftmost.receive()).isEqualTo(10_000);
    }

    @Test
    void fifo_chainOfTurns_keepsTheOrder() throws Exception {
        Channel<Integer> numbers = Channel.unbuffered();
        Channel<Integer> in = Channel.buffered(1);
        Channel<Integer> start = in;
        for (int i = 0; i < 100; i++) {
            Channel<Integer> turn = in;
            Channel<Integer> next = Channel.buffered(1);
            int expected = i;
            Go.go(() -> {
                turn.receive();
                numbers.send(expected);
                next.send(0);
            });
            in = next;
        }
        start.send(0);
        for (int i = 0; i < 100; i++) {
            assertThat(numbers.receive()).isEqualTo(i);
        }
    }

    @Test
    void manyToMany_everyCapacity_conservesElements() throws Exception {
        for (int capacity = 0; capacity < 200; capacity += 7) {
            Channel<Integer> channel = Channel.buffered(capacity);
            int parties = 10;
            int each = 1_000;
            Channel<int[]> counts = Channel.buffered(parties);
            for (int p = 0; p < parties; p++) {
                Go.go(() -> {
                    for (int i = 0; i < each; i++) {
                        channel.send(i);
                    }
                });
                Go.go(() -> {
                    int[] received = new int[each];
                    for (int i = 0; i < each; i++) {
                        received[channel.receive()]++;
                    }
                    counts.send(received);
                });
            }
            int[] total = new int[each];
            for (int p = 0; p < parties; p++) {
                int[] received = counts.receive();
                for (int i = 0; i < each; i++) {
                    total[i] += received[i];
                }
            }
            assertThat(total).containsOnly(parties);
        }
    }

    @Test
    void powerSeries_thatFeedsItself_isComputedOnDemand() throws Exception {
        // exp solves y' = y, y(0) = 1, so its series is 1 plus the integral of itself; exp(x) squared is exp(2x)
        Receiver<Double> product = multiply(exp(), exp());
        double expected = 1;
        for (int n = 0; n < 20; n++) {
            expected *= n == 0 ? 1 : 2.0 / n;
            assertThat(product.receive()).isCloseTo(expected, withinPercentage(1e-9));
        }
        product.cancel();
    }

    private static Receiver<Double> exp() {
        Channel<Double> series = Channel.unbuffered();
        Channel<Double> fedBack = Channel.unlimited();
        Channel<Double> out = Channel.unbuffered();
        produce(series, () -> {
            series.send(1.0);
            for (int n = 1; ; n++) {
                series.send(fedBack.receive() / n);
            }
        });
        produce(out, () -> {
            try {
                for (double coefficient : series) {
                    fedBack.send(coefficient);
                    out.send(coefficient);
                }
            } finally {
                fedBack.close();
                series.cancel();
            }
        });
        return out;
    }

    private static Receiver<Double> multiply(Receiver<Double> left, Receiver<Double> right) {
        Channel<Double> out = Channel.unbuffered();
        produce(out, () -> {
            List<Double> lefts = new ArrayList<>();
            List<Double> rights = new ArrayList<>();
            try {
                for (int n = 0; ; n++) {
                    lefts.add(left.receive());
                    rights.add(right.receive());
                    double sum = 0;
                    for (int i = 0; i <= n; i++) {
                        sum += lefts.get(i) * rights.get(n - i);
                    }
                    out.send(sum);
                }
            } finally {
                left.cancel();
                right.cancel();
            }
        });
        return out;
    }

    /** Runs a body until someone cancels what it sends to, or closes what it receives from. */
    private static void produce(Channel<Double> out, Beside.Body body) {
        Go.go(() -> {
            try {
                body.run();
            } catch (ChannelClosedException e) {
                out.close();
            }
        });
    }
}
