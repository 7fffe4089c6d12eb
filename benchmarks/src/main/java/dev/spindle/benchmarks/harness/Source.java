package dev.spindle.benchmarks.harness;

/** Which program makes a figure. */
enum Source {
    JMH,
    CHECK,
    GO
}
