package dev.spindle.rxjava;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivex.rxjava3.plugins.RxJavaPlugins;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What reached {@code RxJavaPlugins.onError} during a test. */
final class Undeliverable implements AutoCloseable {

    private final Queue<Throwable> errors = new ConcurrentLinkedQueue<>();

    Undeliverable() {
        RxJavaPlugins.setErrorHandler(errors::add);
    }

    Queue<Throwable> errors() {
        return errors;
    }

    void expectNone() {
        assertThat(errors).isEmpty();
    }

    @Override
    public void close() {
        RxJavaPlugins.setErrorHandler(null);
    }
}
