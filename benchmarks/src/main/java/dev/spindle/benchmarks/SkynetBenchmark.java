package dev.spindle.benchmarks;

import dev.spindle.benchmarks.engine.Engines;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;

/** Skynet: a tree of goroutines with a million leaves; the time of the whole tree. */
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class SkynetBenchmark extends EngineBenchmark {

    @Param({Engines.SPINDLE_NATIVE, Engines.SPINDLE_PORTABLE, Engines.JDK_VIRTUAL, Engines.JOX})
    public String engine = Engines.SPINDLE_NATIVE;

    @Param("1000000")
    public int leaves;

    @Override
    String engineName() {
        return engine;
    }

    @Benchmark
    public long tree() throws InterruptedException {
        return Workloads.skynet(engine(), leaves);
    }
}
