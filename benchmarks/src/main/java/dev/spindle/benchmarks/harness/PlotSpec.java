package dev.spindle.benchmarks.harness;

import dev.spindle.benchmarks.Group;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A plot of how a figure grows: a line for each peer.
 *
 * @param file the name of its files, without a suffix
 * @param title above it
 * @param group where reports show it
 * @param x what stands below
 * @param y what stands beside
 * @param cases the names of the cases; group 1, a number or missing for 1, is x. Without any group x is the number of Ps
 */
record PlotSpec(String file, String title, Group group, String x, String y, Pattern cases) {

    static final List<PlotSpec> ALL = List.of(
            growth(
                    "prod-cons-0",
                    "Unbuffered channel",
                    Group.CHANNELS,
                    "producers, and as many consumers",
                    "ns an element",
                    "prod-cons-0(?:-(\\d+)x\\d+)?"),
            growth(
                    "prod-cons-128",
                    "Channel with a buffer of 128",
                    Group.CHANNELS,
                    "producers, and as many consumers",
                    "ns an element",
                    "prod-cons-128(?:-(\\d+)x\\d+)?"),
            growth("crowd-park", "Start and park", Group.CROWDS, "goroutines", "ns a goroutine", "crowd-park-(\\d+)"),
            growth("crowd-wake", "Wake and end", Group.CROWDS, "goroutines", "ns a goroutine", "crowd-wake-(\\d+)"),
            growth(
                    "crowd-sleep",
                    "Start, sleep, time out and end",
                    Group.CROWDS,
                    "goroutines",
                    "ns of processor time a goroutine",
                    "crowd-sleep-cpu-(\\d+)"),
            growth(
                    "reactor-workers",
                    "Workers of a scheduler of Reactor",
                    Group.REACTOR,
                    "workers",
                    "ns a task",
                    "reactor-workers-(\\d+)"),
            growth(
                    "rxjava-workers",
                    "Workers of a scheduler of RxJava",
                    Group.RXJAVA,
                    "workers",
                    "ns a task",
                    "rxjava-workers-(\\d+)"),
            growth(
                    "generate-publish-on",
                    "Generator behind publishOn",
                    Group.PUBLISHERS,
                    "prefetch",
                    "ns an element",
                    "generate-publish-on-(\\d+)"),
            growth(
                    "wakeup-gap",
                    "Wake-up after a gap, median",
                    Group.LATENCY,
                    "gap, µs",
                    "µs",
                    "wakeup-latency-(\\d+)us-p50"),
            scaling("spawn", Group.SCHEDULER, "ns a goroutine"),
            scaling("spawn-steal", Group.SCHEDULER, "ns a goroutine"),
            scaling("skynet", Group.SCHEDULER, "ms a tree"),
            scaling("prod-cons-work-10", Group.CHANNELS, "ns an element"),
            scaling("reactor-schedule", Group.REACTOR, "ns a task"));

    private static PlotSpec growth(String file, String title, Group group, String x, String y, String cases) {
        return new PlotSpec(file, title, group, x, y, Pattern.compile(cases));
    }

    private static PlotSpec scaling(String name, Group group, String y) {
        return new PlotSpec("scaling-" + name, name + " with more Ps", group, "Ps", y, Pattern.compile(name));
    }

    private boolean isOverPs() {
        return cases.matcher("").groupCount() == 0;
    }

    /** Where a result stands on the x axis, or nothing if it is no part of the plot. */
    OptionalDouble x(Result result) {
        Matcher matcher = cases.matcher(result.name());
        boolean counts = result.gc().equals(Gc.G1.label()) || result.gc().equals(Gc.GO);
        if (!matcher.matches() || !counts) {
            return OptionalDouble.empty();
        }
        if (isOverPs()) {
            return OptionalDouble.of(result.ps());
        }
        if (result.ps() != 2) {
            return OptionalDouble.empty();
        }
        String number = matcher.group(1);
        return OptionalDouble.of(number == null ? 1 : Double.parseDouble(number));
    }
}
