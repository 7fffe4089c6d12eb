package dev.spindle.benchmarks.checks;

import dev.spindle.benchmarks.engine.Engine;
import dev.spindle.benchmarks.workload.SpawnWorkloads;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;

/**
 * CPU time of a process whose runtime has worked and now has nothing to do but to keep a thousand parked goroutines and a
 * sleeper that is an hour away, where its tasks may block. Beside it what the JVM by itself took before the runtime was made.
 */
@Command(name = "idle-cpu", description = "CPU time of an idle runtime over 5 s.")
public final class IdleCpuCheck extends Check {

    private static final double LIMIT_MILLIS = 10;
    private static final int WATCH_MILLIS = 5_000;
    private static final int QUICK_WATCH_MILLIS = 1_000;
    private static final int SETTLE_WINDOW_MILLIS = 1_000;
    private static final int SETTLE_WINDOWS = 20;
    private static final long SETTLED_NANOS = 3_000_000;

    public static void main(String[] args) {
        run(new IdleCpuCheck(), args);
    }

    @Override
    void measure(Report report) throws InterruptedException {
        settle();
        report.figure("idle-cpu-jvm-alone", "ms", watch());
        try (Engine engine = open()) {
            for (int i = 0; i < 10; i++) {
                SpawnWorkloads.spawn(engine, 200_000);
                SpawnWorkloads.submit(engine, 200_000);
            }
            if (!isPool()) {
                for (int i = 0; i < 1_000; i++) {
                    engine.spawn(IdleCpuCheck::parkForEver);
                }
                engine.spawn(IdleCpuCheck::sleepForAnHour);
            }
            settle();
            report.figure("idle-cpu", "ms", watch(), isSpindle() ? LIMIT_MILLIS : null);
        }
    }

    private static void parkForEver() {
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.park();
        }
    }

    private static void sleepForAnHour() {
        try {
            TimeUnit.HOURS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the engine closes
        }
    }

    /** Waits until two seconds in a row are quiet: compilers finish, pools retire. */
    private static void settle() throws InterruptedException {
        int quiet = 0;
        for (int i = 0; i < SETTLE_WINDOWS && quiet < 2; i++) {
            long before = ProcessCpu.nanos();
            Thread.sleep(SETTLE_WINDOW_MILLIS);
            quiet = ProcessCpu.nanos() - before < SETTLED_NANOS ? quiet + 1 : 0;
        }
    }

    /** Processor time over five seconds; a quick check watches one and takes the others to be like it. */
    private double watch() throws InterruptedException {
        int millis = quick() ? QUICK_WATCH_MILLIS : WATCH_MILLIS;
        long before = ProcessCpu.nanos();
        Thread.sleep(millis);
        return (ProcessCpu.nanos() - before) / 1e6 * WATCH_MILLIS / millis;
    }
}
