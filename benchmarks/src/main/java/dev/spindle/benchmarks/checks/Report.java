package dev.spindle.benchmarks.checks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import org.HdrHistogram.AbstractHistogram;
import org.jspecify.annotations.Nullable;

/** Where a check writes its figures: one line each, at once, and remembers whether one failed. Used by one thread. */
final class Report {

    private final PrintWriter out;
    private final @Nullable ObjectMapper json;
    private final String peer;
    private final int ps;
    private @Nullable String variant;
    private boolean failed;

    /**
     * A report of one engine.
     *
     * @param out where the lines go
     * @param asJson JSON lines in place of text
     * @param peer the engine
     * @param ps how many tasks it runs at once
     */
    Report(PrintWriter out, boolean asJson, String peer, int ps) {
        this.out = out;
        this.json = asJson ? new ObjectMapper() : null;
        this.peer = peer;
        this.ps = ps;
    }

    /** Names the setting of the engine that the figures to come belong to; null for none. */
    void variant(@Nullable String name) {
        variant = name;
    }

    void figure(String name, String unit, double value) {
        write(new Figure(name, peer, variant, unit, value, ps, null));
    }

    /** A figure with a limit, which fails the check when the value is larger; a null limit is none. */
    void figure(String name, String unit, double value, @Nullable Double limit) {
        write(new Figure(name, peer, variant, unit, value, ps, limit));
    }

    /**
     * Median, 99th percentile and maximum of times recorded in nanoseconds.
     *
     * @param name the case; "-p50" and so on is appended
     * @param unit "us" or "ms"
     * @param times the times
     * @param p99Limit in {@code unit}, or null
     */
    void percentiles(String name, String unit, AbstractHistogram times, @Nullable Double p99Limit) {
        double scale = unit.equals("ms") ? 1e6 : 1e3;
        figure(name + "-p50", unit, times.getValueAtPercentile(50) / scale);
        figure(name + "-p99", unit, times.getValueAtPercentile(99) / scale, p99Limit);
        figure(name + "-max", unit, times.getMaxValue() / scale);
    }

    boolean failed() {
        return failed;
    }

    private void write(Figure figure) {
        failed |= !figure.passes();
        out.println(json == null ? figure.line() : toJson(json, figure));
        out.flush();
    }

    private static String toJson(ObjectMapper json, Figure figure) {
        try {
            return json.writeValueAsString(figure);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A figure that JSON cannot hold: " + figure, e);
        }
    }
}
