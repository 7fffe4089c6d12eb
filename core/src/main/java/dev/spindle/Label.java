package dev.spindle;

import org.jspecify.annotations.Nullable;

/**
 * What a goroutine carries only if asked to.
 *
 * @param name its name
 * @param origin the frame that started it, where the runtime records origins
 */
record Label(@Nullable String name, StackWalker.@Nullable StackFrame origin) {}
