package dev.spindle.benchmarks.harness;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What all processes together gave for one case, peer and setting.
 *
 * @param name the case
 * @param peer who ran it
 * @param unit ns, us, ms, B; for each operation
 * @param better which way the values improve
 * @param median of all iterations of all processes
 * @param p10 their 10th percentile
 * @param p90 their 90th percentile
 * @param ps how many tasks ran at once
 * @param gc the collector: g1, parallel, or go for that of Go
 * @param quick whether it is of a short run, in which not all code gets compiled; a file says so of those only
 */
record Result(
        @JsonProperty("case") String name,
        String peer,
        String unit,
        Better better,
        double median,
        double p10,
        double p90,
        int ps,
        String gc,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean quick) {

    Key key() {
        return new Key(name, peer, ps, gc);
    }

    boolean isOurs() {
        return peer.startsWith("spindle-");
    }

    /** Whether the ends of the two, from the 10th to the 90th percentile, have something in common. */
    boolean overlaps(Result other) {
        return p10 <= other.p90 && other.p10 <= p90;
    }

    /** Results of samples, in the order in which their keys come first. */
    static List<Result> of(List<Sample> samples, Effort effort) {
        Map<Key, List<Sample>> byKey = new LinkedHashMap<>();
        for (Sample sample : samples) {
            byKey.computeIfAbsent(sample.key(), key -> new ArrayList<>()).add(sample);
        }
        return byKey.values().stream()
                .map(each -> summary(each, effort.isQuick()))
                .toList();
    }

    private static Result summary(List<Sample> samples, boolean quick) {
        Sample first = samples.getFirst();
        double[] values = samples.stream()
                .flatMap(sample -> sample.values().stream())
                .mapToDouble(Double::doubleValue)
                .toArray();
        var statistics = new Statistics(values);
        return new Result(
                first.name(),
                first.peer(),
                first.unit(),
                first.better(),
                Statistics.rounded(statistics.median()),
                Statistics.rounded(statistics.percentile(10)),
                Statistics.rounded(statistics.percentile(90)),
                first.ps(),
                first.gc(),
                quick);
    }
}
