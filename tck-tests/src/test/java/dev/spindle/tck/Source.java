package dev.spindle.tck;

import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;

/** One kind of publisher: how to make one of a given length, and one that fails at once. */
final class Source {

    private final LongFunction<? extends Publisher<Long>> make;
    private final Supplier<? extends Publisher<Long>> makeFailed;
    private final long most;
    private boolean warm;

    /**
     * Describes a kind of publisher.
     *
     * @param make makes one of so many elements
     * @param makeFailed makes one that fails without being asked for an element
     * @param most how many elements one can have
     */
    Source(LongFunction<? extends Publisher<Long>> make, Supplier<? extends Publisher<Long>> makeFailed, long most) {
        this.make = make;
        this.makeFailed = makeFailed;
        this.most = most;
    }

    /** One that can have any number of elements. */
    Source(LongFunction<? extends Publisher<Long>> make, Supplier<? extends Publisher<Long>> makeFailed) {
        this(make, makeFailed, Long.MAX_VALUE - 1);
    }

    Publisher<Long> publisher(long elements) {
        return make.apply(elements);
    }

    Publisher<Long> failed() {
        return makeFailed.get();
    }

    long most() {
        return most;
    }

    /** Itself, after a warm-up, the first time. */
    synchronized Source warmed() {
        if (!warm) {
            Tck.warm(this);
            warm = true;
        }
        return this;
    }
}
