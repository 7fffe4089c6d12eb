package dev.spindle.benchmarks.harness;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Measures with all the programs there are: JMH, the checks and, where it can be built, the Go program. */
final class Measurement {

    private final Path target;
    private final Path logFile;
    private final Path benchmarks;
    private final Path file;
    private final Catalog catalog;
    private final Progress progress;
    private ResultFile measured;
    private @Nullable GoProgram go;

    /**
     * A measurement.
     *
     * @param root the repository
     * @param file where results are merged in
     * @param catalog what can be measured
     * @param progress says what happens
     */
    Measurement(Path root, Path file, Catalog catalog, Progress progress) {
        benchmarks = root.resolve("benchmarks");
        target = benchmarks.resolve("target");
        logFile = target.resolve("bench.log");
        this.file = file;
        this.catalog = catalog;
        this.progress = progress;
        measured = new ResultFile(Machine.describe(), List.of());
    }

    /** Builds the Go program and makes the plan. */
    Plan plan(Plan.Wanted wanted) throws IOException, InterruptedException {
        Files.createDirectories(target);
        Files.deleteIfExists(logFile);
        Optional<GoProgram> program = GoProgram.build(benchmarks, logFile);
        Set<String> goCases = program.isPresent() ? program.get().cases() : Set.of();
        if (program.isEmpty()) {
            progress.say(
                    "Go's rows are left out: it is not installed, or cannot build its program (see " + logFile + ").");
        }
        for (String unknown : catalog.unknown(List.copyOf(goCases))) {
            progress.say("The Go program has a case that nothing here has: " + unknown);
        }
        go = program.orElse(null);
        return Plan.of(catalog.entries(), goCases, wanted);
    }

    /**
     * Carries out a plan.
     *
     * @param resume leaves out the processes that have run before
     * @return whether all could be measured
     */
    boolean carryOut(Plan plan, Effort effort, boolean resume) throws IOException, InterruptedException {
        progress.plan(plan, effort);
        SampleLog log = SampleLog.open(target.resolve(file.getFileName() + "l"));
        if (!resume) {
            log.forget(plan.jobs());
        }
        PrintStream err = System.err;
        try (var jmhLog = new PrintStream(new FileOutputStream(logFile.toFile(), true), true, StandardCharsets.UTF_8)) {
            System.setErr(jmhLog); // JMH passes on there what its processes write to theirs
            var session = new Session(runners(jmhLog), effort, log, file, measured.machine(), progress);
            session.run(plan);
            measured = measured.with(session.measured());
            progress.leftOut(session.leftOut());
            if (!session.failed().isEmpty()) {
                progress.say("Not measured, see " + logFile + ": "
                        + session.failed().stream().map(Job::id).collect(Collectors.joining(", ")));
            }
            if (!session.leftOut().isEmpty() && session.measured().isEmpty()) {
                progress.say("Nothing was measured: there was no time for it");
                return false;
            }
            return session.failed().isEmpty();
        } finally {
            System.setErr(err);
        }
    }

    private Map<Source, Runner> runners(PrintStream jmhLog) {
        Map<Source, Runner> runners = new EnumMap<>(Source.class);
        runners.put(Source.JMH, new JmhRunner(jmhLog));
        runners.put(Source.CHECK, new CheckRunner(logFile));
        if (go != null) {
            runners.put(Source.GO, go);
        }
        return runners;
    }

    /** All that has been measured so far; the last look at a case counts. */
    List<Result> results() {
        return measured.results();
    }
}
