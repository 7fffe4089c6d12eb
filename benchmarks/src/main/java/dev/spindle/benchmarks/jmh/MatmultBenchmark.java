package dev.spindle.benchmarks.jmh;

import dev.spindle.benchmarks.Group;
import dev.spindle.benchmarks.engine.Engines;
import dev.spindle.benchmarks.workload.TreeWorkloads;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;

/** A matrix product by goroutines that halve it. */
public class MatmultBenchmark extends EngineBenchmark {

    @Param({Engines.SPINDLE_NATIVE, Engines.SPINDLE_PORTABLE, Engines.JDK_VIRTUAL, Engines.JOX})
    public String engine = Engines.SPINDLE_NATIVE;

    @Override
    String engineName() {
        return engine;
    }

    @Benchmark
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    @Row(value = "matmult", group = Group.SCHEDULER, operation = "the product of two 128 x 128 matrices by halving")
    public void product() throws InterruptedException {
        TreeWorkloads.matmult(engine(), 128);
    }
}
