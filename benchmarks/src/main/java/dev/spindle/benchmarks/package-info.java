/** JMH benchmarks: each workload is written once in {@link dev.spindle.benchmarks.Workloads} and runs on every engine. */
@NullMarked
package dev.spindle.benchmarks;

import org.jspecify.annotations.NullMarked;
