package dev.spindle.rxjava;

import static dev.spindle.rxjava.Waiting.await;

import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.FlowableSubscriber;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.reactivestreams.Subscription;

/**
 * All that a flowable gave to a subscriber that asks in a random rhythm, and what was wrong with the signals.
 *
 * @param elements in the order in which they came
 * @param end "complete", or the failure
 * @param wrong overlapping signals, more than was asked for, signals after the end
 */
record Outcome(List<Integer> elements, String end, List<String> wrong) {

    static Outcome of(Flowable<Integer> flowable, long seed) {
        Collector collector = new Collector(new Random(seed));
        flowable.subscribe(collector);
        await(collector.ended);
        return new Outcome(List.copyOf(collector.elements), collector.end, List.copyOf(collector.wrong));
    }

    /** Without regard to the order of the elements. */
    Outcome sorted() {
        return new Outcome(elements.stream().sorted().toList(), end, wrong);
    }

    private static final class Collector implements FlowableSubscriber<Integer> {
        final List<Integer> elements = new ArrayList<>(); // plain: signals happen one before the other (rule 1.3)
        final List<String> wrong = new ArrayList<>();
        final CountDownLatch ended = new CountDownLatch(1);
        private final Random random;
        private final AtomicInteger inside = new AtomicInteger();
        private String end = "";
        private Subscription subscription;
        private long asked;

        Collector(Random random) {
            this.random = random;
        }

        @Override
        public void onSubscribe(Subscription s) {
            subscription = s;
            ask();
        }

        private void ask() {
            long n = random.nextInt(8) == 0 ? Long.MAX_VALUE : 1 + random.nextInt(random.nextBoolean() ? 3 : 40);
            asked = asked + n < 0 ? Long.MAX_VALUE : asked + n;
            subscription.request(n);
        }

        @Override
        public void onNext(Integer element) {
            begin("onNext");
            elements.add(element);
            if (elements.size() > asked) {
                wrong.add("more elements than asked for: " + elements.size() + " of " + asked);
            }
            boolean more = elements.size() == asked;
            inside.decrementAndGet();
            if (more) {
                ask();
            }
        }

        @Override
        public void onError(Throwable failure) {
            end("failed: " + failure);
        }

        @Override
        public void onComplete() {
            end("complete");
        }

        private void begin(String signal) {
            if (inside.getAndIncrement() != 0) {
                wrong.add(signal + " overlaps another signal");
            }
            if (!end.isEmpty()) {
                wrong.add(signal + " after " + end);
            }
        }

        private void end(String how) {
            begin(how);
            end = how;
            inside.decrementAndGet();
            ended.countDown();
        }
    }
}
