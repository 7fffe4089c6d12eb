package dev.spindle.spring;

import dev.spindle.GoRuntimeBuilder;

/**
 * A bean that has the last word on how the auto-configured runtime is built, for what no property says, such as
 * {@link GoRuntimeBuilder#uncaughtHandler}. Several are called in their order.
 */
@FunctionalInterface
public interface GoRuntimeCustomizer {

    /**
     * Changes the builder. Called once, after the properties were applied.
     *
     * @param builder of the runtime
     */
    void customize(GoRuntimeBuilder builder);
}
