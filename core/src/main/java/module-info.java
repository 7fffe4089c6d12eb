/**
 * Goroutines for plain Java: the scheduler, goroutines and what they wait on.
 *
 * <p>Everything works without any JVM flag. With {@code --add-opens java.base/java.lang=dev.spindle.core} (class path:
 * {@code =ALL-UNNAMED}) goroutines run at full speed.
 */
module dev.spindle.core {
    requires static transitive org.jspecify;
    requires org.jctools.core.jdk11;

    exports dev.spindle;
    exports dev.spindle.channel;
}
