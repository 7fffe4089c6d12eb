package dev.spindle;

/**
 * What the cancelling of a task means for it while it runs.
 */
public enum OnCancel {
    /** It is interrupted, unless it cancels itself. */
    INTERRUPT,
    /** It runs to its end, undisturbed. For code that takes an interrupt badly, such as file channels, which close on it. */
    LET_RUN
}
