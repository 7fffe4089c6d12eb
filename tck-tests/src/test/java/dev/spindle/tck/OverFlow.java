package dev.spindle.tck;

import java.util.concurrent.Flow;
import org.reactivestreams.FlowAdapters;
import org.reactivestreams.Processor;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;

/**
 * Takes every signal through {@code java.util.concurrent.Flow}.
 *
 * <p>What {@link FlowAdapters} made of a Reactive Streams object they take apart again when they are asked for such an object: the TCK
 * would get the very object back, and no signal would go through {@code Flow}. So what is made here is of classes that they do not know.
 */
final class OverFlow {

    private OverFlow() {}

    static Flow.Publisher<Long> publisher(Publisher<Long> publisher) {
        return FlowAdapters.toFlowPublisher(publisher)::subscribe;
    }

    static Flow.Subscriber<Long> subscriber(Subscriber<Long> subscriber) {
        return new Unknown(FlowAdapters.toFlowSubscriber(subscriber), _ -> {
            throw new IllegalStateException("a subscriber alone");
        });
    }

    static Flow.Processor<Long, Long> processor(Processor<Long, Long> processor) {
        Flow.Processor<Long, Long> adapter = FlowAdapters.toFlowProcessor(processor);
        return new Unknown(adapter, adapter);
    }

    /** The adapter's, under another name. */
    private record Unknown(Flow.Subscriber<Long> in, Flow.Publisher<Long> out) implements Flow.Processor<Long, Long> {

        @Override
        public void onSubscribe(Flow.Subscription made) {
            in.onSubscribe(made);
        }

        @Override
        public void onNext(Long element) {
            in.onNext(element);
        }

        @Override
        public void onError(Throwable failure) {
            in.onError(failure);
        }

        @Override
        public void onComplete() {
            in.onComplete();
        }

        @Override
        public void subscribe(Flow.Subscriber<? super Long> subscriber) {
            out.subscribe(subscriber);
        }
    }
}
