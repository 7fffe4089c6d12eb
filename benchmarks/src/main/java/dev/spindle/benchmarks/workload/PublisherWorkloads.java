package dev.spindle.benchmarks.workload;

import dev.spindle.benchmarks.engine.GeneratorEngine;
import io.reactivex.rxjava3.core.Flowable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.publisher.Flux;

/** Publishers written as loops. */
public final class PublisherWorkloads {

    private PublisherWorkloads() {}

    /**
     * A subscriber on the generator's own thread: it asks for {@code batch} elements, and for more from within {@code onNext} once three
     * quarters of them are used, so that the generator never waits.
     */
    public static void sameThread(GeneratorEngine engine, int batch, int n) throws InterruptedException {
        var counting = new Counting(n, batch);
        Publisher<Object> publisher = engine.generator().apply(n);
        publisher.subscribe(counting);
        counting.end.await();
    }

    private static final class Counting implements Subscriber<Object> {

        private final int expected;
        private final int batch;
        private final int refill;
        private final Countdown end = new Countdown(1);
        private Subscription subscription = new Subscription() {
            @Override
            public void request(long n) {
                throw new IllegalStateException("An element before onSubscribe");
            }

            @Override
            public void cancel() {}
        };
        private int used;
        private int received;

        Counting(int expected, int batch) {
            this.expected = expected;
            this.batch = batch;
            refill = batch - batch / 4;
        }

        @Override
        public void onSubscribe(Subscription s) {
            subscription = s;
            s.request(batch);
        }

        @Override
        public void onNext(Object element) {
            received++;
            if (++used == refill) {
                used = 0;
                subscription.request(refill);
            }
        }

        @Override
        public void onError(Throwable failure) {
            throw new IllegalStateException("The generator failed", failure);
        }

        /** Leaves the run stuck, and so failing, when elements are missing. */
        @Override
        public void onComplete() {
            if (received == expected) {
                end.countDown();
            }
        }
    }

    /** The generator's elements change over to a scheduler of Reactor. */
    public static void publishOn(GeneratorEngine engine, int prefetch, int n) {
        Publisher<Object> publisher = engine.generator().apply(n);
        ReactorWorkloads.check(
                n,
                Flux.from(publisher)
                        .publishOn(engine.reactor(), prefetch)
                        .count()
                        .block(ReactorWorkloads.PATIENCE));
    }

    /** The generator's elements change over to a scheduler of RxJava. */
    public static void observeOn(GeneratorEngine engine, int prefetch, int n) throws InterruptedException {
        Publisher<Object> publisher = engine.generator().apply(n);
        RxWorkloads.check(
                n,
                Flowable.fromPublisher(publisher)
                        .observeOn(engine.rx(), false, prefetch)
                        .count());
    }
}
