/**
 * Goroutines and the runtime that schedules them: where a program starts.
 *
 * <p>Arguments and results are non-null throughout unless marked {@link org.jspecify.annotations.Nullable}.
 */
@NullMarked
package dev.spindle;

import org.jspecify.annotations.NullMarked;
