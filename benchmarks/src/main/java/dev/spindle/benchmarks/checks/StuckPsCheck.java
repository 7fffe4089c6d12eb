package dev.spindle.benchmarks.checks;

import dev.spindle.benchmarks.engine.Engine;
import dev.spindle.benchmarks.engine.Engines;
import dev.spindle.benchmarks.engine.SpindleEngine;
import dev.spindle.benchmarks.engine.Task;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;

/**
 * With every P held, first by CPU hogs and then by pinned blocking calls, how long a newly submitted goroutine waits; and
 * whether the surplus Ps and Ms go away afterwards.
 *
 * <p>Each try holds the Ps anew, so that it pays for the detection, and submits after a random delay. A holder gives up after
 * half a second, which bounds the wait on engines that never compensate.
 */
@Command(name = "stuck-ps", description = "Wait of a new goroutine while every P is held.")
public final class StuckPsCheck extends Check {

    private static final double LIMIT_MILLIS = 20;
    private static final int TRIES = 200;
    private static final int PEER_TRIES = 20;
    private static final long HOLD_MILLIS = 500;
    private static final int LONGEST_DELAY_MICROS = 20_000;
    private static final long RETIRE_MILLIS = 30_000;

    public static void main(String[] args) {
        run(new StuckPsCheck(), args);
    }

    @Override
    void measure(Report report) throws InterruptedException {
        PinnedBlock.verify();
        try (Engine engine = open()) {
            measure(report, engine, "stuck-ps-hog", false);
            measure(report, engine, "stuck-ps-pinned", true);
        }
    }

    private void measure(Report report, Engine engine, String name, boolean pinned) throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            waitOfNewcomer(engine, pinned);
        }
        var waits = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
        int tries = samples(isSpindle() ? TRIES : PEER_TRIES);
        for (int i = 0; i < tries; i++) {
            waits.recordValue(waitOfNewcomer(engine, pinned));
            awaitSurplusProcessorsGone(engine);
        }
        report.percentiles(name, "ms", waits, isSpindle() ? LIMIT_MILLIS : null);
        if (engine instanceof SpindleEngine) {
            report.figure(name + "-surplus-left", "", surplusAfter(engine, RETIRE_MILLIS), 0.0);
        }
    }

    private long waitOfNewcomer(Engine engine, boolean pinned) throws InterruptedException {
        var release = new CountDownLatch(1);
        var held = new CountDownLatch(ps());
        var ended = new CountDownLatch(ps());
        PinnedBlock.until(release);
        for (int i = 0; i < ps(); i++) {
            start(engine, () -> {
                held.countDown();
                if (pinned) {
                    PinnedBlock.block();
                } else {
                    compute(release);
                }
                ended.countDown();
            });
        }
        await(held, "the Ps to be held");
        TimeUnit.MICROSECONDS.sleep(ThreadLocalRandom.current().nextInt(LONGEST_DELAY_MICROS));
        var waited = new long[1];
        var ran = new CountDownLatch(1);
        long submitted = System.nanoTime();
        start(engine, () -> {
            waited[0] = System.nanoTime() - submitted;
            ran.countDown();
        });
        boolean ranBeside = ran.await(HOLD_MILLIS, TimeUnit.MILLISECONDS);
        release.countDown();
        if (!ranBeside) {
            await(ran, "the newcomer to run");
        }
        await(ended, "the holders to end");
        return waited[0];
    }

    /** Portable mode runs goroutines on the JDK's scheduler; what its own Ps run are plain tasks. */
    private void start(Engine engine, Task task) {
        if (engineName().equals(Engines.SPINDLE_PORTABLE)) {
            engine.execute(task);
        } else {
            engine.spawn(task);
        }
    }

    private static void compute(CountDownLatch release) {
        while (release.getCount() > 0) {
            Thread.onSpinWait();
        }
    }

    private static void await(CountDownLatch latch, String what) throws InterruptedException {
        if (!latch.await(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("Waited a minute for " + what);
        }
    }

    /** Spare Ms may stay for the next try, as they would in a service; surplus Ps would make it easy. */
    private static void awaitSurplusProcessorsGone(Engine engine) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (engine instanceof SpindleEngine spindle
                && spindle.surplusProcessors() > 0
                && System.nanoTime() < deadline) {
            Thread.sleep(1);
        }
    }

    /** Ps and Ms beyond the parallelism, once there are none or the time is over. */
    private static int surplusAfter(Engine engine, long millis) throws InterruptedException {
        if (!(engine instanceof SpindleEngine spindle)) {
            return 0;
        }
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        int surplus = spindle.surplus();
        while (surplus > 0 && System.nanoTime() < deadline) {
            Thread.sleep(1);
            surplus = spindle.surplus();
        }
        return surplus;
    }
}
