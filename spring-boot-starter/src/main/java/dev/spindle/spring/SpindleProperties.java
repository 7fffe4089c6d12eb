package dev.spindle.spring;

import dev.spindle.GoRuntime;
import dev.spindle.SpinPolicy;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The properties {@code spindle.*}. What is out of range is refused where the value is used, by the rules of that place.
 *
 * @param name name of the runtime, which the names of its threads begin with and meters are tagged with
 * @param parallelism how many goroutines make progress at once; by default the number of processors
 * @param maxMachines cap on threads, those that stand in for blocked ones included
 * @param spin how long threads look for work before they sleep
 * @param mode how goroutines run; native where the JVM allows it unless set
 * @param machineStackSize address space reserved for the stack of each thread, which bounds recursion in native mode
 * @param recordOrigins whether dumps tell the line that started a goroutine, at the price of a microsecond for each start
 * @param cleanTaskThreads whether tasks of the schedulers begin with clean thread locals, as goroutines always do
 * @param closeTimeout how long shutdown waits for goroutines before it interrupts them
 * @param defaultRuntime whether this runtime is the one that is used outside of goroutines, too, by Go and GoFlux for example
 * @param blockingHandlers whether WebFlux controller methods that return no reactive type run on goroutines
 * @param replaceReactorSchedulers whether Reactor's common schedulers run on goroutines, in the whole JVM, while the application does
 * @param contextPropagation how contexts reach blocking handlers
 * @param health when a runtime that is open is out of service
 */
@ConfigurationProperties(SpindleProperties.PREFIX)
record SpindleProperties(
        @DefaultValue("spring") String name,
        @Nullable Integer parallelism,
        @DefaultValue("512") int maxMachines,
        @DefaultValue("balanced") SpinPolicy spin,
        GoRuntime.@Nullable Mode mode,
        @DefaultValue("64MB") DataSize machineStackSize,
        @DefaultValue("false") boolean recordOrigins,
        @DefaultValue("false") boolean cleanTaskThreads,
        @DefaultValue("10s") Duration closeTimeout,
        @DefaultValue("true") boolean defaultRuntime,
        @DefaultValue("true") boolean blockingHandlers,
        @DefaultValue("false") boolean replaceReactorSchedulers,
        @DefaultValue ContextPropagation contextPropagation,
        @DefaultValue Health health) {

    static final String PREFIX = "spindle";

    /**
     * The properties {@code spindle.context-propagation.*}. They need Micrometer's context propagation on the class path.
     *
     * @param enabled whether contexts reach blocking handlers, by spring.reactor.context-propagation=auto unless that is set
     * @param mdcKeys keys of the logging context that travel with the Reactor context, under the same names
     */
    record ContextPropagation(
            @DefaultValue("true") boolean enabled,
            @DefaultValue List<String> mdcKeys) {}

    /**
     * The properties {@code spindle.health.*}.
     *
     * @param stuckAfter how long as many Ps as the parallelism must be held by code that does not come back
     */
    record Health(@DefaultValue("10s") Duration stuckAfter) {}
}
