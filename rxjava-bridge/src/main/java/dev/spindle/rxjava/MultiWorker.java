package dev.spindle.rxjava;

import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.internal.schedulers.SchedulerMultiWorkerSupport;

/**
 * How {@code ParallelFlowable.runOn} asks a scheduler for several workers at once.
 *
 * <p>The interface for that is not part of RxJava's exported API: on the class path it is there, on the module path it is not, unless
 * the application exports it to us. So only classes implement it that are not loaded otherwise; without it RxJava asks for
 * one worker after the other, which comes to the same, as ours are not tied to threads.
 */
final class MultiWorker {

    private static final boolean VISIBLE = Scheduler.class
            .getModule()
            .isExported("io.reactivex.rxjava3.internal.schedulers", MultiWorker.class.getModule());

    private MultiWorker() {}

    static boolean isVisible() {
        return VISIBLE;
    }

    static void createOneByOne(Scheduler scheduler, int number, SchedulerMultiWorkerSupport.WorkerCallback callback) {
        if (number < 1) {
            throw new IllegalArgumentException("number must be at least 1, not " + number);
        }
        for (int i = 0; i < number; i++) {
            callback.onWorker(i, scheduler.createWorker());
        }
    }
}
