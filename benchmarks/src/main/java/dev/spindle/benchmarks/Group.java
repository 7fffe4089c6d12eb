package dev.spindle.benchmarks;

/** Parts of a report, in their order. */
public enum Group {
    SCHEDULER("Goroutines and tasks"),
    TIMERS("Timers"),
    CHANNELS("Channels"),
    SELECT("Select"),
    SYNC("Locks and wait groups"),
    CONTEXT("Contexts"),
    PUBLISHERS("Publishers"),
    REACTOR("Schedulers of Reactor"),
    RXJAVA("Schedulers of RxJava"),
    LATENCY("Latency, and processor time for it"),
    CROWDS("Crowds: parked, woken, asleep");

    private final String title;

    Group(String title) {
        this.title = title;
    }

    /** What reports call it. */
    public String title() {
        return title;
    }
}
