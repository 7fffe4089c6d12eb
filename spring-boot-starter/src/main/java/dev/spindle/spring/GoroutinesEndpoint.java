package dev.spindle.spring;

import dev.spindle.GoRuntime;
import dev.spindle.RuntimeStats;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * The actuator endpoint {@code goroutines}: for each runtime its numbers and, unless asked not to, a dump of its goroutines. As JSON, or as text where
 * the client prefers that.
 */
@Endpoint(id = "goroutines")
final class GoroutinesEndpoint {

    private final Map<String, GoRuntime> runtimes;

    /** For runtimes by their names. */
    GoroutinesEndpoint(Map<String, GoRuntime> runtimes) {
        this.runtimes = new LinkedHashMap<>(runtimes);
    }

    /**
     * As JSON.
     *
     * @param dump false leaves the dump out, which takes time in proportion to the number of goroutines
     */
    @ReadOperation
    Runtimes goroutines(@Nullable Boolean dump) {
        Map<String, Described> described = new LinkedHashMap<>();
        runtimes.forEach((name, runtime) -> described.put(name, describe(runtime, isWanted(dump))));
        return new Runtimes(described);
    }

    /**
     * As text, in the form of Go's traceback.
     *
     * @param dump as for JSON
     */
    @ReadOperation(produces = "text/plain;charset=UTF-8")
    String goroutinesAsText(@Nullable Boolean dump) {
        return runtimes.entrySet().stream()
                .map(each -> text(each.getKey(), each.getValue(), isWanted(dump)))
                .collect(Collectors.joining("\n"));
    }

    private static String text(String name, GoRuntime runtime, boolean dumped) {
        return "runtime " + name + ": " + mode(runtime) + ", " + runtime.modeReason() + "\n\n"
                + (dumped ? runtime.dump() : runtime.trace() + '\n');
    }

    private static boolean isWanted(@Nullable Boolean dump) {
        return dump == null || dump;
    }

    private static Described describe(GoRuntime runtime, boolean dumped) {
        return new Described(
                mode(runtime),
                runtime.modeReason(),
                runtime.isClosed(),
                runtime.stats(),
                dumped ? runtime.dump().lines().toList() : null);
    }

    private static String mode(GoRuntime runtime) {
        return runtime.mode().name().toLowerCase(Locale.ROOT);
    }

    /**
     * What the endpoint answers.
     *
     * @param runtimes by their names
     */
    record Runtimes(Map<String, Described> runtimes) implements OperationResponseBody {}

    /**
     * One runtime.
     *
     * @param mode {@code native} or {@code portable}
     * @param modeReason why
     * @param closed whether it is closed or about to be
     * @param stats its numbers
     * @param dump the lines of the dump; null where it was not wanted
     */
    record Described(
            String mode,
            String modeReason,
            boolean closed,
            RuntimeStats stats,
            @Nullable List<String> dump) {}
}
