package dev.spindle.benchmarks.harness;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a case is to reach.
 *
 * @param name the case
 * @param ours which of ours
 * @param limit the largest value, or null
 * @param ofGo the largest part of what Go takes, or null
 */
record Aim(
        String name,
        String ours,
        @Nullable Double limit,
        @Nullable Double ofGo) {

    private static final String NATIVE = "spindle-native";
    private static final String LATENCY = "spindle-native-latency";

    static final List<Aim> ALL = List.of(
            new Aim("spawn", NATIVE, 20.0, 1 / 30.0),
            new Aim("successor", NATIVE, 8.0, null),
            new Aim("ping-pong", NATIVE, null, 1.0),
            new Aim("prod-cons-0", NATIVE, null, 0.9),
            new Aim("prod-cons-128", NATIVE, 9.0, 0.3),
            new Aim("select-2", NATIVE, null, 0.9),
            new Aim("skynet", NATIVE, 350.0, null),
            new Aim("parked-memory", NATIVE, 650.0, null),
            new Aim("parked-memory-park-warm", NATIVE, 350.0, null),
            new Aim("parked-memory-wake-warm", NATIVE, 200.0, null),
            new Aim("reactor-schedule", NATIVE, 30.0, null),
            new Aim("reactor-worker", NATIVE, 15.0, null),
            new Aim("reactor-flatmap", NATIVE, 130.0, null),
            new Aim("rxjava-schedule", NATIVE, 30.0, null),
            new Aim("rxjava-worker", NATIVE, 15.0, null),
            new Aim("rxjava-flatmap", NATIVE, 130.0, null),
            new Aim("generate-publish-on-1", NATIVE, 300.0, null),
            new Aim("generate-publish-on-16", NATIVE, 30.0, null),
            new Aim("generate-publish-on-256", NATIVE, 12.0, null),
            new Aim("generate-1", NATIVE, 8.0, null),
            new Aim("generate-256", NATIVE, 4.0, null),
            new Aim("wakeup-latency-50us-p50", LATENCY, 0.5, null),
            new Aim("wakeup-latency-50us-p99", LATENCY, 3.0, null),
            new Aim("sleep-beside-hogs-p50", NATIVE, 5.0, null),
            new Aim("sleep-beside-hogs-p99", NATIVE, 20.0, null),
            new Aim("idle-cpu", NATIVE, 10.0, null));

    /** Whether results reach it; nothing if they lack what it needs. */
    Optional<Boolean> reached(Standing standing) {
        Optional<Double> value = standing.result(ours).map(Result::median);
        Optional<Double> go = standing.result(Gc.GO).map(Result::median);
        if (value.isEmpty() || (ofGo != null && limit == null && go.isEmpty())) {
            return Optional.empty();
        }
        boolean withinLimit = limit == null || value.get() <= limit;
        boolean withinGo = ofGo == null || go.isEmpty() || value.get() <= ofGo * go.get();
        return Optional.of(withinLimit && withinGo);
    }

    /** As a table has it. */
    String text(String unit) {
        String first = limit == null ? "" : String.format(Locale.ROOT, "≤ %s %s", Table.number(limit), unit);
        String second = ofGo == null
                ? ""
                : ofGo < 0.1
                        ? String.format(Locale.ROOT, "≤ 1/%.0f of Go", 1 / ofGo)
                        : String.format(Locale.ROOT, "≤ %.1f × Go", ofGo);
        return first.isEmpty() || second.isEmpty() ? first + second : first + ", " + second;
    }
}
