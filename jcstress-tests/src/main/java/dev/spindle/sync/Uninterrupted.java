package dev.spindle.sync;

import java.util.concurrent.Callable;

/** For actors, which cannot throw checked exceptions and are not interrupted. */
final class Uninterrupted {

    private Uninterrupted() {}

    static void run(Body body) {
        call(() -> {
            body.run();
            return true;
        });
    }

    static <T> T call(Callable<T> body) {
        try {
            return body.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** A body without a result. */
    @FunctionalInterface
    interface Body {
        void run() throws Exception;
    }
}
