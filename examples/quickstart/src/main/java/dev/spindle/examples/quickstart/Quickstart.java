package dev.spindle.examples.quickstart;

import dev.spindle.GoRuntime;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The command line of the word count. */
@Command(
        name = "quickstart",
        sortOptions = false,
        description = {
            "Counts the words of a directory tree: a goroutine a file reads it, a channel hands its words to a Flux"
                    + " (Reactor) or a Flowable (RxJava), which adds them up on Spindle's scheduler.",
            "",
            "A word is a run of the letters A to Z in either case. Counted are all regular files below PATH, hidden"
                    + " ones included, but for those in directories named .git or target, and binary files (a zero byte"
                    + " in the first 8 KiB). Symbolic links are not followed.",
            "",
            "What cannot be read is named on standard error and counted. Exit codes: 0 done, 2 bad arguments or no"
                    + " such PATH.",
            ""
        })
public final class Quickstart implements Callable<Integer> {

    private static final Duration END = Duration.ofSeconds(1);

    private static final class ModeConverter implements ITypeConverter<GoRuntime.Mode> {
        @Override
        public GoRuntime.Mode convert(String value) {
            return switch (value) {
                case "native" -> GoRuntime.Mode.NATIVE;
                case "portable" -> GoRuntime.Mode.PORTABLE;
                default -> throw new TypeConversionException("it must be native or portable, not '" + value + "'");
            };
        }
    }

    private static final class EngineConverter implements ITypeConverter<Engine> {
        @Override
        public Engine convert(String value) {
            return switch (value) {
                case "reactor" -> Engine.REACTOR;
                case "rxjava" -> Engine.RXJAVA;
                default -> throw new TypeConversionException("it must be reactor or rxjava, not '" + value + "'");
            };
        }
    }

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many words to list (default: 10).")
    private int top = 10;

    @Option(
            names = "--mode",
            paramLabel = "native|portable",
            converter = ModeConverter.class,
            description = "How goroutines run (default: native where the JVM allows it).")
    private GoRuntime.@Nullable Mode mode;

    @Option(
            names = "--engine",
            paramLabel = "reactor|rxjava",
            defaultValue = "reactor",
            converter = EngineConverter.class,
            description = "The library that adds up (default: reactor).")
    private Engine engine = Engine.REACTOR;

    @Parameters(
            arity = "0..1",
            paramLabel = "PATH",
            defaultValue = "$" + "{env:QUICKSTART_PATH:-.}",
            description = "A directory or a file (default: this repository).")
    private Path path = Path.of(".");

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    @SuppressWarnings("unused") // picocli looks at the option itself
    private boolean help;

    @Spec
    private @Nullable CommandSpec spec;

    /**
     * Runs the word count and ends the JVM.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Quickstart()).execute(args));
    }

    @Override
    public Integer call() {
        CommandLine line = commandLine();
        if (top < 0) {
            throw new ParameterException(line, "Invalid value for option '--top': it must be 0 or more, not " + top);
        }
        String unusable = unusable(path);
        if (unusable != null) {
            line.getErr().println("quickstart: " + Problems.printable(path) + ": " + unusable);
            return CommandLine.ExitCode.USAGE;
        }
        count(line.getOut(), line.getErr());
        return CommandLine.ExitCode.OK;
    }

    private CommandLine commandLine() {
        if (spec == null) {
            throw new IllegalStateException("made by picocli only");
        }
        return spec.commandLine();
    }

    private static @Nullable String unusable(Path path) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return attributes.isRegularFile() || attributes.isDirectory() ? null : "neither a file nor a directory";
        } catch (IOException e) {
            return Problems.reason(e);
        }
    }

    private void count(PrintWriter out, PrintWriter err) {
        var builder = GoRuntime.builder().name("quickstart");
        if (mode != null) {
            builder.mode(mode);
        }
        GoRuntime runtime = builder.build();
        try {
            Problems problems = new Problems(err);
            long start = System.nanoTime();
            WordCount.Result result = new WordCount(runtime, problems, engine).run(path);
            Duration time = Duration.ofNanos(System.nanoTime() - start);
            print(out, result, problems, time, runtime);
        } finally {
            runtime.close(END);
        }
    }

    private void print(PrintWriter out, WordCount.Result result, Problems problems, Duration time, GoRuntime runtime) {
        Totals totals = result.totals();
        for (Tally.Entry entry : totals.tally().top(top)) {
            out.println(entry.count() + " " + entry.word());
        }
        out.println();
        out.println("files       " + totals.files() + " counted, " + totals.binaries() + " binary, " + problems.count()
                + " not readable, " + result.links() + " links passed by");
        out.println("bytes       " + totals.bytes());
        out.println(
                "words       " + totals.tally().words() + ", " + totals.tally().differentWords() + " different");
        out.println("time        " + String.format(Locale.ROOT, "%.3f s", time.toNanos() / 1e9));
        out.println("goroutines  " + result.goroutines() + ": one a file, one that walks, one that feeds the "
                + engine.stream());
        out.println("parked      " + result.parkedSends() + " times a reader waited for demand");
        out.println("mode        " + runtime.mode().name().toLowerCase(Locale.ROOT) + ": " + runtime.modeReason());
        out.println("trace       " + runtime.trace());
        out.flush();
    }
}
