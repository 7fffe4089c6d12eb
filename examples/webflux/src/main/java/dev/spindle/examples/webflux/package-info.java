/** A WebFlux service whose handlers block: lookups and row streams by JDBC, and calls that fan out, with a page that shows them. */
@NullMarked
package dev.spindle.examples.webflux;

import org.jspecify.annotations.NullMarked;
