package dev.spindle.reactor;

import dev.spindle.GoTasks;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Scannable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Reactor's scheduler over a scope of tasks. */
final class GoScheduler implements Scheduler, Scannable {

    private final String name;
    private final GoTasks tasks;

    /** Whether disposing does nothing. */
    private final boolean permanent;

    GoScheduler(String name, GoTasks tasks, boolean permanent) {
        this.name = name;
        this.tasks = tasks;
        this.permanent = permanent;
    }

    @Override
    public Disposable schedule(Runnable task) {
        return ReactorTask.start(tasks, task);
    }

    @Override
    public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
        return ReactorTask.start(tasks, task, delay, unit);
    }

    @Override
    public Disposable schedulePeriodically(Runnable task, long initialDelay, long period, TimeUnit unit) {
        return ReactorTask.startPeriodically(tasks, task, initialDelay, period, unit);
    }

    @Override
    public Scheduler.Worker createWorker() {
        return new GoSchedulerWorker(this, tasks.worker());
    }

    @Override
    public void init() {
        if (isDisposed()) {
            throw new IllegalStateException(name + " was disposed of and cannot start again; make a new one");
        }
    }

    @Override
    public void dispose() {
        if (!permanent) {
            tasks.close();
        }
    }

    @Override
    public Mono<Void> disposeGracefully() {
        if (permanent) {
            return Mono.empty();
        }
        return Mono.defer(() -> {
            tasks.closeGracefully();
            return Mono.fromFuture(tasks.termination().toCompletableFuture()); // a copy, which a cancel may cancel
        });
    }

    @Override
    public boolean isDisposed() {
        return tasks.isClosed();
    }

    @Override
    public Stream<? extends Scannable> inners() {
        return Stream.empty();
    }

    @Override
    @SuppressWarnings({"rawtypes", "ReferenceEquality"}) // keys are constants, declared raw
    public @Nullable Object scanUnsafe(Attr key) {
        if (key == Attr.TERMINATED || key == Attr.CANCELLED) {
            return isDisposed();
        }
        if (key == Attr.NAME) {
            return name;
        }
        if (key == Attr.CAPACITY) {
            return Integer.MAX_VALUE; // tasks that block give way to others
        }
        return key == Attr.BUFFERED ? (int) Math.min(Integer.MAX_VALUE, tasks.inFlight()) : null;
    }

    @Override
    public String toString() {
        return name;
    }
}
