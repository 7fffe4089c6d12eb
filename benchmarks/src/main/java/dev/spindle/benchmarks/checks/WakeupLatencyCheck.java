package dev.spindle.benchmarks.checks;

import dev.spindle.SpinPolicy;
import dev.spindle.benchmarks.engine.Engine;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How long a task that a foreign thread submits waits for its first instruction, after the engine has had nothing to do for
 * a while; and what that costs: CPU time for each wake-up on threads other than the submitter's.
 *
 * <p>Closed loop by default: the next gap begins when the task has run, so every sample finds an engine that has idled for exactly
 * the gap, and no sample hides another's delay. With {@code --open} tasks are due at fixed times, whatever became of the earlier ones, and a wait
 * counts from the time when the task was due: a stall is charged to every task that it delays.
 */
@Command(
        name = "wakeup-latency",
        description = "Wait of a task submitted to an idle engine, by gap and spin policy (unnamed: balanced).")
public final class WakeupLatencyCheck extends Check {

    private static final int WARM_UP = 20_000;
    private static final int[] GAPS_MICROS = {10, 50, 1_000};
    private static final long SPUN_GAP_NANOS = 500_000;
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);

    @Option(names = "--open", description = "tasks are due at a fixed rate, one a gap")
    private boolean open;

    private volatile boolean ran;
    private long waited;

    public static void main(String[] args) {
        run(new WakeupLatencyCheck(), args);
    }

    @Override
    void measure(Report report) throws InterruptedException {
        if (!isSpindle()) {
            measure(report, SpinPolicy.BALANCED);
            return;
        }
        for (SpinPolicy spin : SpinPolicy.values()) {
            report.variant(spin == SpinPolicy.BALANCED ? null : spin.name().toLowerCase(Locale.ROOT));
            measure(report, spin);
        }
    }

    private void measure(Report report, SpinPolicy spin) throws InterruptedException {
        try (Engine engine = open(spin)) {
            closedLoop(engine, 10_000, WARM_UP);
            for (int micros : GAPS_MICROS) {
                int samples = samples(micros < 1_000 ? 20_000 : 3_000);
                long gap = TimeUnit.MICROSECONDS.toNanos(micros);
                String name = (open ? "wakeup-open-" : "wakeup-latency-") + micros + "us";
                long cpu = ProcessCpu.nanosOfOthers();
                Histogram waits = open ? openLoop(engine, gap, samples) : closedLoop(engine, gap, samples);
                cpu = ProcessCpu.nanosOfOthers() - cpu;
                report.percentiles(name, "us", waits, null);
                report.figure(name + "-cpu", "us", cpu / 1e3 / samples);
            }
        }
    }

    private Histogram closedLoop(Engine engine, long gap, int samples) {
        var waits = new Histogram(LONGEST_NANOS, 3);
        for (int i = 0; i < samples; i++) {
            pauseUntil(System.nanoTime() + gap);
            ran = false;
            long submitted = System.nanoTime();
            engine.execute(() -> {
                waited = System.nanoTime() - submitted;
                ran = true;
            });
            while (!ran) {
                Thread.onSpinWait();
            }
            waits.recordValue(waited);
        }
        return waits;
    }

    private static Histogram openLoop(Engine engine, long gap, int samples) throws InterruptedException {
        var waits = new ConcurrentHistogram(LONGEST_NANOS, 3);
        long first = System.nanoTime() + gap;
        for (int i = 0; i < samples; i++) {
            long due = first + i * gap;
            while (due - System.nanoTime() > 0) {
                Thread.onSpinWait(); // a sleep would end late, and that is nobody's wait
            }
            engine.execute(() -> waits.recordValue(System.nanoTime() - due));
        }
        while (waits.getTotalCount() < samples) {
            Thread.sleep(1);
        }
        return waits;
    }

    /** Sleeps through a long gap, computes through a short one. */
    private static void pauseUntil(long time) {
        for (long left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
            if (left > SPUN_GAP_NANOS) {
                LockSupport.parkNanos(left);
            } else {
                Thread.onSpinWait();
            }
        }
    }
}
