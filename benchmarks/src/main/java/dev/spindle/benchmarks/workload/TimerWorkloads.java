package dev.spindle.benchmarks.workload;

import dev.spindle.benchmarks.engine.Engine;
import dev.spindle.benchmarks.engine.TimerEngine;
import dev.spindle.channel.Channel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Timers, and goroutines that sleep. */
public final class TimerWorkloads {

    private static final Duration A_NANOSECOND = Duration.ofNanos(1);

    private TimerWorkloads() {}

    /** A task of the engine makes and stops {@code n} timers, one after the other, each an hour away. */
    public static void startStop(TimerEngine timers, int n) throws InterruptedException {
        var end = new Countdown(1);
        Runnable nothing = () -> {};
        timers.execute(() -> {
            for (int i = 0; i < n; i++) {
                timers.schedule(nothing, TimeUnit.HOURS.toNanos(1)).cancel();
            }
            end.countDown();
        });
        end.await();
    }

    /** A task of the engine makes {@code n} timers that are due at once, until all have run. */
    public static void fire(TimerEngine timers, int n) throws InterruptedException {
        var all = new Countdown(n);
        Runnable task = all::countDown;
        timers.execute(() -> {
            for (int i = 0; i < n; i++) {
                timers.schedule(task, 1);
            }
        });
        all.await();
    }

    /** One goroutine starts {@code n} others, each of which sleeps for a nanosecond and ends. */
    public static void sleep(Engine engine, int n) throws InterruptedException {
        Crew.run(engine, n, () -> Thread.sleep(A_NANOSECOND));
    }

    /** A goroutine receives {@code n} times from a channel that gets an element after a nanosecond. Only Spindle and Go have those. */
    public static void after(Engine engine, int n) throws InterruptedException {
        Crew.run(engine, 1, () -> {
            for (int i = 0; i < n; i++) {
                Channel.after(A_NANOSECOND).receive();
            }
        });
    }

    /**
     * Makes timers that are an hour and more away.
     *
     * @return their handles
     */
    public static TimerEngine.Handle[] faraway(TimerEngine timers, int n) {
        var handles = new TimerEngine.Handle[n];
        for (int i = 0; i < n; i++) {
            handles[i] = timers.schedule(() -> {}, TimeUnit.HOURS.toNanos(1) + i);
        }
        return handles;
    }
}
