package dev.spindle.examples.webflux;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.Unmatched;

/** The command line of the service. */
@Command(
        name = "webflux-demo",
        sortOptions = false,
        description = {
            "Serves orders by WebFlux on Netty, from handlers that block: JDBC lookups, row streams with"
                    + " backpressure, calls that fan out. Open the address that it prints.",
            "",
            "Settings of Spring can be given as --KEY=VALUE with a dot in the KEY, such as"
                    + " --spring.datasource.url=jdbc:postgresql://localhost/orders. Exit codes: 1 the service did not"
                    + " start, 2 bad arguments.",
            ""
        })
public final class WebfluxDemo implements Callable<Integer> {

    private static final Pattern SPRING_SETTING = Pattern.compile("--[a-z][a-z0-9-]*(\\.[\\w\\[\\]-]+)+=.*");

    /** The settings that an option stands for. */
    private static final Map<String, String> OF_OPTIONS = Map.of(
            "server.port", "--port", "demo.scheduler", "--scheduler", "spindle.blocking-handlers", "--scheduler");

    private static final int LAST_PORT = 65_535;

    private static final class SchedulerConverter implements ITypeConverter<SchedulerName> {
        @Override
        public SchedulerName convert(String value) {
            return Arrays.stream(SchedulerName.values())
                    .filter(scheduler -> scheduler.option().equals(value))
                    .findAny()
                    .orElseThrow(() -> new TypeConversionException("it must be "
                            + Arrays.stream(SchedulerName.values())
                                    .map(SchedulerName::option)
                                    .collect(Collectors.joining(" or "))
                            + ", not '" + value + "'"));
        }
    }

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "Where to listen, on all addresses; 0 takes a free port (default: 8080).")
    private int port = 8080;

    @Option(
            names = "--scheduler",
            paramLabel = "spindle|boundedElastic|virtual",
            defaultValue = "spindle",
            converter = SchedulerConverter.class,
            description = "What runs the handlers that block: goroutines, Reactor's pool or virtual threads, to compare"
                    + " (default: spindle).")
    private SchedulerName scheduler = SchedulerName.SPINDLE;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    @SuppressWarnings("unused") // picocli looks at the option itself
    private boolean help;

    @Unmatched
    private List<String> others = new ArrayList<>();

    @Spec
    private @Nullable CommandSpec spec;

    private @Nullable ConfigurableApplicationContext context;

    /**
     * Starts the service, or ends the JVM.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        int code = commandLine(new WebfluxDemo()).execute(args);
        if (code != CommandLine.ExitCode.OK) {
            System.exit(code);
        }
    }

    /** With bad arguments told in one line. */
    static CommandLine commandLine(WebfluxDemo demo) {
        return new CommandLine(demo)
                .setParameterExceptionHandler((problem, _) -> {
                    problem.getCommandLine().getErr().println("webflux-demo: " + problem.getMessage());
                    return CommandLine.ExitCode.USAGE;
                })
                // Spring has logged it.
                .setExecutionExceptionHandler((_, _, _) -> CommandLine.ExitCode.SOFTWARE);
    }

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("made by picocli only");
        }
        CommandLine line = spec.commandLine();
        if (port < 0 || port > LAST_PORT) {
            throw new ParameterException(
                    line, "Invalid value for option '--port': it must be from 0 to " + LAST_PORT + ", not " + port);
        }
        for (String other : others) {
            if (!SPRING_SETTING.matcher(other).matches()) {
                throw new ParameterException(line, "Unknown option: '" + other + "'; --help tells which there are");
            }
            String key = other.substring(2, other.indexOf('='));
            if (OF_OPTIONS.containsKey(key)) {
                throw new ParameterException(
                        line, "Unknown option: '" + other + "'; " + OF_OPTIONS.get(key) + " says that");
            }
        }
        List<String> settings = new ArrayList<>(others);
        settings.add("--server.port=" + port);
        settings.add("--demo.scheduler=" + scheduler.option());
        settings.add("--spindle.blocking-handlers=" + (scheduler == SchedulerName.SPINDLE));
        context = new SpringApplicationBuilder(DemoApplication.class).run(settings.toArray(String[]::new));
        String listening = context.getEnvironment().getProperty("local.server.port");
        line.getOut().println("http://localhost:" + listening + "/ is served; handlers run on " + scheduler.option());
        line.getOut().flush();
        return CommandLine.ExitCode.OK;
    }

    /** The running service, once started. */
    ConfigurableApplicationContext context() {
        if (context == null) {
            throw new IllegalStateException("not started");
        }
        return context;
    }
}
