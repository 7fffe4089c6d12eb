/** Runnable checks: programs that print a figure, its limit and PASS or FAIL. */
@NullMarked
package dev.spindle.benchmarks.checks;

import org.jspecify.annotations.NullMarked;
