package dev.spindle.benchmarks.harness;

import java.util.Locale;

/** Collectors of the JVM. */
enum Gc {
    G1("-XX:+UseG1GC"),
    PARALLEL("-XX:+UseParallelGC");

    private final String flag;

    Gc(String flag) {
        this.flag = flag;
    }

    String flag() {
        return flag;
    }

    /** As it stands in files and on the command line. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The label where the collector is Go's. */
    static final String GO = "go";
}
