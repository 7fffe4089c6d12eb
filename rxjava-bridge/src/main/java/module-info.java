/** RxJava on goroutines: schedulers whose tasks may block, and Flowable and its kin from and to channels. */
// Reactive Streams only reserves its module name yet.
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"})
module dev.spindle.rxjava {
    requires static transitive org.jspecify;
    requires transitive dev.spindle.core;
    requires transitive io.reactivex.rxjava3;
    requires transitive org.reactivestreams;

    exports dev.spindle.rxjava;
}
