/** Reactor on goroutines: schedulers whose tasks may block, and Flux and Mono from and to goroutines and channels. */
// Reactor, Reactive Streams, Micrometer and BlockHound only reserve their module names yet.
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"})
module dev.spindle.reactor {
    requires static transitive org.jspecify;
    requires transitive dev.spindle.core;
    requires transitive org.reactivestreams;
    requires transitive reactor.core;

    // Used where the application has them.
    requires static context.propagation;
    requires static micrometer.core;
    requires static reactor.blockhound;

    exports dev.spindle.reactor;

    provides reactor.blockhound.integration.BlockHoundIntegration with
            dev.spindle.reactor.GoBlockHoundIntegration;
}
