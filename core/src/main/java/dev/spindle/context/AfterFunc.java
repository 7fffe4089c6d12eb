package dev.spindle.context;

import dev.spindle.runtime.Launcher;

/** Starts a goroutine of the runtime in which this was made. */
final class AfterFunc implements Runnable {

    private final Launcher launcher = Launcher.current();
    private final Runnable action;

    AfterFunc(Runnable action) {
        this.action = action;
    }

    @Override
    public void run() {
        launcher.startAnyway(action);
    }
}
