package dev.spindle.benchmarks.checks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Runs checks by name. Each check and engine gets a JVM of its own, with the flags that it needs, so that no figure depends
 * on what ran before it.
 */
@Command(
        name = "checks",
        mixinStandardHelpOptions = true,
        description = "Runs checks; prints figure, limit and PASS or FAIL. Exits with 1 if one failed.")
public final class Checks implements Callable<Integer> {

    private static final long PATIENCE_MINUTES = 15;

    /** The names of the checks, for the help text. */
    static final class Names implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return CheckEntry.names().iterator();
        }
    }

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    @Parameters(
            arity = "0..*",
            completionCandidates = Names.class,
            description = "checks to run (default: all): ${COMPLETION-CANDIDATES}")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--engine",
            split = ",",
            description = "engines to measure (default: those that the check compares)")
    private List<String> engines = new ArrayList<>();

    @Option(names = "--ps", description = "how many tasks run at once (default: the machine's processors)")
    private int ps = Runtime.getRuntime().availableProcessors();

    @Option(names = "--quick", description = "few samples: shows that the checks work, not what the engines do")
    private boolean quick;

    @Option(names = "--json", description = "print JSON lines")
    private boolean json;

    @Option(names = "--jvm-arg", description = "one more flag for the JVMs, such as -XX:+UseParallelGC; repeatable")
    private List<String> jvmArgs = new ArrayList<>();

    public static void main(String[] args) {
        System.exit(new CommandLine(new Checks()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        boolean passed = true;
        for (CheckEntry check : chosen()) {
            for (String engine : engines.isEmpty() ? check.engines() : engines) {
                passed &= runInJvm(check, engine);
            }
        }
        return passed ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private List<CheckEntry> chosen() {
        for (String name : names) {
            if (!CheckEntry.names().contains(name)) {
                throw new ParameterException(
                        spec.commandLine(), "No check '" + name + "'; there are " + CheckEntry.names());
            }
        }
        return CheckEntry.ALL.stream()
                .filter(check -> names.isEmpty() || names.contains(check.name()))
                .toList();
    }

    private boolean runInJvm(CheckEntry check, String engine) throws IOException, InterruptedException {
        var options = new ArrayList<String>();
        if (quick) {
            options.add("--quick");
        }
        if (json) {
            options.add("--json");
        }
        Process process = new ProcessBuilder(check.command(engine, ps, jvmArgs, options))
                .inheritIO()
                .start();
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            System.err.println("FAIL  " + check.name() + " " + engine + ": no end after " + PATIENCE_MINUTES + " min");
            return false;
        }
        if (process.exitValue() > 1) {
            System.err.println("FAIL  " + check.name() + " " + engine + ": exit code " + process.exitValue());
        }
        return process.exitValue() == 0;
    }
}
