package dev.spindle.spring;

import dev.spindle.GoRuntime;
import dev.spindle.GoRuntimeBuilder;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/** From properties to a runtime. What the builder refuses is told of as the property that said it. */
final class RuntimeFactory {

    private static final Log LOG = LogFactory.getLog(GoRuntime.class);

    private final GoRuntimeBuilder builder = GoRuntime.builder();

    private RuntimeFactory() {}

    /** Makes one that waits no longer than this when it is closed, unless a customizer says so. */
    static GoRuntime make(
            SpindleProperties properties, Stream<GoRuntimeCustomizer> customizers, Duration longestClose) {
        RuntimeFactory made = new RuntimeFactory();
        made.apply(properties, longestClose);
        customizers.forEach(customizer -> customizer.customize(made.builder));
        return made.builder.build();
    }

    private void apply(SpindleProperties properties, Duration longestClose) {
        builder.announced(false).uncaughtHandler(RuntimeFactory::uncaught);
        set("name", properties.name(), builder::name);
        // The cap first: a parallelism above it is the fault of the parallelism.
        set("max-machines", properties.maxMachines(), n -> {
            builder.maxMachines(n);
            if (properties.parallelism() == null) {
                builder.parallelism(Math.min(n, Runtime.getRuntime().availableProcessors()));
            }
        });
        set("parallelism", properties.parallelism(), n -> {
            if (n > properties.maxMachines()) {
                throw new IllegalArgumentException(
                        "it is above spindle.max-machines, which is " + properties.maxMachines());
            }
            builder.parallelism(n);
        });
        set("spin", properties.spin(), builder::spin);
        set("mode", properties.mode(), builder::mode);
        set("machine-stack-size", properties.machineStackSize(), size -> builder.machineStackBytes(size.toBytes()));
        set("record-origins", properties.recordOrigins(), builder::recordOrigins);
        set("clean-task-threads", properties.cleanTaskThreads(), builder::cleanTaskThreads);
        set(
                "close-timeout",
                properties.closeTimeout(),
                timeout -> builder.closeTimeout(timeout.compareTo(longestClose) < 0 ? timeout : longestClose));
    }

    private static <T> void set(String property, @Nullable T value, Consumer<? super T> setter) {
        if (value == null) {
            return;
        }
        try {
            setter.accept(value);
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationPropertyValueException("spindle." + property, value, e.getMessage(), e);
        }
    }

    /** To whom the application has named for all its threads, else to its log. */
    private static void uncaught(Thread thread, Throwable failure) {
        Thread.UncaughtExceptionHandler handler = Thread.getDefaultUncaughtExceptionHandler();
        if (handler != null) {
            handler.uncaughtException(thread, failure);
        } else {
            LOG.error("a goroutine that nobody joins has failed", failure);
        }
    }
}
