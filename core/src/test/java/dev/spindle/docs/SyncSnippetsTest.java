package dev.spindle.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spindle.Go;
import dev.spindle.GoGroup;
import dev.spindle.GoRuntime;
import dev.spindle.Goroutine;
import dev.spindle.channel.Channel;
import dev.spindle.channel.ReceiveCase;
import dev.spindle.channel.Receiver;
import dev.spindle.channel.Select;
import dev.spindle.channel.SelectCase;
import dev.spindle.context.CancelContext;
import dev.spindle.context.Context;
import dev.spindle.context.ContextCancelledException;
import dev.spindle.context.DeadlineExceededException;
import dev.spindle.context.Registration;
import dev.spindle.sync.Cond;
import dev.spindle.sync.Mutex;
import dev.spindle.sync.Once;
import dev.spindle.sync.OnceValue;
import dev.spindle.sync.RwMutex;
import dev.spindle.sync.Semaphore;
import dev.spindle.sync.SingleFlight;
import dev.spindle.sync.WaitGroup;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The examples of {@code docs/sync.md}, run; {@link DocsTest} compares the regions between the tags. */
@Timeout(120)
class SyncSnippetsTest {

    private int count;

    @Test
    void mutex() throws Exception {
        // tag::mutex[]
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
        // end::mutex[]

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

        // tag::waitGroup[]
        WaitGroup group = new WaitGroup();
        for (String name : List.of("Ann", "Bob")) {
            group.go(() -> greetings.add("hello " + name));
        }
        group.await();
        // end::waitGroup[]

        assertThat(greetings).containsExactlyInAnyOrder("hello Ann", "hello Bob");
    }

    @Test
    void semaphore() throws Exception {
        // tag::semaphore[]
        Semaphore memory = new Semaphore(64);

        memory.acquire(16);
        try {
            count++;
        } finally {
            memory.release(16);
        }
        // end::semaphore[]

        assertThat(memory.available()).isEqualTo(64);
    }

    @Test
    void once() {
        // tag::once[]
        OnceValue<List<String>> words = OnceValue.of(() -> List.of("read", "from", "somewhere"));
        Once announced = new Once();

        announced.run(() -> System.out.println(words.get()));
        announced.run(() -> System.out.println("not a second time"));
        // end::once[]

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

        // tag::cond[]
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
        // end::cond[]
    }

    @Test
    void cond() throws Exception {
        Mailbox mailbox = new Mailbox();
        Go.go(() -> mailbox.put("hello"));
        assertThat(mailbox.take()).isEqualTo("hello");
    }

    @Test
    void singleFlight() throws Exception {
        // tag::singleFlight[]
        SingleFlight<String, Integer> lengths = new SingleFlight<>();

        int length = lengths.call("hello", "hello"::length).value();
        // end::singleFlight[]

        assertThat(length).isEqualTo(5);
    }

    private static String query(String what) throws InterruptedException {
        Channel.never().receive();
        return what;
    }

    @Test
    void cancelled() throws Exception {
        CompletableFuture<String> outcome = new CompletableFuture<>();

        // tag::cancelled[]
        try (CancelContext context = Context.background().withCancel()) {
            Go.go(context, () -> {
                try {
                    outcome.complete(query("answer"));
                } catch (InterruptedException e) { // what a goroutine gets when its context is done
                    outcome.complete("cancelled: " + Context.current().err().getMessage());
                }
            });
        } // closing cancels
        // end::cancelled[]

        assertThat(outcome.get(60, TimeUnit.SECONDS)).isEqualTo("cancelled: context canceled");
    }

    private static int sum(Context context, Receiver<Integer> numbers) throws InterruptedException {
        // tag::select[]
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
        // end::select[]
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
        // tag::deadline[]
        try (CancelContext context = Context.background().withTimeout(Duration.ofMillis(20))) {
            Goroutine slow = Go.go(context, () -> {
                while (true) {
                    Context.current().throwIfDone(); // where nothing blocks, look yourself
                    Thread.onSpinWait();
                }
            });
            assertThatThrownBy(slow::join).hasCauseInstanceOf(DeadlineExceededException.class);
        }
        // end::deadline[]
    }

