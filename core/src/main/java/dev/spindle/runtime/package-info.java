/**
 * The scheduler behind the façade: goroutines (G), machines (M) and processors (P) with their queues, timers and monitor.
 *
 * <p>Not exported: nothing here is API, and all of it may change from one version to the next.
 */
@NullMarked
package dev.spindle.runtime;

import org.jspecify.annotations.NullMarked;
