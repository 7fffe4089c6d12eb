package dev.spindle.rxjava;

import dev.spindle.GoRuntime;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.plugins.RxJavaPlugins;
import io.reactivex.rxjava3.schedulers.Schedulers;
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

    private static long rxThreads() {
        if (GoRuntime.shared().isClosed()) {
            throw new IllegalStateException("the shared runtime is never closed");
        }
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("Rx"))
                .count();
    }
}
