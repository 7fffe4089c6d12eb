package dev.spindle.benchmarks.checks;

import dev.spindle.SpinPolicy;
import dev.spindle.benchmarks.engine.Engine;
import dev.spindle.benchmarks.engine.Engines;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * A program that measures one engine and says whether it keeps its limits. Exit codes: 0 passed, 1 a limit was not kept,
 * 2 wrong options, 3 it broke down, and what it printed is not all. It may leave the process as it likes; each check has one to itself.
 */
@Command(mixinStandardHelpOptions = true)
public abstract class Check implements Callable<Integer> {

    private static final int BROKE_DOWN = 3;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--engine", description = "what to measure (default: ${DEFAULT-VALUE})")
    private String engine = Engines.SPINDLE_NATIVE;

    @Option(names = "--ps", description = "how many tasks run at once (default: the machine's processors)")
    private int ps = Runtime.getRuntime().availableProcessors();

    @Option(names = "--quick", description = "few samples: shows that the check works, not what the engine does")
    private boolean quick;

    @Option(names = "--json", description = "print JSON lines")
    private boolean json;

    /** Measures and reports. */
    abstract void measure(Report report) throws Exception;

    @Override
    public final Integer call() {
        var report = new Report(spec.commandLine().getOut(), json, engine, ps);
        try {
            measure(report);
        } catch (Throwable e) { // no memory is one of those
            e.printStackTrace();
            return BROKE_DOWN;
        }
        return report.failed() ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
    }

    /** Runs a check as a program of its own, and ends the process. */
    static void run(Check check, String... args) {
        System.exit(new CommandLine(check).execute(args));
    }

    final String engineName() {
        return engine;
    }

    final boolean isSpindle() {
        return engine.equals(Engines.SPINDLE_NATIVE) || engine.equals(Engines.SPINDLE_PORTABLE);
    }

    /** Whether its tasks may not block. */
    final boolean isPool() {
        return engine.equals(Engines.FORK_JOIN)
                || engine.equals(Engines.REACTOR_PARALLEL)
                || engine.equals(Engines.RXJAVA_COMPUTATION);
    }

    final int ps() {
        return ps;
    }

    final boolean quick() {
        return quick;
    }

    /** The full number of samples, or a twentieth. */
    final int samples(int full) {
        return quick ? Math.max(1, full / 20) : full;
    }

    final Engine open() {
        return Engines.open(engine, ps);
    }

    final Engine open(SpinPolicy spin) {
        return Engines.open(engine, ps, spin);
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
