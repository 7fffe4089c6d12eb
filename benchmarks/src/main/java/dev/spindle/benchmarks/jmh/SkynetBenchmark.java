package dev.spindle.benchmarks.jmh;

import dev.spindle.benchmarks.Group;
import dev.spindle.benchmarks.engine.Engines;
import dev.spindle.benchmarks.workload.TreeWorkloads;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;

/** Skynet: a tree of goroutines with a million leaves; the time of the whole tree. */
public class SkynetBenchmark extends EngineBenchmark {

    private static final int LEAVES = 1_000_000;

    @Param({Engines.SPINDLE_NATIVE, Engines.SPINDLE_PORTABLE, Engines.JDK_VIRTUAL, Engines.JOX})
    public String engine = Engines.SPINDLE_NATIVE;

    @Override
    String engineName() {
        return engine;
    }

    @Benchmark
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    @Row(
            value = "skynet",
            group = Group.SCHEDULER,
            operation = "a tree of goroutines with a million leaves that send their number up",
            headline = true,
            ps = {1, 2, 4, 8})
    public long tree() throws InterruptedException {
        return TreeWorkloads.skynet(engine(), LEAVES);
    }
}
