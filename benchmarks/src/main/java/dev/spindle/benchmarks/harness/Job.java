package dev.spindle.benchmarks.harness;

/**
 * One entry for one peer in one setting; a process is one fork of it.
 *
 * @param entry what to measure
 * @param source the program that does it
 * @param peer on which engine
 * @param ps how many tasks run at once
 * @param gc the collector
 */
record Job(Entry entry, Source source, String peer, int ps, Gc gc) {

    /** Its name in logs: the same for the same figures. */
    String id() {
        return String.join(" ", source.name(), entry.name(), peer, Integer.toString(ps), gcLabel());
    }

    String gcLabel() {
        return source == Source.GO ? Gc.GO : gc.label();
    }
}
