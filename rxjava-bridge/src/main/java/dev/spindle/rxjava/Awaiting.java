package dev.spindle.rxjava;

import dev.spindle.channel.ChannelClosedException;
import dev.spindle.reactive.ChannelSubscriber;
import io.reactivex.rxjava3.exceptions.Exceptions;
import io.reactivex.rxjava3.plugins.RxJavaPlugins;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** Waiting for the outcome of a source with one value at most. */
final class Awaiting {

    private static final String NON_BLOCKING = "io.reactivex.rxjava3.internal.schedulers.NonBlockingThread";

    private Awaiting() {}

    /**
     * Subscribes and waits for the value or the end; null if there was no value before it. An interrupt cancels the subscription; one
     * whose value has come is left to complete.
     */
    static <T> @Nullable T await(Publisher<T> source) throws InterruptedException {
        checkMayBlock();
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        ChannelSubscriber<T> outcome = ChannelSubscriber.of(1);
        boolean over = false;
        try {
            source.subscribe(outcome);
            T value = outcome.receiver().receiveOrNull();
            over = true;
            return value;
        } catch (ChannelClosedException e) {
            throw failure(e);
        } finally {
            if (!over) {
                outcome.close();
            }
        }
    }

    /** What to throw where a stream has failed: itself if unchecked, as RxJava's blocking operators do. */
    static RuntimeException failure(ChannelClosedException e) {
        return Exceptions.propagate(Objects.requireNonNullElse(e.getCause(), e));
    }

    /** As RxJava's own blocking operators do, where that was switched on. */
    static void checkMayBlock() {
        if (RxJavaPlugins.isFailOnNonBlockingScheduler()
                && (isNonBlocking(Thread.currentThread().getClass()) || RxJavaPlugins.onBeforeBlocking())) {
            throw new IllegalStateException("Attempt to block on a Scheduler "
                    + Thread.currentThread().getName()
                    + " that doesn't support blocking operators as they may lead to deadlock");
        }
    }

    /** Whether a thread has RxJava's mark, which is not visible to all. */
    private static boolean isNonBlocking(Class<?> thread) {
        for (Class<?> c = thread; c != null; c = c.getSuperclass()) {
            for (Class<?> mark : c.getInterfaces()) {
                if (mark.getName().equals(NON_BLOCKING)) {
                    return true;
                }
            }
        }
        return false;
    }
}
