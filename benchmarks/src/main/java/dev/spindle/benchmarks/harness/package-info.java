/**
 * The side-by-side runs behind {@code ./bench}: a {@link dev.spindle.benchmarks.harness.Catalog} of rows becomes a {@link
 * dev.spindle.benchmarks.harness.Plan} of jobs; runners make samples of them, samples become results, and results tables,
 * plots and the regression check.
 */
@NullMarked
package dev.spindle.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
