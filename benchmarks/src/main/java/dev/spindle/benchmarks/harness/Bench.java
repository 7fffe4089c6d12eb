package dev.spindle.benchmarks.harness;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./bench}: Spindle and its peers side by side. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures Spindle and its peers side by side; merges the figures into a JSON file, and writes"
                + " docs/benchmarks.md and docs/img from it.",
        footer = "Exits with 1 if something could not be measured, or --check found that something fell.")
public final class Bench implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    @Option(
            names = "--quick",
            description =
                    "at most 10 minutes: short iterations, one process a figure, and what does not fit is left out")
    private boolean quick;

    @Option(names = "--only", description = "cases to measure: a regular expression that their names contain")
    private Pattern only = Pattern.compile("");

    @Option(names = "--peer", description = "peers to measure: a regular expression that their names contain")
    private Pattern peer = Pattern.compile("");

    @Option(names = "--ps", split = ",", description = "numbers of Ps (default: those that each row asks for)")
    private Set<Integer> ps = new LinkedHashSet<>();

    @Option(names = "--gc", split = ",", description = "collectors, g1 or parallel (default: both for the headlines)")
    private Set<Gc> gcs = new LinkedHashSet<>();

    @Option(names = "--forks", description = "processes for each figure (default: 1 with --quick, else 3)")
    private @Nullable Integer forks;

    @Option(names = "--json", description = "the file of figures (default: docs/benchmarks.json)")
    private @Nullable Path json;

    @Option(names = "--resume", description = "leave out what an interrupted run with this file has measured already")
    private boolean resume;

    @Option(names = "--report", description = "measure nothing: only write the documents, and --check or --store")
    private boolean reportOnly;

    @Option(names = "--no-docs", description = "leave docs/benchmarks.md and docs/img as they are")
    private boolean noDocs;

    @Option(names = "--check", description = "name what fell by more than 15 %% beside its peers since --store")
    private boolean check;

    @Option(names = "--store", description = "store the ratios to the best peers for a later --check")
    private boolean store;

    @Option(names = "--list", description = "print what would be measured")
    private boolean list;

    @Option(names = "--root", hidden = true, description = "the repository")
    private Path root = Path.of(".");

    private final Progress progress = new Progress(System.out);

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Bench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    if (!(e instanceof IOException)) {
                        throw e;
                    }
                    System.err.println("bench: " + e.getMessage());
                    return ExitCode.SOFTWARE;
                });
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path file = json == null ? root.resolve("docs/benchmarks.json") : json;
        Catalog catalog = Catalog.ofThisBuild();
        boolean good = reportOnly || measure(catalog, file);
        if (list) {
            return ExitCode.OK;
        }
        ResultFile results = ResultFile.read(file, Machine.describe()).ordered(catalog.order());
        results.write(file);
        if (!noDocs) {
            List<Plots.Written> plots = new Plots(root.resolve("docs/img")).write(catalog, results.results());
            Region.replace(root.resolve("docs/benchmarks.md"), new MarkdownReport(catalog, results).lines(plots));
        }
        if (check) {
            good &= check(Baseline.of(results.results()));
        }
        if (store) {
            store(Baseline.of(results.results()));
        }
        return good ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    /** Whether all could be measured. */
    private boolean measure(Catalog catalog, Path file) throws IOException, InterruptedException {
        Effort effort = quick ? Effort.QUICK : Effort.FULL;
        if (forks != null) {
            if (forks < 1) {
                throw new ParameterException(spec.commandLine(), "--forks is " + forks + "; it must be at least 1");
            }
            effort = effort.withForks(forks);
        }
        if (!list) {
            requireSameMachine(file);
        }
        Path target = root.resolve("benchmarks/target");
        Path logFile = target.resolve("bench.log");
        Files.createDirectories(target);
        Files.deleteIfExists(logFile);
        Optional<GoProgram> go = GoProgram.build(root.resolve("benchmarks"), logFile);
        Set<String> goCases = go.isPresent() ? go.get().cases() : Set.of();
        if (go.isEmpty()) {
            progress.say("Go is not installed: its rows are left out.");
        }
        for (String unknown : catalog.unknown(List.copyOf(goCases))) {
            progress.say("The Go program has a case that nothing here has: " + unknown);
        }
        Plan plan = Plan.of(catalog.entries(), goCases, wanted());
        if (plan.blocks().isEmpty()) {
            throw new ParameterException(spec.commandLine(), "No case is left by these options; --list shows them");
        }
        if (list) {
            plan.blocks()
                    .forEach(block -> progress.say(
                            block + ": " + block.jobs().stream().map(Job::peer).collect(Collectors.joining(" "))));
            progress.plan(plan, effort);
            return true;
        }
        progress.plan(plan, effort);
        return carryOut(plan, effort, file, logFile, go);
    }

    private boolean carryOut(Plan plan, Effort effort, Path file, Path logFile, Optional<GoProgram> go)
            throws IOException, InterruptedException {
        Path samples = root.resolve("benchmarks/target").resolve(file.getFileName() + "l");
        SampleLog log = SampleLog.open(samples);
        if (!resume) {
            log.forget(plan.jobs());
        }
        PrintStream err = System.err;
        try (var jmhLog = new PrintStream(new FileOutputStream(logFile.toFile(), true), true, StandardCharsets.UTF_8)) {
            System.setErr(jmhLog); // JMH passes on there what its processes write to theirs
            Map<Source, Runner> runners = new EnumMap<>(Source.class);
            runners.put(Source.JMH, new JmhRunner(jmhLog));
            runners.put(Source.CHECK, new CheckRunner(logFile));
            go.ifPresent(program -> runners.put(Source.GO, program));
            var session = new Session(runners, effort, log, file, Machine.describe(), progress);
            session.run(plan);
            if (!session.leftOut().isEmpty()) {
                progress.say("Left out for want of time: "
                        + session.leftOut().stream().map(Block::toString).collect(Collectors.joining(", ")));
            }
            if (!session.failed().isEmpty()) {
                progress.say("Not measured, see " + logFile + ": "
                        + session.failed().stream().map(Job::id).collect(Collectors.joining(", ")));
            }
            return session.failed().isEmpty();
        } finally {
            System.setErr(err);
        }
    }

    private Plan.Wanted wanted() {
        return new Plan.Wanted(
                name -> only.matcher(name).find(), name -> peer.matcher(name).find(), ps, gcs);
    }

    /** Figures count beside those of the same machine only. */
    private void requireSameMachine(Path file) throws IOException {
        String here = Machine.describe();
        String there = ResultFile.read(file, here).machine();
        if (!there.equals(here)) {
            throw new ParameterException(
                    spec.commandLine(),
                    file + " has figures of another machine (" + there + "); let --json name a new file");
        }
    }

    private boolean check(Baseline now) throws IOException {
        Baseline stored = Baseline.read(ratios());
        List<Baseline.Fall> falls = stored.falls(now);
        falls.forEach(fall -> progress.say("FELL  " + fall));
        progress.say(String.format(
                Locale.ROOT,
                "%d of %d stored ratios compared, %d fell",
                stored.common(now),
                stored.ratios().size(),
                falls.size()));
        return falls.isEmpty();
    }

    private void store(Baseline now) throws IOException {
        Path file = ratios();
        Baseline merged = Files.exists(file) ? Baseline.read(file).with(now) : now;
        merged.write(file);
        progress.say(merged.ratios().size() + " ratios stored in " + file);
    }

    private Path ratios() {
        return root.resolve("benchmarks/ratios.json");
    }
}
