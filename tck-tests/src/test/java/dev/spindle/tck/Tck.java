package dev.spindle.tck;

import dev.spindle.GoRuntime;
import dev.spindle.channel.Receiver;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import org.reactivestreams.tck.TestEnvironment;
import org.testng.Assert.ThrowingRunnable;

/**
 * What all verifications share: one runtime, warm before the first test, and the TCK's timeouts.
 *
 * <p>The system property {@code spindle.tck.parallelism} says how many Ps the runtime has; the default is one a processor.
 */
final class Tck {

    /** How long a signal that must come may take, ms. */
    private static final long TIMEOUT = 1000;

    /** How long to listen for a signal that must not come, ms. */
    private static final long NO_SIGNALS = 100;

    /** How often a condition is looked at, ms. */
    private static final long POLL = 20;

    private static final int WARM_UP_STREAMS = 50;
    private static final int WARM_UP_ELEMENTS = 50;

    /** How long one stream may take, s. */
    private static final long WARM_UP_PATIENCE = 30;

    private static final Queue<Throwable> UNCAUGHT = new ConcurrentLinkedQueue<>();

    /** Of the test that runs on the thread; a class runs on one. */
    private static final ThreadLocal<List<Receiver<?>>> TO_CANCEL = ThreadLocal.withInitial(ArrayList::new);

    /** What a publisher has to drop a subscriber, ms: the TCK's own default, whatever the environment says. */
    static final long TIME_TO_DROP = 300;

    private static final ReentrantLock COLLECTING = new ReentrantLock();

    private static final GoRuntime RUNTIME = GoRuntime.builder()
            .name("tck")
            .parallelism(Integer.getInteger(
                    "spindle.tck.parallelism", Runtime.getRuntime().availableProcessors()))
            .uncaughtHandler((thread, failure) -> UNCAUGHT.add(failure))
            .build();

    private static final GoRuntime CLOSED =
            GoRuntime.builder().name("tck-closed").parallelism(1).build();

    static {
        CLOSED.close();
        System.out.println("TCK on " + RUNTIME.parallelism() + " Ps, " + RUNTIME.mode());
    }

    private Tck() {}

    /** A new one for each verification; there is nothing to share in it. */
    static TestEnvironment environment() {
        return new TestEnvironment(TIMEOUT, NO_SIGNALS, POLL);
    }

    static GoRuntime runtime() {
        return RUNTIME;
    }

    /** One that rejects all work. */
    static GoRuntime closedRuntime() {
        return CLOSED;
    }

    /** What went to the uncaught handler so far. */
    static Queue<Throwable> uncaught() {
        return UNCAUGHT;
    }

    /**
     * Runs the test of what is dropped (rule 3.13), while no other class runs its own. That waits 300 ms, collects all garbage, and
     * gives the JVM 100 ms to tell of the subscriber, which another collection would hold up, and CPU hogs may. So there is one more
     * collection half-way through the 300 ms: it makes nobody drop anything sooner, but the JVM may tell sooner.
     */
    static void whileNoneElseCollects(ThrowingRunnable test) throws Throwable {
        COLLECTING.lockInterruptibly();
        CompletableFuture<Void> halfWay = CompletableFuture.runAsync(
                System::gc, CompletableFuture.delayedExecutor(TIME_TO_DROP / 2, TimeUnit.MILLISECONDS));
        try {
            test.run();
        } finally {
            boolean _ = halfWay.cancel(false);
            COLLECTING.unlock();
        }
    }

    /** Lets the goroutines that wait at a channel end after the test. */
    static void cancelAfterwards(Receiver<?> channel) {
        TO_CANCEL.get().add(channel);
    }

    static void cancelChannels() {
        for (Receiver<?> channel : TO_CANCEL.get()) {
            boolean _ = channel.cancel();
        }
        TO_CANCEL.remove();
    }

    /** Runs a source until its classes are loaded and its hot methods compiled. */
    static void warm(Source source) {
        long elements = Math.min(WARM_UP_ELEMENTS, source.most());
        for (int i = 0; i < WARM_UP_STREAMS; i++) {
            Counter counter = new Counter();
            source.publisher(elements).subscribe(counter);
            counter.awaitEnd(elements);
        }
        cancelChannels();
    }

    /** Asks one by one, and waits for the end. */
    private static final class Counter implements Subscriber<Long> {

        private final CountDownLatch ended = new CountDownLatch(1);
        private final AtomicLong received = new AtomicLong();
        private Subscription subscription;

        @Override
        public void onSubscribe(Subscription made) {
            subscription = made;
            made.request(1);
        }

        @Override
        public void onNext(Long element) {
            received.incrementAndGet();
            subscription.request(1);
        }

        @Override
        public void onError(Throwable failure) {
            UNCAUGHT.add(failure);
            ended.countDown();
        }

        @Override
        public void onComplete() {
            ended.countDown();
        }

        void awaitEnd(long elements) {
            try {
                if (!ended.await(WARM_UP_PATIENCE, TimeUnit.SECONDS) || received.get() != elements) {
                    throw new IllegalStateException("warming up, " + received + " of " + elements
                            + " elements came, and " + (ended.getCount() == 0 ? "the" : "no") + " end");
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted while warming up", e);
            }
        }
    }
}
