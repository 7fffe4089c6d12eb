package dev.spindle.reactor;

import dev.spindle.GoLane;
import dev.spindle.GoTasks;
import dev.spindle.GoWorker;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Scannable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Reactor's scheduler over a scope of tasks. */
final class GoScheduler implements Scheduler, Scannable {

    private final String name;
    private final GoTasks tasks;

    /** The one line of all tasks and workers; null where tasks run side by side and each worker has its own. */
    private final @Nullable GoWorker line;

    /** Where tasks run that no worker was asked to. */
    private final GoLane lane;

    private final boolean forbidsBlocking;

    /** Whether disposing does nothing. */
    private final boolean permanent;

    GoScheduler(GoSchedulerBuilder builder) {
        this.name = builder.name();
        this.tasks = GoTasks.on(builder.runtime(), builder.onDispose());
        this.line = builder.isSerial() ? tasks.worker() : null;
        this.lane = line != null ? line : tasks;
        this.forbidsBlocking = builder.forbidsBlocking();
        this.permanent = builder.isPermanent();
    }

    @Override
    public Disposable schedule(Runnable task) {
        return ReactorTask.start(lane, bodyOf(task));
    }

    @Override
    public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
        return ReactorTask.start(lane, bodyOf(task), delay, unit);
    }

    @Override
    public Disposable schedulePeriodically(Runnable task, long initialDelay, long period, TimeUnit unit) {
        return ReactorTask.startPeriodically(lane, bodyOf(task), initialDelay, period, unit);
    }

    @Override
    public Scheduler.Worker createWorker() {
        return line != null
                ? new GoSchedulerWorker(this, line.subWorker())
                : new GoSchedulerWorker(this, tasks.worker());
    }

    /** The task as hooks and settings want it, for this scheduler and its workers. On the submitter's thread. */
    Runnable bodyOf(Runnable task) {
        Runnable hooked = Schedulers.onSchedule(Objects.requireNonNull(task, "task"));
        return forbidsBlocking ? BlockingForbidden.in(hooked) : hooked;
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
            return line != null ? 1 : Integer.MAX_VALUE; // tasks that block give way to others
        }
        return key == Attr.BUFFERED ? (int) Math.min(Integer.MAX_VALUE, tasks.inFlight()) : null;
    }

    @Override
    public String toString() {
        return name;
    }
}
