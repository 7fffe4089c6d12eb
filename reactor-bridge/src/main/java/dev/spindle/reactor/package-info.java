/** Reactor schedulers on goroutines, and Flux and Mono from and to channels. */
@NullMarked
package dev.spindle.reactor;

import org.jspecify.annotations.NullMarked;
