package dev.spindle.channel;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The completion of a stage, normal or not. A stage cannot forget a callback, so this registers one for good, and that
 * passes on to the one subscriber of the moment.
 */
final class StageEvent implements SelectEvent {

    /** Written by who completes the stage, before it reads {@code subscriber}: the subscriber writes and reads in reverse. */
    private volatile boolean happened;

    private volatile @Nullable Runnable subscriber;

    StageEvent(CompletionStage<?> stage) {
        stage.whenComplete((result, failure) -> complete());
    }

    private void complete() {
        happened = true;
        Runnable wake = subscriber;
        if (wake != null) {
            wake.run();
        }
    }

    @Override
    public boolean hasHappened() {
        return happened;
    }

    @Override
    public void subscribe(Runnable wake) {
        subscriber = wake;
    }

    @Override
    public void unsubscribe(Runnable wake) {
        subscriber = null;
    }
}
