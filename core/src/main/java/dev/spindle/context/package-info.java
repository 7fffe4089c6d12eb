/**
 * Go's {@code context}: cancellation, deadlines and values that belong to a piece of work and to all that it starts.
 *
 * <p>Arguments and results are non-null unless marked {@link org.jspecify.annotations.Nullable}.
 */
@NullMarked
package dev.spindle.context;

import org.jspecify.annotations.NullMarked;
