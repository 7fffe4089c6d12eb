package dev.spindle.runtime;

/** What a timer does unless its scheduler ends before; then it is told so, on any thread. */
public interface PassingAction extends Runnable {

    /** In place of the run. Must not block. */
    void dropped();
}
