package dev.spindle.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spindle.Go;
import dev.spindle.GoGroup;
import dev.spindle.Goroutine;
import dev.spindle.channel.Channel;
import dev.spindle.channel.ReceiveCase;
import dev.spindle.channel.Receiver;
import dev.spindle.channel.Select;
import dev.spindle.channel.SelectCase;
import dev.spindle.context.CancelContext;
import dev.spindle.context.Context;
import dev.spindle.context.DeadlineExceededException;
import dev.spindle.context.Registration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What docs/sync.md shows, compiled and run; the last test sees to it that it shows just this. */
@Timeout(120)
class SyncSnippetsTest {

    private int count;

    @Test
    void mutex() throws Exception {
        Mutex mutex = new Mutex();

        mutex.lock();
        try {
            count++;
        } finally {
            mutex.unlock();
        }

        if (mutex.lock(Duration.ofMillis(10))) { // or tryLock(), which does not wait
            try {
                count++;
            } finally {
                mutex.unlock();
            }
        }

        assertThat(count).isEqualTo(2);
    }

    @Test
    void rwMutex() throws Exception {
        Map<String, Integer> prices = new HashMap<>();
        RwMutex mutex = new RwMutex();

        mutex.lock();
        try {
            prices.put("apple", 3);
        } finally {
            mutex.unlock();
        }

        mutex.readLock();
        try {
            assertThat(prices).containsEntry("apple", 3);
        } finally {
            mutex.readUnlock();
        }
    }

    @Test
    void waitGroup() throws Exception {
        List<String> greetings = Collections.synchronizedList(new ArrayList<>());

        WaitGroup group = new WaitGroup();
        for (String name : List.of("Ann", "Bob")) {
            group.go(() -> greetings.add("hello " + name));
        }
        group.await();

        assertThat(greetings).containsExactlyInAnyOrder("hello Ann", "hello Bob");
    }

    @Test
    void semaphore() throws Exception {
        Semaphore memory = new Semaphore(64);

        memory.acquire(16);
        try {
            count++;
        } finally {
            memory.release(16);
        }

        assertThat(memory.available()).isEqualTo(64);
    }

    @Test
    void once() {
        OnceValue<List<String>> words = OnceValue.of(() -> List.of("read", "from", "somewhere"));
        Once announced = new Once();

        announced.run(() -> System.out.println(words.get()));
        announced.run(() -> System.out.println("not a second time"));

        assertThat(words.isDone()).isTrue();
    }

    private static final class Mailbox {

        private final Mutex mutex = new Mutex();
        private final Cond notEmpty = new Cond(mutex);
        private final Deque<String> letters = new ArrayDeque<>();

        void put(String letter) throws InterruptedException {
            mutex.lock();
            try {
                letters.add(letter);
                notEmpty.signal();
            } finally {
                mutex.unlock();
            }
        }

        String take() throws InterruptedException {
            mutex.lock();
            try {
                while (letters.isEmpty()) {
                    notEmpty.await();
                }
                return letters.remove();
            } finally {
                mutex.unlock();
            }
        }
    }

    @Test
    void cond() throws Exception {
        Mailbox mailbox = new Mailbox();
        Go.go(() -> mailbox.put("hello"));
        assertThat(mailbox.take()).isEqualTo("hello");
    }

    @Test
    void singleFlight() throws Exception {
        SingleFlight<String, Integer> lengths = new SingleFlight<>();

        int length = lengths.call("hello", "hello"::length).value();

        assertThat(length).isEqualTo(5);
    }

    private static String query(String what) throws InterruptedException {
        Channel.never().receive();
        return what;
    }

    @Test
    void cancelled() throws Exception {
        CompletableFuture<String> outcome = new CompletableFuture<>();

        try (CancelContext context = Context.background().withCancel()) {
            Go.go(context, () -> {
                try {
                    outcome.complete(query("answer"));
                } catch (InterruptedException e) { // what a goroutine gets when its context is done
                    outcome.complete("cancelled: " + Context.current().err().getMessage());
                }
            });
        } // closing cancels

        assertThat(outcome.get(60, TimeUnit.SECONDS)).isEqualTo("cancelled: context canceled");
    }

    private static int sum(Context context, Receiver<Integer> numbers) throws InterruptedException {
        Select select = Select.fair();
        ReceiveCase<Integer> number = select.receive(numbers);
        ReceiveCase<Void> done = select.receive(context.done());
        int sum = 0;
        while (true) {
            SelectCase chosen = select.select();
            if (chosen == done) {
                return sum;
            }
            sum += number.element();
        }
    }

    @Test
    void select() throws Exception {
        Channel<Integer> numbers = Channel.unbuffered();
        CompletableFuture<Integer> result = new CompletableFuture<>();
        CancelContext context = Context.background().withCancel();
        Go.go(() -> result.complete(sum(context, numbers)));
        numbers.send(1);
        numbers.send(2);
        context.cancel();
        assertThat(result.get(60, TimeUnit.SECONDS)).isEqualTo(3);
    }

    @Test
    void deadline() {
        try (CancelContext context = Context.background().withTimeout(Duration.ofMillis(20))) {
            Goroutine slow = Go.go(context, () -> {
                while (true) {
                    Context.current().throwIfDone(); // where nothing blocks, look yourself
                    Thread.onSpinWait();
                }
            });
            assertThatThrownBy(slow::join).hasCauseInstanceOf(DeadlineExceededException.class);
        }
    }

    private static final Context.Key<String> USER = Context.Key.of("user");

    @Test
    void values() throws Exception {
        Context request = Context.background().withValue(USER, "ann");
        Goroutine handler = Go.go(request, () -> {
            assertThat(Context.current().value(USER)).isEqualTo("ann");
            Go.go(Context.current(), () -> {}); // passed on by hand, as in Go
        });
        handler.join();
    }

    @Test
    void afterFunc() throws Exception {
        CompletableFuture<String> told = new CompletableFuture<>();
        CancelContext context = Context.background().withCancel();

        Registration registration = context.afterFunc(() -> told.complete("over: " + context.cause()));
        context.cancel(new IOException("disk full"));

        assertThat(registration.stop()).isFalse();
        assertThat(told.get(60, TimeUnit.SECONDS)).isEqualTo("over: java.io.IOException: disk full");
    }

    @Test
    void group() {
        Context request = Context.background();

        try (GoGroup group = GoGroup.open(request)) {
            group.go(() -> query("one")); // interrupted as soon as the other fails
            group.go(() -> {
                throw new IOException("disk full");
            });
            assertThatThrownBy(group::join)
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("disk full");
        }
    }

    /** Each Java block of the page stands in this file, line for line. */
    @Test
    void page_quotesThisFile() throws IOException {
        String source = squeezed(
                Files.readString(Path.of("src", "test", "java", "dev", "spindle", "sync", "SyncSnippetsTest.java")));
        String[] parts = Files.readString(Path.of("..", "docs", "sync.md")).split("```", -1);
        int blocks = 0;
        for (int i = 1; i < parts.length; i += 2) {
            if (parts[i].startsWith("java\n")) {
                assertThat(source).contains(squeezed(parts[i].substring(5)));
                blocks++;
            }
        }
        assertThat(blocks).isGreaterThan(8);
    }

    private static String squeezed(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
    }
}
