package dev.spindle.benchmarks.harness;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * The values that one process gave for one case.
 *
 * @param name the case
 * @param peer who ran it
 * @param unit ns, us, ms, B
 * @param better which way the values improve
 * @param ps how many tasks ran at once
 * @param gc the collector
 * @param values one for each iteration
 */
record Sample(
        @JsonProperty("case") String name,
        String peer,
        String unit,
        Better better,
        int ps,
        String gc,
        List<Double> values) {

    Sample {
        values = List.copyOf(values);
    }

    Key key() {
        return new Key(name, peer, ps, gc);
    }
}
