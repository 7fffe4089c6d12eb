/**
 * Goroutines in a Spring Boot application.
 *
 * <p>Nothing here is called by an application: it injects a {@link dev.spindle.GoRuntime}, a Reactor {@code Scheduler}, or the
 * {@link dev.spindle.spring.GoroutineTaskExecutor}, and sets {@code spindle.*} properties.
 */
@NullMarked
package dev.spindle.spring;

import org.jspecify.annotations.NullMarked;
