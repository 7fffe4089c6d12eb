package dev.spindle.benchmarks.harness;

import dev.spindle.benchmarks.Group;
import java.util.List;
import java.util.Map;

/**
 * Something to measure: a case, or a check that gives several.
 *
 * @param source JMH or a check
 * @param name the case; of a check, what the names of its cases begin with
 * @param target the JMH method with its class, or the check
 * @param params parameters of the JMH method beside the engine and the number of Ps
 * @param group where reports show it
 * @param operation what one operation is
 * @param headline whether it goes first, and is measured with each collector
 * @param detail whether it comes late: a value of a parameter between others, or a slow check
 * @param ps how many tasks run at once
 * @param peers the engines
 */
record Entry(
        Source source,
        String name,
        String target,
        Map<String, String> params,
        Group group,
        String operation,
        boolean headline,
        boolean detail,
        List<Integer> ps,
        List<String> peers) {

    Entry {
        params = Map.copyOf(params);
        ps = List.copyOf(ps);
        peers = List.copyOf(peers);
    }
}
