package dev.spindle.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.Go;
import dev.spindle.GoGroup;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What Go's own test programs show of its channels, on goroutines. */
@Timeout(120)
class ChannelProgramsTest {

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
        for (int capacity = 0; capacity < 200; capacity++) {
            Channel<Integer> channel = Channel.buffered(capacity);
            int parties = 4;
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
    void requests_eachWithAChannelForTheAnswer_areAnswered() throws Exception {
        record Request(int number, Channel<Integer> answer) {}
        Channel<Request> requests = Channel.unbuffered();
        for (int server = 0; server < 3; server++) {
            Go.go(() -> {
                for (Request request : requests) {
                    request.answer.send(request.number * request.number);
                }
            });
        }
        List<Beside<Void>> clients = new ArrayList<>();
        for (int c = 0; c < 10; c++) {
            int client = c;
            clients.add(Beside.run(Kind.GOROUTINE, () -> {
                Channel<Integer> answer = Channel.unbuffered();
                for (int i = client; i < 10_000; i += 10) {
                    requests.send(new Request(i, answer));
                    assertThat(answer.receive()).isEqualTo(i * i);
                }
            }));
        }
        for (Beside<Void> client : clients) {
            client.result();
        }
        requests.close();
    }

    @Test
    void channels_ofChannels_passThemselvesOn() throws Exception {
        Channel<Channel<Integer>> outer = Channel.unbuffered();
        Go.go(() -> {
            try (GoGroup group = GoGroup.open()) {
                for (Channel<Integer> inner : outer) {
                    group.go(() -> inner.send(inner.capacity()));
                }
                group.join();
            }
        });
        for (int capacity = 0; capacity < 10; capacity++) {
            Channel<Integer> inner = Channel.buffered(capacity);
            outer.send(inner);
            assertThat(inner.receive()).isEqualTo(capacity);
        }
        outer.close();
    }

    @Test
    void sides_ofAChannel_offerOnlyTheirOwnOperations() {
        assertThat(operations(Sender.class))
                .contains("send", "trySend", "sendAll", "close", "length", "capacity")
                .doesNotContain("receive", "receiveOrNull", "tryReceive", "drainTo", "iterator", "cancel");
        assertThat(operations(Receiver.class))
                .contains(
                        "receive", "receiveOrNull", "tryReceive", "drainTo", "iterator", "cancel", "length", "capacity")
                .doesNotContain("send", "trySend", "sendAll", "close");
    }

    private static List<String> operations(Class<?> side) {
        return Stream.of(side.getMethods()).map(Method::getName).toList();
    }
}
