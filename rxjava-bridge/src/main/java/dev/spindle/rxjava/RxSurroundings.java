package dev.spindle.rxjava;

import dev.spindle.GoBody;
import dev.spindle.reactive.StreamOptions;
import dev.spindle.reactive.Surroundings;
import io.reactivex.rxjava3.exceptions.Exceptions;
import io.reactivex.rxjava3.plugins.RxJavaPlugins;
import java.util.function.UnaryOperator;
import org.reactivestreams.Subscriber;

/** What a goroutine throws that cannot be signalled is undeliverable in RxJava's manner: {@code RxJavaPlugins.onError}. */
final class RxSurroundings implements Surroundings {

    private static final RxSurroundings INSTANCE = new RxSurroundings();

    private RxSurroundings() {}

    static StreamOptions in(StreamOptions options) {
        return options.within(INSTANCE);
    }

    @Override
    public UnaryOperator<GoBody> enter(Subscriber<?> subscriber) {
        return body -> () -> run(body);
    }

    private static void run(GoBody body) {
        try {
            body.run();
        } catch (Throwable t) {
            Exceptions.throwIfFatal(t);
            RxJavaPlugins.onError(t);
        }
    }
}
