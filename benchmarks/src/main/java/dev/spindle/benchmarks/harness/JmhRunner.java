package dev.spindle.benchmarks.harness;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs a JMH method with one fork. This process starts it and stays idle meanwhile. */
final class JmhRunner implements Runner {

    private static final TimeValue PATIENCE = TimeValue.seconds(60);

    private final PrintStream log;

    /**
     * A runner.
     *
     * @param log where JMH's own words go
     */
    JmhRunner(PrintStream log) {
        this.log = log;
    }

    @Override
    public List<Sample> run(Job job, Effort effort) throws IOException {
        Path result = Files.createTempFile("bench", ".json");
        try {
            ChainedOptionsBuilder options = new OptionsBuilder()
                    .include("^" + Pattern.quote(job.entry().target()) + "$")
                    .param(JmhCatalog.ENGINE, job.peer())
                    .param(JmhCatalog.PS, Integer.toString(job.ps()))
                    .forks(1)
                    .warmupIterations(effort.warmups(job.entry()))
                    .warmupTime(TimeValue.milliseconds(effort.warmup().toMillis()))
                    .measurementIterations(effort.iterations())
                    .measurementTime(TimeValue.milliseconds(effort.iteration().toMillis()))
                    .timeout(PATIENCE)
                    .shouldFailOnError(true)
                    .addProfiler(GCProfiler.class)
                    .jvmArgsAppend(job.gc().flag())
                    .result(result.toString())
                    .resultFormat(ResultFormatType.JSON);
            for (Map.Entry<String, String> param : job.entry().params().entrySet()) {
                options.param(param.getKey(), param.getValue());
            }
            new org.openjdk.jmh.runner.Runner(
                            options.build(), OutputFormatFactory.createFormatInstance(log, VerboseMode.NORMAL))
                    .run();
            return JmhOutput.parse(Files.readString(result), job);
        } catch (RunnerException e) {
            throw new IOException(e.getMessage(), e);
        } finally {
            Files.delete(result);
        }
    }
}
