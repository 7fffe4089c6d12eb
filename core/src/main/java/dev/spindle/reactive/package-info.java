/**
 * Reactive Streams from and to goroutines and channels, by the specification alone; the bridges give them the types of
 * their libraries.
 */
@NullMarked
package dev.spindle.reactive;

import org.jspecify.annotations.NullMarked;
