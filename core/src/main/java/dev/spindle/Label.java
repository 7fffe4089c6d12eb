package dev.spindle;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What a goroutine carries only if asked to.
 *
 * @param id its number
 * @param name its name, or empty
 * @param origin the frame that started it, where the runtime records origins
 */
record Label(long id, String name, StackWalker.@Nullable StackFrame origin) {

    private static final AtomicLong IDS = new AtomicLong();

    Label(String name, StackWalker.@Nullable StackFrame origin) {
        this(IDS.incrementAndGet(), name, origin);
    }
}
