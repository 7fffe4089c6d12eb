/** What the build runs over its own sources; not part of the library. */
@NullMarked
package dev.spindle.build;

import org.jspecify.annotations.NullMarked;
