package dev.spindle.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
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

    @Option(
            names = "--only",
            paramLabel = "REGEX",
            converter = Regex.class,
            description = "cases to measure: a regular expression that their names contain")
    private Pattern only = Pattern.compile("");

    @Option(names = "--headlines", description = "measure the headlines only")
    private boolean headlines;

    @Option(
            names = "--peer",
            paramLabel = "REGEX",
            converter = Regex.class,
            description = "peers to measure: a regular expression that their names contain")
    private Pattern peer = Pattern.compile("");

    @Option(
            names = "--ps",
            split = ",",
            paramLabel = "N",
            description = "numbers of Ps (default: those that each row asks for)")
    private Set<Integer> ps = new LinkedHashSet<>();

    @Option(
            names = "--gc",
            split = ",",
            paramLabel = "GC",
            description = "collectors, g1 or parallel (default: both for the headlines)")
    private Set<Gc> gcs = new LinkedHashSet<>();

    @Option(
            names = "--forks",
            paramLabel = "N",
            description = "processes for each figure (default: 1 with --quick, else 3)")
    private @Nullable Integer forks;

    @Option(names = "--json", paramLabel = "FILE", description = "the file of figures (default: docs/benchmarks.json)")
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

    @Option(names = "--since", hidden = true, description = "when the command began, in seconds since 1970")
    private @Nullable Long since;

    private Progress progress = new Progress(System.out, Duration.ZERO);

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Bench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((e, args) -> {
                    e.getCommandLine().getErr().println("bench: " + e.getMessage() + " (--help lists the options)");
                    return ExitCode.USAGE;
                })
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    if (!(e instanceof IOException)) {
                        throw e;
                    }
                    command.getErr().println("bench: " + e.getMessage());
                    return ExitCode.SOFTWARE;
                });
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path file = json == null ? root.resolve("docs/benchmarks.json") : json;
        if (since != null) {
            progress = new Progress(System.out, Duration.ofSeconds(Instant.now().getEpochSecond() - since));
        }
        Effort effort = effort();
        Ratios ratios = Ratios.open(root.resolve("benchmarks/ratios.json"), effort);
        requireUsable(file, ratios);
        Catalog catalog = Catalog.ofThisBuild();
        boolean good = true;
        List<Result> fresh;
        if (reportOnly) {
            fresh = ResultFile.read(file, Machine.describe()).results();
        } else {
            var measurement = new Measurement(root, file, catalog, progress);
            Plan plan = plan(measurement, ratios, catalog);
            if (list) {
                progress.list(plan, effort);
                return ExitCode.OK;
            }
            makePlace(file);
            good = measurement.carryOut(plan, effort, resume);
            good &= !check || secondLook(measurement, plan, effort, ratios, catalog);
            fresh = measurement.results();
        }
        write(file, catalog);
        if (check) {
            good &= ratios.check(fresh, progress);
        }
        if (store) {
            progress.say(ratios.store(fresh) + " ratios are stored now");
        }
        return good ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    /** A file keeps to one machine; the one that nobody named begins anew on another. */
    private void makePlace(Path file) throws IOException {
        String here = Machine.describe();
        String there = ResultFile.read(file, here).machine();
        if (!there.equals(here)) {
            progress.say("The figures of another machine (" + there + ") make place for those of this one.");
            new ResultFile(here, List.of()).write(file);
        }
    }

    private Effort effort() {
        if (forks != null && forks < 1) {
            throw misuse("--forks is " + forks + "; it must be at least 1");
        }
        Effort effort = quick ? Effort.QUICK : Effort.FULL;
        return forks == null ? effort : effort.withForks(forks);
    }

    /** What the options ask for; a check needs only what has been stored. */
    private Plan plan(Measurement measurement, Ratios ratios, Catalog catalog)
            throws IOException, InterruptedException {
        Plan plan = measurement.plan(wanted());
        if (headlines) {
            plan = plan.where(
                    block -> block.entry().headline() && !block.entry().detail());
        }
        if (check) {
            plan = plan.where(block -> ratios.has(block, catalog));
        }
        if (plan.blocks().isEmpty()) {
            throw misuse("No case is left by these options; --list shows all");
        }
        return plan;
    }

    /** Measures what seems to have fallen with two processes more, before it is blamed. */
    private boolean secondLook(Measurement measurement, Plan plan, Effort effort, Ratios ratios, Catalog catalog)
            throws IOException, InterruptedException {
        List<Result> first = measurement.results();
        Plan doubtful = plan.where(block -> ratios.fell(block, catalog, first));
        if (doubtful.blocks().isEmpty()) {
            return true;
        }
        progress.say("Some seem to have fallen; once more:");
        return measurement.carryOut(doubtful, effort.withForks(effort.forks() + 2), true);
    }

    private void write(Path file, Catalog catalog) throws IOException {
        ResultFile results = ResultFile.read(file, Machine.describe()).ordered(catalog.order());
        results.write(file);
        if (!noDocs) {
            List<Plots.Written> plots = new Plots(root.resolve("docs/img")).write(catalog, results.results());
            Region.replace(document(), new MarkdownReport(catalog, results).lines(plots));
        }
    }

    private Path document() {
        return root.resolve("docs/benchmarks.md");
    }

    private Plan.Wanted wanted() {
        return new Plan.Wanted(
                name -> only.matcher(name).find(), name -> peer.matcher(name).find(), ps, gcs);
    }

    /** Finds what is wrong before anything is measured. */
    private void requireUsable(Path file, Ratios ratios) throws IOException {
        if (ps.stream().anyMatch(n -> n < 1)) {
            throw misuse("--ps has a number below 1");
        }
        if (reportOnly && !Files.exists(file)) {
            throw misuse("There are no figures to report: " + file + " is missing");
        }
        if (check) {
            ratios.requireSome();
        }
        if (list) {
            return;
        }
        try {
            ResultFile.requireWritable(file);
        } catch (IOException e) {
            throw misuse(String.valueOf(e.getMessage()));
        }
        String here = Machine.describe();
        String there = ResultFile.read(file, here).machine();
        if (!reportOnly && json != null && !there.equals(here)) {
            throw misuse(file + " has figures of another machine (" + there + "); let --json name a new file");
        }
        if (!noDocs) {
            Region.requireIn(document());
        }
    }

    private ParameterException misuse(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
