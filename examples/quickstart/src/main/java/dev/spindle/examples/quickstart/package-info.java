/** Counts the words of a directory tree: files read in goroutines, merged in a Flux or a Flowable. */
@NullMarked
package dev.spindle.examples.quickstart;

import org.jspecify.annotations.NullMarked;
