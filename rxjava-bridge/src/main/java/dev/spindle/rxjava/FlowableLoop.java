package dev.spindle.rxjava;

import dev.spindle.reactive.ChannelSubscriber;
import dev.spindle.reactive.StreamLoop;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.exceptions.Exceptions;
import org.reactivestreams.Publisher;

/**
 * A loop over a {@link Flowable}: made by {@link GoFlowable#iterate}, used once, and closed. See {@link StreamLoop}.
 *
 * <p>{@code hasNext} throws {@link IllegalStateException} where {@code RxJavaPlugins} forbid to block, and what the flowable fails
 * with, checked exceptions wrapped as {@code blockingForEach} does.
 *
 * @param <T> the type of the elements
 */
public final class FlowableLoop<T> extends StreamLoop<T> {

    FlowableLoop(Publisher<T> flowable, int prefetch) {
        super(flowable, ChannelSubscriber.of(prefetch));
    }

    @Override
    protected void checkMayBlock() {
        Awaiting.checkMayBlock();
    }

    @Override
    protected RuntimeException failure(Throwable ofStream) {
        return Exceptions.propagate(ofStream);
    }
}
