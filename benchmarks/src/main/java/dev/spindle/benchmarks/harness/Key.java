package dev.spindle.benchmarks.harness;

/**
 * What a result is the result of; a file holds one for each.
 *
 * @param name the case
 * @param peer who ran it
 * @param ps how many tasks ran at once
 * @param gc the collector
 */
record Key(String name, String peer, int ps, String gc) {}
