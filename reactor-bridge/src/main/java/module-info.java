/** Reactor on goroutines: schedulers whose tasks may block, and Flux and Mono from and to channels. */
// Reactor and Reactive Streams only reserve their module names yet.
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"})
module dev.spindle.reactor {
    requires static transitive org.jspecify;
    requires transitive dev.spindle.core;
    requires transitive org.reactivestreams;
    requires transitive reactor.core;

    exports dev.spindle.reactor;
}
