package dev.spindle.rxjava;

import dev.spindle.GoRuntime;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.disposables.Disposable;
import io.reactivex.rxjava3.plugins.RxJavaPlugins;
import io.reactivex.rxjava3.schedulers.Schedulers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A program that installs before anything of RxJava was used; prints what it sees, line by line. */
final class EarlyInstallation {

    private EarlyInstallation() {}

    public static void main(String[] args) {
        RxJavaPlugins.setInitComputationSchedulerHandler(standard -> Schedulers.from(Runnable::run));
        GoRxSchedulers.install();
        print("io", Schedulers.io());
        print("computation", Schedulers.computation());
        print("newThread", Schedulers.newThread());
        print("single", Schedulers.single());
        System.out.println("handlers " + (RxJavaPlugins.getIoSchedulerHandler() == null));
        System.out.println("threads " + rxThreads());
        Scheduler kept = Schedulers.io();

        System.out.println("drift tolerance " + leavesOutWhatItMissed(Schedulers.io()));

        GoRxSchedulers.uninstall();
        print("io again", Schedulers.io());
        print("kept", kept);
        System.out.println(
                "computation by its handler " + (threadOf(Schedulers.computation()) == Thread.currentThread()));
        System.out.println("threads " + (rxThreads() > 0));

        GoRxSchedulers.install();
        print("second", Schedulers.io());

        RxJavaPlugins.lockdown();
        GoRxSchedulers.uninstall();
        print("taken back in lockdown", Schedulers.io());
        try {
            GoRxSchedulers.install();
        } catch (IllegalStateException e) {
            System.out.println("lockdown " + e.getMessage());
        }
        System.exit(0); // without a word from anybody's threads
    }

    private static void print(String what, Scheduler scheduler) {
        Thread thread = threadOf(scheduler);
        System.out.println(what + " " + (thread.getName().startsWith("Rx") ? "RxJava" : "Spindle"));
    }

    private static Thread threadOf(Scheduler scheduler) {
        AtomicReference<Thread> thread = new AtomicReference<>();
        Flowable.fromCallable(Thread::currentThread).subscribeOn(scheduler).blockingSubscribe(thread::set);
        return thread.get();
    }

    /** Whether a periodic task that was late by ten periods begins to count from there. */
    private static boolean leavesOutWhatItMissed(Scheduler scheduler) {
        long period = TimeUnit.MILLISECONDS.toNanos(10);
        List<Long> times = new CopyOnWriteArrayList<>();
        CountDownLatch two = new CountDownLatch(2);
        long start = System.nanoTime();
        Disposable periodic = scheduler.schedulePeriodicallyDirect(
                () -> {
                    long begun = System.nanoTime();
                    while (times.isEmpty() && System.nanoTime() - start < 10 * period) {
                        Thread.onSpinWait();
                    }
                    times.add(times.isEmpty() ? System.nanoTime() : begun);
                    two.countDown();
                },
                0,
                period,
                TimeUnit.NANOSECONDS);
        try {
            two.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        periodic.dispose();
        return times.get(1) - times.get(0) >= period;
    }

    private static long rxThreads() {
        if (GoRuntime.shared().isClosed()) {
            throw new IllegalStateException("the shared runtime is never closed");
        }
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("Rx"))
                .count();
    }
}
