package dev.spindle.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spindle.Go;
import dev.spindle.GoGroup;
import dev.spindle.Goroutine;
import dev.spindle.channel.Channel;
import dev.spindle.channel.ChannelClosedException;
import dev.spindle.channel.ChannelListener;
import dev.spindle.channel.EventCase;
import dev.spindle.channel.ReceiveCase;
import dev.spindle.channel.Receiver;
import dev.spindle.channel.Select;
import dev.spindle.channel.SelectCase;
import dev.spindle.channel.SendCase;
import dev.spindle.channel.Sender;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The examples of {@code docs/channels.md}, run; {@link DocsTest} compares the regions between the tags. */
@Timeout(60)
class ChannelSnippetsTest {

    @Test
    void first() throws Exception {
        List<String> out = new ArrayList<>();
        // tag::first[]
        Channel<String> lines = Channel.buffered(16);

        Go.go(
                () -> { // a goroutine: cheap, and free to block
                    for (String line : List.of("one", "two", "three")) {
                        lines.send(line); // parks here while the channel is full
                    }
                    lines.close();
                });

        for (String line : lines) { // ends when the channel is closed and drained
            out.add(line);
        }
        // end::first[]
        assertThat(out).containsExactly("one", "two", "three");
    }

    @Test
    void sides() throws Exception {
        assertThat(sum(squares(4))).isEqualTo(14);
    }

    // tag::sides[]
    static Receiver<Integer> squares(int count) {
        Channel<Integer> squares = Channel.unbuffered();
        Go.go(() -> {
            for (int i = 0; i < count; i++) {
                squares.send(i * i);
            }
            squares.close();
        });
        return squares; // for receiving only
    }

    static int sum(Receiver<Integer> numbers) {
        int sum = 0;
        for (int number : numbers) {
            sum += number;
        }
        return sum;
    }
    // end::sides[]

    @Test
    void end() throws Exception {
        Channel<String> channel = Channel.buffered(2);
        List<String> seen = new ArrayList<>();
        channel.send("a");
        channel.close();
        // tag::end[]
        for (String s = channel.receiveOrNull(); s != null; s = channel.receiveOrNull()) { // v, ok := <-c
            seen.add(s);
        }
        try {
            channel.receive();
        } catch (ChannelClosedException e) {
            seen.add(e.getMessage()); // "receive from closed channel"
        }
        // end::end[]
        assertThat(seen).containsExactly("a", "receive from closed channel");
    }