    private static final Context.Key<String> USER = Context.Key.of("user");

    @Test
    void values() throws Exception {
        // tag::values[]
        Context request = Context.background().withValue(USER, "ann");
        Goroutine handler = Go.go(request, () -> {
            assertThat(Context.current().value(USER)).isEqualTo("ann");
            Go.go(Context.current(), () -> {}); // passed on by hand, as in Go
        });
        // end::values[]
        handler.join();
    }

    @Test
    void afterFunc() throws Exception {
        CompletableFuture<String> told = new CompletableFuture<>();
        CancelContext context = Context.background().withCancel();

        // tag::afterFunc[]
        Registration registration = context.afterFunc(() -> told.complete("over: " + context.cause()));
        context.cancel(new IOException("disk full"));
        // end::afterFunc[]

        assertThat(registration.stop()).isFalse();
        assertThat(told.get(60, TimeUnit.SECONDS)).isEqualTo("over: java.io.IOException: disk full");
    }

    @Test
    void group() {
        Context request = Context.background();

        // tag::group[]
        try (GoGroup group = GoGroup.open(request)) {
            group.go(() -> query("one")); // interrupted as soon as the other fails
            group.go(() -> {
                throw new IOException("disk full");
            });
            assertThatThrownBy(group::join)
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("disk full");
        }
        // end::group[]
    }

    /** Each construct of the tables that no example above shows. */
    @Test
    void otherConstructs() throws Exception {
        Mutex mutex = new Mutex();
        assertThat(mutex.tryLock()).isTrue();
        mutex.unlock();

        RwMutex rw = new RwMutex();
        rw.lock();
        rw.unlock();
        rw.readLock();
        rw.readUnlock();
        assertThat(rw.tryLock()).isTrue();
        rw.unlock();
        assertThat(rw.tryReadLock()).isTrue();
        rw.readUnlock();

        WaitGroup group = new WaitGroup();
        group.add(1);
        group.done();
        group.await();

        Cond cond = new Cond(mutex);
        cond.signal();
        cond.broadcast();

        Semaphore semaphore = new Semaphore(3);
        assertThat(semaphore.tryAcquire(2)).isTrue();
        semaphore.release(2);

        SingleFlight<String, Integer> flights = new SingleFlight<>();
        assertThat(flights.start("hello", "hello"::length)
                        .get(60, TimeUnit.SECONDS)
                        .value())
                .isEqualTo(5);
        flights.forget("hello");

        try (GoGroup plain = GoGroup.open();
                GoGroup limited = GoGroup.open(GoRuntime.shared(), 8)) {
            plain.join();
            limited.join();
        }
    }

    @Test
    void otherContexts() throws Exception {
        Context parent = Context.background();
        Exception cause = new IOException("disk full");
        Instant deadline = Instant.now().plusSeconds(3600);
        Duration timeout = Duration.ofHours(1);
        List<CancelContext> all = List.of(
                parent.withCancel(),
                parent.withDeadline(deadline),
                parent.withDeadline(deadline, cause),
                parent.withTimeout(timeout),
                parent.withTimeout(timeout, cause));
        for (CancelContext context : all) {
            Select select = Select.fair();
            select.receive(context.done());
            assertThat(context.err()).isNull();
            Registration registration = context.onDone(() -> count++);
            context.withoutCancel();
            context.cancel(cause);
            context.cancel();
            context.await();
            assertThat(registration.stop()).isFalse();
            assertThat(context.err()).isInstanceOf(ContextCancelledException.class);
            assertThat(context.cause()).isSameAs(cause);
            assertThatThrownBy(() -> context.throwIfDone()).hasCause(cause);
            assertThat(select.select()).isNotNull();
        }
        assertThat(all.get(1).deadline()).isEqualTo(deadline);
        assertThat(count).isEqualTo(all.size());
        Go.go(parent, () -> count++).join();
    }
}
