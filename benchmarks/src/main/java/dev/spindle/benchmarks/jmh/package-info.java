/** JMH benchmarks: the workloads on every engine. Those with a {@link Row} take part in side-by-side runs. */
@NullMarked
package dev.spindle.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
