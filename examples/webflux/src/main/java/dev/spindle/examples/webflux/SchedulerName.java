package dev.spindle.examples.webflux;

/** What runs the handlers that block. */
enum SchedulerName {
    /** Goroutines, by the starter. */
    SPINDLE("spindle"),
    /** Reactor's pool for blocking code: ten threads a processor. */
    BOUNDED_ELASTIC("boundedElastic"),
    /** A virtual thread of the JDK for each task. */
    VIRTUAL("virtual");

    private final String option;

    SchedulerName(String option) {
        this.option = option;
    }

    /** As on the command line. */
    String option() {
        return option;
    }
}
