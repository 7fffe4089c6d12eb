/**
 * Goroutines for plain Java: the scheduler, goroutines and what they wait on.
 *
 * <p>Everything works without any JVM flag. With {@code --add-opens java.base/java.lang=dev.spindle.core} (class path:
 * {@code =ALL-UNNAMED}) goroutines run at full speed.
 */
// Reactive Streams only reserves its module name yet.
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"})
module dev.spindle.core {
    requires static transitive org.jspecify;
    requires org.jctools.core.jdk11;
    requires transitive org.reactivestreams;

    exports dev.spindle;
    exports dev.spindle.channel;
    exports dev.spindle.context;
    exports dev.spindle.reactive;
    exports dev.spindle.sync;
}
