package dev.spindle.reactive;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** A subscriber that asks only when told to, and notes what it gets and whether signals overlap. */
class Probe<T> implements Subscriber<T> {

    final List<T> elements = new CopyOnWriteArrayList<>();
    final List<Object> ends = new CopyOnWriteArrayList<>();
    final AtomicInteger overlaps = new AtomicInteger();
    private final AtomicInteger inside = new AtomicInteger();
    private final Consumer<Probe<T>> onNext;
    volatile Subscription subscription;

    Probe() {
        this(self -> {});
    }

    Probe(Consumer<Probe<T>> onNext) {
        this.onNext = onNext;
    }

    @Override
    public void onSubscribe(Subscription s) {
        subscription = s;
    }

    @Override
    public void onNext(T element) {
        signal(() -> {
            elements.add(element);
            onNext.accept(this);
        });
    }

    @Override
    public void onError(Throwable failure) {
        signal(() -> ends.add(failure));
    }

    @Override
    public void onComplete() {
        signal(() -> ends.add("complete"));
    }

    private void signal(Runnable action) {
        if (inside.getAndIncrement() != 0) {
            overlaps.incrementAndGet();
        }
        try {
            action.run();
        } finally {
            inside.getAndDecrement();
        }
    }

    void awaitElements(int n) {
        awaitUntil(() -> elements.size() >= n);
    }

    Object awaitEnd() {
        awaitUntil(() -> !ends.isEmpty());
        return ends.getFirst();
    }

    static void awaitUntil(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("still false after 20 s");
            }
            Thread.yield();
        }
    }
}
