/** What the workloads run on: Spindle in both modes, and its peers. */
@NullMarked
package dev.spindle.benchmarks.engine;

import org.jspecify.annotations.NullMarked;
