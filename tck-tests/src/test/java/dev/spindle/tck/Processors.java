package dev.spindle.tck;

import dev.spindle.reactive.GoroutineProcessor;
import dev.spindle.reactive.StreamOptions;
import io.reactivex.rxjava3.core.Flowable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.reactivestreams.Processor;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.publisher.Flux;

/** The processors that are verified: one that gives on what it gets, and what the libraries make of it for its subscribers. */
final class Processors {

    static final Processors RAW = new Processors(publisher -> publisher);
    static final Processors AS_FLUX = new Processors(Flux::from);
    static final Processors AS_FLOWABLE = new Processors(Flowable::fromPublisher);

    private static final int PREFETCH = 16;

    /** What the TCK's own publishers signal on. */
    private static final ExecutorService HELPERS = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("tck-helper-", 0).factory());

    private final UnaryOperator<Publisher<Long>> view;
    private final Source source;

    private Processors(UnaryOperator<Publisher<Long>> view) {
        this.view = view;
        this.source = new Source(n -> from(Sources.GENERATOR.publisher(n)), () -> from(Sources.GENERATOR.failed()));
    }

    Processor<Long, Long> processor(int prefetch) {
        GoroutineProcessor<Long, Long> processor = GoroutineProcessor.of(
                prefetch,
                (in, out) -> {
                    for (Long each : in) {
                        out.emit(each);
                    }
                },
                StreamOptions.defaults().runtime(Tck.runtime()));
        return new Viewed(processor, view.apply(processor));
    }

    /** One whose source has failed. */
    Publisher<Long> failed() {
        return source.failed();
    }

    Processors warmed() {
        var _ = source.warmed();
        return this;
    }

    static ExecutorService helpers() {
        return HELPERS;
    }

    private Publisher<Long> from(Publisher<Long> upstream) {
        Processor<Long, Long> processor = processor(PREFETCH);
        upstream.subscribe(processor);
        return processor;
    }

    /** A processor that is subscribed to through another publisher. */
    private record Viewed(Subscriber<Long> processor, Publisher<Long> view) implements Processor<Long, Long> {

        @Override
        public void onSubscribe(Subscription made) {
            processor.onSubscribe(made);
        }

        @Override
        public void onNext(Long element) {
            processor.onNext(element);
        }

        @Override
        public void onError(Throwable failure) {
            processor.onError(failure);
        }

        @Override
        public void onComplete() {
            processor.onComplete();
        }

        @Override
        public void subscribe(Subscriber<? super Long> subscriber) {
            view.subscribe(subscriber);
        }
    }
}
