package dev.spindle.benchmarks.harness;

import java.util.List;
import java.util.Locale;

/**
 * Jobs whose figures are compared with each other: one entry in one setting. Its processes run interleaved, a fork of each
 * peer after the other.
 *
 * @param entry what they measure
 * @param ps how many tasks run at once
 * @param gc the collector
 * @param jobs one for each peer
 */
record Block(Entry entry, int ps, Gc gc, List<Job> jobs) {

    Block {
        jobs = List.copyOf(jobs);
    }

    /** All but the entry. */
    String setting() {
        return String.format(Locale.ROOT, "%d P, %s", ps, gc.label());
    }

    @Override
    public String toString() {
        return entry.name() + " (" + setting() + ")";
    }
}
