package dev.spindle.benchmarks.checks;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One measured value. Smaller is better in every case.
 *
 * @param name the case, the same as in the Go program where both have it
 * @param peer the engine
 * @param variant a setting of the engine, or null
 * @param unit B, ns, us, ms
 * @param value the value
 * @param ps how many tasks the engine ran at once
 * @param limit the largest value that passes, or null where the figure is only for looking
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Figure(
        @JsonProperty("case") String name,
        String peer,
        @Nullable String variant,
        String unit,
        double value,
        int ps,
        @Nullable Double limit) {

    @JsonProperty("pass")
    boolean passes() {
        return limit == null || value <= limit;
    }

    /** The figure as one line for people. */
    String line() {
        String verdict = limit == null ? "" : passes() ? "PASS" : "FAIL";
        String who = variant == null ? peer : peer + " " + variant;
        String text = String.format(Locale.ROOT, "%-4s  %-28s %-26s %12.2f %s", verdict, name, who, value, unit);
        return limit == null ? text : text + String.format(Locale.ROOT, "  (limit %.0f %s)", limit, unit);
    }
}
