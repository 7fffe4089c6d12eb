package dev.spindle.benchmarks.harness;

import dev.spindle.benchmarks.checks.CheckEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Runs a check; whether it keeps its limits does not matter here. */
final class CheckRunner implements Runner {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int FAILED_A_LIMIT = 1;

    private final Path log;

    /**
     * A runner.
     *
     * @param log where what the checks write to their error streams goes
     */
    CheckRunner(Path log) {
        this.log = log;
    }

    @Override
    public List<Sample> run(Job job, Effort effort) throws IOException, InterruptedException {
        CheckEntry check = CheckEntry.ALL.stream()
                .filter(each -> each.name().equals(job.entry().target()))
                .findFirst()
                .orElseThrow(
                        () -> new IOException("There is no check " + job.entry().target()));
        List<String> options = effort.isQuick() ? List.of("--json", "--quick") : List.of("--json");
        List<String> command =
                check.command(job.peer(), job.ps(), List.of(job.gc().flag()), options);
        return LineOutput.parse(Subprocess.run(command, Path.of("."), log, PATIENCE, FAILED_A_LIMIT), job);
    }
}
