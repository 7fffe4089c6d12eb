/** What the benchmarks, the checks and the harness that runs them have in common. */
@NullMarked
package dev.spindle.benchmarks;

import org.jspecify.annotations.NullMarked;
