package dev.spindle.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.Go;
import dev.spindle.GoGroup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Go's two prime sieves. */
@Timeout(60)
class PrimeSieveTest {

    @Test
    void filters_oneGoroutineAPrime_letPrimesThrough() throws Exception {
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
            assertPrimes(primes);
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

    private static void assertPrimes(List<Integer> primes) {
        assertThat(primes)
                .hasSize(100)
                .startsWith(
                        2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97)
                .endsWith(521, 523, 541);
    }

    /** The multiples of a prime on their way, and the next of them. */
    private static final class Multiples {
        private final Channel<Integer> channel;
        private int head;

        Multiples(Channel<Integer> channel) throws InterruptedException {
            this.channel = channel;
            this.head = channel.receive();
        }
    }

    @Test
    void multiples_mergedByAHeap_leavePrimesOut() throws Exception {
        try (GoGroup group = GoGroup.open()) {
            Channel<Integer> primes = Channel.buffered(10);
            Channel<Integer> fedBack = Channel.buffered(10);
            group.go(() -> sieve(group, primes, fedBack));
            List<Integer> found = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                found.add(primes.receive());
            }
            assertPrimes(found);
        }
    }

    /** Sends the numbers that are no multiple; the primes found come back as the source of further multiples. */
    private static void sieve(GoGroup group, Channel<Integer> primes, Channel<Integer> fedBack)
            throws InterruptedException {
        Channel<Integer> composites = Channel.buffered(50);
        Channel<Integer> sources = proxy(group, fedBack);
        group.go(() -> merge(group, composites, fedBack));
        primes.send(2);
        int candidate = 3;
        int composite = 9; // the first, known without a source: 3, 5 and 7 have to become some
        while (true) {
            for (; candidate < composite; candidate += 2) {
                primes.send(candidate);
                sources.send(candidate);
            }
            if (candidate == composite) {
                candidate += 2;
            }
            composite = composites.receive();
        }
    }

    /** Sends the odd composites in order, each once. The multiples of a prime join in when its square is next. */
    private static void merge(GoGroup group, Channel<Integer> composites, Channel<Integer> primes)
            throws InterruptedException {
        PriorityQueue<Multiples> heap = new PriorityQueue<>(Comparator.comparingInt((Multiples m) -> m.head));
        heap.add(new Multiples(multiplesOf(group, primes.receive())));
        Multiples next = new Multiples(multiplesOf(group, primes.receive()));
        while (true) {
            if (heap.peek().head >= next.head) {
                heap.add(next);
                next = new Multiples(multiplesOf(group, primes.receive()));
            }
            Multiples first = heap.remove();
            int composite = first.head;
            first.head = first.channel.receive();
            heap.add(first);
            if (heap.peek().head != composite) {
                composites.send(composite);
            }
        }
    }

    /** The odd multiples of an odd prime, from its square on. */
    private static Channel<Integer> multiplesOf(GoGroup group, int prime) {
        Channel<Integer> channel = Channel.buffered(10);
        group.go(() -> {
            for (int n = prime * prime; ; n += 2 * prime) {
                channel.send(n);
            }
        });
        return channel;
    }

    /** A channel to the given one that takes any number of elements meanwhile. */
    private static Channel<Integer> proxy(GoGroup group, Channel<Integer> target) {
        Channel<Integer> in = Channel.buffered(10);
        group.go(() -> {
            List<Integer> kept = new ArrayList<>();
            Select select = Select.fair();
            ReceiveCase<Integer> receive = select.receive(in);
            SendCase<Integer> send = select.send(target);
            while (true) {
                if (!kept.isEmpty()) {
                    send.offer(kept.getFirst());
                }
                if (select.select() == receive) {
                    kept.add(receive.element());
                } else {
                    kept.removeFirst();
                }
            }
        });
        return in;
    }
}
