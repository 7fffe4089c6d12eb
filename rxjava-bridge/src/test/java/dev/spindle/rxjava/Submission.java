package dev.spindle.rxjava;

import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.disposables.Disposable;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One of the six ways to submit a task. */
interface Submission {

    Disposable submit(Runnable task);

    static List<Submission> all(Scheduler scheduler, Scheduler.Worker worker) {
        return List.of(
                scheduler::scheduleDirect,
                task -> scheduler.scheduleDirect(task, 1, TimeUnit.MICROSECONDS),
                task -> scheduler.schedulePeriodicallyDirect(task, 0, 1, TimeUnit.MICROSECONDS),
                worker::schedule,
                task -> worker.schedule(task, 1, TimeUnit.MICROSECONDS),
                task -> worker.schedulePeriodically(task, 0, 1, TimeUnit.MICROSECONDS));
    }

    static List<Submission> periodic(Scheduler scheduler, Scheduler.Worker worker) {
        return List.of(
                task -> scheduler.schedulePeriodicallyDirect(task, 0, 1, TimeUnit.MICROSECONDS),
                task -> worker.schedulePeriodically(task, 0, 1, TimeUnit.MICROSECONDS));
    }
}