    @Test
    void cause(@TempDir Path directory) throws Exception {
        Path path = directory.resolve("not there");
        // tag::cause[]
        Channel<String> lines = Channel.buffered(16);
        Go.go(() -> {
            try (BufferedReader reader = Files.newBufferedReader(path)) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    lines.send(line);
                }
                lines.close();
            } catch (IOException e) {
                lines.close(e); // whoever receives meets it, after the lines before
            }
        });
        // end::cause[]
        assertThatExceptionOfType(ChannelClosedException.class)
                .isThrownBy(() -> lines.forEach(line -> {}))
                .withCauseInstanceOf(IOException.class);
    }

    @Test
    void tries() throws Exception {
        Channel<String> c = Channel.buffered(1);
        String v = "x";
        Duration d = Duration.ofMillis(1);
        // tag::tries[]
        boolean sent = c.trySend(v); // select { case c <- v: default: }
        boolean sentInTime = c.send(v, d); // select { case c <- v: case <-time.After(d): }
        String received = c.tryReceive(); // null: nothing there
        String receivedInTime = c.receive(d); // null: the time ran out
        // end::tries[]
        assertThat(sent).isTrue();
        assertThat(sentInTime).isFalse();
        assertThat(received).isEqualTo(v);
        assertThat(receivedInTime).isNull();
    }

    @Test
    void select() throws Exception {
        Channel<String> lines = Channel.unbuffered();
        Channel<Integer> lengths = Channel.unbuffered();
        CompletableFuture<Void> stop = new CompletableFuture<>();
        Goroutine server = Go.go(() -> serve(lines, lengths, stop));
        lines.send("four");
        assertThat(lengths.receive()).isEqualTo(4);
        stop.complete(null);
        server.join();
    }

    // tag::select[]
    void serve(Receiver<String> lines, Sender<Integer> lengths, CompletionStage<?> stop) throws InterruptedException {
        Select select = Select.fair(); // made once, used for every round
        ReceiveCase<String> line = select.receive(lines);
        SendCase<Integer> length = select.send(lengths);
        EventCase stopped = select.event(stop);
        while (true) {
            SelectCase chosen = select.select();
            if (chosen == line) {
                length.offer(line.element().length()); // takes part until it is sent
            } else if (chosen == stopped) {
                return;
            }
        }
    }
    // end::select[]

    @Test
    void defaults() throws Exception {
        Channel<String> a = Channel.buffered(1);
        Channel<String> b = Channel.buffered(1);
        List<String> out = new ArrayList<>();
        b.send("from b");
        // tag::default[]
        Select select = Select.fair();
        ReceiveCase<String> fromA = select.receive(a);
        ReceiveCase<String> fromB = select.receive(b);
        SelectCase chosen = select.trySelect();
        if (chosen == fromA) {
            out.add(fromA.element());
        } else if (chosen == fromB) {
            out.add(fromB.element());
        } else {
            out.add("default"); // at one moment, neither was ready
        }
        // end::default[]
        assertThat(out).containsExactly("from b");
    }

    @Test
    void nil() throws Exception {
        Channel<Integer> a = Channel.buffered(10);
        Channel<Integer> b = Channel.buffered(10);
        a.sendAll(List.of(1, 2));
        b.sendAll(List.of(3));
        a.close();
        b.close();
        List<Integer> merged = new ArrayList<>();
        // tag::nil[]
        Select select = Select.fair();
        List<ReceiveCase<Integer>> inputs = List.of(select.receive(a), select.receive(b));
        while (inputs.stream().anyMatch(SelectCase::isEnabled)) {
            SelectCase chosen = select.select();
            for (ReceiveCase<Integer> input : inputs) {
                if (chosen == input) {
                    Integer element = input.elementOrNull();
                    if (element != null) {
                        merged.add(element);
                    } else {
                        input.disable(); // Go: set its channel to nil
                    }
                }
            }
        }
        // end::nil[]
        assertThat(merged).containsExactlyInAnyOrder(1, 2, 3);
    }

    @Test
    void timeout() throws Exception {
        Channel<String> answers = Channel.unbuffered();
        List<String> out = new ArrayList<>();
        // tag::timeout[]
        Select select = Select.fair();
        ReceiveCase<String> answer = select.receive(answers);
        if (select.select(Duration.ofMillis(20)) == answer) {
            out.add(answer.element());
        } else {
            out.add("no answer"); // null: the time ran out
        }
        // end::timeout[]
        assertThat(out).containsExactly("no answer");
    }

    @Test
    void ticker() throws Exception {
        Channel<Integer> work = Channel.buffered(10);
        work.sendAll(List.of(1, 2, 3));
        AtomicInteger done = new AtomicInteger();
        int ticks = 0;
        // tag::ticker[]
        Receiver<Instant> ticker = Channel.ticker(Duration.ofMillis(5));
        Select select = Select.ordered(); // the tick first, however much work there is
        ReceiveCase<Instant> tick = select.receive(ticker);
        ReceiveCase<Integer> item = select.receive(work);
        while (ticks < 2) {
            if (select.select() == tick) {
                ticks++;
            } else {
                done.addAndGet(item.element());
            }
        }
        // end::ticker[]
        assertThat(done).hasValue(6);
    }

    @Test
    void workers() throws Exception {
        List<String> urls = List.of("a", "bb", "ccc");
        // tag::workers[]
        Channel<String> jobs = Channel.unbuffered();
        Channel<Integer> results = Channel.buffered(urls.size());
        try (GoGroup group = GoGroup.open()) { // errgroup: the first failure cancels the others
            for (int w = 0; w < 4; w++) {
                group.go(() -> {
                    for (String job : jobs) { // each job goes to one worker
                        results.send(job.length());
                    }
                });
            }
            jobs.sendAll(urls);
            jobs.close();
            group.join();
        }
        results.close();
        // end::workers[]
        assertThat(results).containsExactlyInAnyOrder(1, 2, 3);
    }

    @Test
    void semaphore() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (GoGroup group = GoGroup.open()) {
            // tag::semaphore[]
            Channel<Boolean> slots = Channel.buffered(3);
            for (int i = 0; i < 100; i++) {
                group.go(() -> {
                    slots.send(true); // a fourth waits here
                    try {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    } finally {
                        inside.decrementAndGet();
                        slots.tryReceive(); // happens before the send that it makes room for
                    }
                });
            }
            // end::semaphore[]
            group.join();
        }
        assertThat(most.get()).isBetween(1, 3);
    }

    @Test
    void cancel() throws Exception {
        // tag::cancel[]
        Channel<Integer> numbers = Channel.unbuffered();
        Goroutine producer = Go.go(() -> {
            try {
                for (int i = 0; ; i++) {
                    numbers.send(i);
                }
            } catch (ChannelClosedException e) {
                return; // nobody wants more
            }
        });
        int first = numbers.receive();
        int second = numbers.receive();
        numbers.cancel(); // by the receiver: Go has no counterpart, and leaks the producer
        producer.join();
        // end::cancel[]
        assertThat(first + second).isEqualTo(1);
    }

    @Test
    void states() throws Exception {
        // tag::conflated[]
        Channel<Integer> temperature = Channel.conflated();
        temperature.send(20); // never waits,
        temperature.send(21); // and replaces what nobody has received
        int current = temperature.receive();
        // end::conflated[]
        assertThat(current).isEqualTo(21);
        assertThat(temperature.tryReceive()).isNull();
    }

    @Test
    void listener() throws Exception {
        class Connection implements AutoCloseable {
            private boolean closed;

            @Override
            public void close() {
                closed = true;
            }
        }
        // tag::listener[]
        Channel<Connection> idle = Channel.buffered(10, Connection::close); // what nobody will receive is closed
        // end::listener[]
        Connection connection = new Connection();
        idle.send(connection);
        idle.cancel();
        assertThat(connection.closed).isTrue();
        ChannelListener<Connection> none = lost -> {};
        assertThat(Channel.conflated(none).capacity()).isEqualTo(1);
    }

    @Test
    void bulk() throws Exception {
        Channel<Integer> channel = Channel.buffered(100);
        List<Integer> batch = new ArrayList<>();
        // tag::bulk[]
        channel.sendAll(List.of(1, 2, 3)); // as three sends, but cheaper
        int first = channel.receive(); // waits for one,
        batch.add(first);
        channel.drainTo(batch, 99); // then takes what is there
        // end::bulk[]
        assertThat(batch).containsExactly(1, 2, 3);
    }

    @Test
    void ended() throws Exception {
        Channel<String> progress = Channel.buffered(10);
        List<String> out = new ArrayList<>();
        // tag::ended[]
        Goroutine job = Go.go(() -> progress.send("half done"));
        Select select = Select.ordered();
        ReceiveCase<String> report = select.receive(progress);
        EventCase ended = select.event(job.ended());
        while (select.select() != ended) {
            out.add(report.element());
        }
        job.join(); // throws what the goroutine threw
        // end::ended[]
        assertThat(out).containsExactly("half done");
    }
}
