package dev.spindle.benchmarks.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What all benchmarks have in common: one engine a process, and how many tasks it runs at once. One invocation is one batch,
 * driven from JMH's thread, and long enough that its start does not count.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 2,
        jvmArgs = {"--add-opens=java.base/java.lang=ALL-UNNAMED", "-Xmx2g"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public abstract class SideBySide {

    /** Operations of one invocation. */
    public static final int BATCH = 500_000;

    /** The same where each operation takes a switch between tasks or more. */
    public static final int SWITCHES = 100_000;

    @Param({"1", "2"})
    public int ps;

    /** The subclass's {@code engine} parameter: the names it can run on differ. */
    abstract String engineName();
}
