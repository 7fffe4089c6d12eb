/** An application that uses what Spindle's modules export, and nothing else. */
@NullMarked
package dev.spindle.moduletests;

import org.jspecify.annotations.NullMarked;
