/**
 * The workloads, each written once for every engine, and each with a twin of the same shape in the Go program. All are
 * called from a platform thread and return when everything that they started has ended.
 */
@NullMarked
package dev.spindle.benchmarks.workload;

import org.jspecify.annotations.NullMarked;
