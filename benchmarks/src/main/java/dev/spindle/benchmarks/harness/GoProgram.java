package dev.spindle.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The workloads as a Go program: built where Go is installed, else missing. */
final class GoProgram implements Runner {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int QUICK_OPERATIONS = 200_000;
    private static final int OPERATIONS = 1_000_000;

    private final Path program;
    private final Path log;

    private GoProgram(Path program, Path log) {
        this.program = program;
        this.log = log;
    }

    /**
     * Builds the program.
     *
     * @param benchmarks the directory of the module
     * @param log where Go's own words go
     * @return the program, or nothing if there is no Go, or one that cannot build it, which the log then tells of
     */
    static Optional<GoProgram> build(Path benchmarks, Path log) throws IOException, InterruptedException {
        Path source = benchmarks.resolve("src/main/go");
        Path program = benchmarks.resolve("target/spindle-go-bench").toAbsolutePath();
        if (!isInstalled()) {
            return Optional.empty();
        }
        try {
            Subprocess.run(List.of("go", "build", "-o", program.toString(), "."), source, log, PATIENCE, 0);
        } catch (IOException e) {
            Files.writeString(
                    log,
                    "The Go program cannot be built: " + e.getMessage() + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            return Optional.empty();
        }
        return Optional.of(new GoProgram(program, log));
    }

    private static boolean isInstalled() throws InterruptedException {
        try {
            return new ProcessBuilder("go", "version").start().waitFor() == 0;
        } catch (IOException e) {
            return false; // there is no such program
        }
    }

    /** The names of its cases. */
    Set<String> cases() throws IOException, InterruptedException {
        return new LinkedHashSet<>(
                Subprocess.run(List.of(program.toString(), "-list"), Path.of("."), log, PATIENCE, 0));
    }

    @Override
    public List<Sample> run(Job job, Effort effort) throws IOException, InterruptedException {
        if (!Files.isExecutable(program)) {
            throw new IOException(program + " is gone");
        }
        List<String> command = List.of(
                program.toString(),
                "-case",
                "^" + job.entry().name() + "$",
                "-procs",
                Integer.toString(job.ps()),
                "-reps",
                Integer.toString(effort.reps()),
                "-n",
                Integer.toString(operations(job, effort)));
        return LineOutput.parse(Subprocess.run(command, Path.of("."), log, PATIENCE, 0), job);
    }

    /** A tree of a fixed size is measured as a whole. */
    private static int operations(Job job, Effort effort) {
        return effort.isQuick() && !job.entry().name().equals("skynet") ? QUICK_OPERATIONS : OPERATIONS;
    }
}
