package dev.spindle.benchmarks.harness;

import dev.spindle.benchmarks.Group;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Made-up entries and results. */
final class Fabricated {

    private Fabricated() {}

    static Entry entry(String name, boolean headline, List<Integer> ps, String... peers) {
        return new Entry(
                Source.JMH,
                name,
                "Benchmark." + name,
                Map.of(),
                Group.CHANNELS,
                "one " + name,
                headline,
                false,
                ps,
                List.of(peers));
    }

    static Entry check(String name, Group group) {
        return new Entry(
                Source.CHECK,
                name,
                name,
                Map.of(),
                group,
                "one " + name,
                false,
                false,
                List.of(2),
                List.of("spindle-native"));
    }

    static Job job(String name, String peer) {
        return new Job(entry(name, false, List.of(2), peer), Source.JMH, peer, 2, Gc.G1);
    }

    static Result result(String name, String peer, double median) {
        return result(name, peer, median, 2, peer.equals(Gc.GO) ? Gc.GO : "g1");
    }

    static Result result(String name, String peer, double median, int ps, String gc) {
        return new Result(name, peer, "ns", Better.LOWER, median, median * 0.9, median * 1.1, ps, gc, false);
    }

    /** One of a short run. */
    static Result quick(String name, String peer, double median) {
        return new Result(name, peer, "ns", Better.LOWER, median, median, median, 2, "g1", true);
    }

    static Sample sample(String name, String peer, Double... values) {
        return new Sample(name, peer, "ns", Better.LOWER, 2, "g1", Arrays.asList(values));
    }
}
