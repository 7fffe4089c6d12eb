package dev.spindle.benchmarks.harness;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Stored ratios of Spindle's cost to the best peer's, and what became worse than they say. Ratios, because times differ from machine to
 * machine; beside the same peers they hardly do.
 *
 * @param ratios one for each case, setting and mode
 */
record Baseline(List<Ratio> ratios) {

    /** By how much a ratio may grow: measurements on a shared machine differ by some percent anyway. */
    static final double TOLERANCE = 0.15;

    /** What the name of a case ends with that is the largest of many values: one event. */
    static final String MAXIMUM = "-max";

    /** What the name of a case ends with in which no runtime of anybody's runs. */
    static final String NOBODY = "-jvm-alone";

    /**
     * One ratio.
     *
     * @param name the case
     * @param ours the mode of Spindle
     * @param ps how many tasks ran at once
     * @param gc the collector
     * @param effort of which {@link Effort}: short runs end before all is compiled, and compare with short runs only
     * @param cost how many times as much ours costs as the best peer
     */
    record Ratio(@JsonProperty("case") String name, String ours, int ps, String gc, String effort, double cost) {

        Slot slot() {
            return new Slot(new Key(name, ours, ps, gc), effort);
        }
    }

    /** What a file holds one ratio for. */
    record Slot(Key key, String effort) {}

    /**
     * A ratio that grew.
     *
     * @param stored as it was
     * @param now as it is
     */
    record Fall(Ratio stored, double now) {

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%s of %s (%d P, %s) fell by %.0f %%: it costs %.3g times what the best peer does, and cost %.3g"
                            + " times",
                    stored.name(),
                    stored.ours(),
                    stored.ps(),
                    stored.gc(),
                    100 * (now / stored.cost() - 1),
                    now,
                    stored.cost());
        }
    }

    Baseline {
        ratios = List.copyOf(ratios);
    }

    /** Whether the figures of a case compare: allocations do not, as often one of the two is zero; a maximum is one event, and a JVM alone nobody's cost. */
    static boolean isCost(String name) {
        return !name.endsWith(JmhOutput.ALLOCATION) && !name.endsWith(MAXIMUM) && !name.endsWith(NOBODY);
    }

    /** The ratios of those results that {@linkplain #isCost compare} and are of an effort. */
    static Baseline of(List<Result> results, Effort effort) {
        var ratios = new ArrayList<Ratio>();
        List<Result> alike = results.stream()
                .filter(result -> result.quick() == effort.isQuick())
                .toList();
        for (Standing standing : Standing.of(alike)) {
            if (isCost(standing.name())) {
                for (String mode : Standing.MODES) {
                    standing.ratio(mode)
                            .filter(cost -> cost > 0)
                            .ifPresent(cost -> ratios.add(new Ratio(
                                    standing.name(), mode, standing.ps(), standing.gc(), effort.name(), cost)));
                }
            }
        }
        return new Baseline(ratios);
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read, or holds something else
     */
    static Baseline read(Path file) throws IOException {
        try {
            return new Baseline(Json.MAPPER.readValue(Files.readString(file), new TypeReference<List<Ratio>>() {}));
        } catch (JsonProcessingException e) {
            throw new IOException(file + " holds something else than ratios: " + e.getOriginalMessage(), e);
        }
    }

    void write(Path file) throws IOException {
        Json.write(file, ratios);
    }

    /** Those of runs of one effort. */
    Baseline of(Effort effort) {
        return new Baseline(ratios.stream()
                .filter(ratio -> ratio.effort().equals(effort.name()))
                .toList());
    }

    /** This with some ratios more, which replace those of the same case, mode and setting. */
    Baseline with(Baseline more) {
        Map<Slot, Ratio> merged = new LinkedHashMap<>();
        ratios.forEach(ratio -> merged.put(ratio.slot(), ratio));
        more.ratios.forEach(ratio -> merged.put(ratio.slot(), ratio));
        return new Baseline(new ArrayList<>(merged.values()));
    }

    /** What fell by more than the tolerance, the worst first. What was not measured now is left out. */
    List<Fall> falls(Baseline now) {
        Map<Slot, Ratio> current = new LinkedHashMap<>();
        now.ratios.forEach(ratio -> current.put(ratio.slot(), ratio));
        var falls = new ArrayList<Fall>();
        for (Ratio stored : ratios) {
            Ratio ratio = current.get(stored.slot());
            if (ratio != null && ratio.cost() > stored.cost() * (1 + TOLERANCE)) {
                falls.add(new Fall(stored, ratio.cost()));
            }
        }
        falls.sort(
                Comparator.comparingDouble(fall -> -fall.now() / fall.stored().cost()));
        return falls;
    }

    /** How many ratios both have. */
    long common(Baseline now) {
        List<Slot> slots = now.ratios.stream().map(Ratio::slot).toList();
        return ratios.stream().filter(ratio -> slots.contains(ratio.slot())).count();
    }
}
