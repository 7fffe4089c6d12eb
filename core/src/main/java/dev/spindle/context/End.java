package dev.spindle.context;

/**
 * How and why a context was done.
 *
 * @param err how: a value, shared by all
 * @param cause why, or the same as {@code err}
 */
record End(ContextDoneException err, Throwable cause) {

    static final End CANCELLED = new End(ContextCancelledException.VALUE, ContextCancelledException.VALUE);

    /** The end of a context that is done. */
    static End of(Context done) {
        ContextDoneException err = done.err();
        Throwable cause = done.cause();
        if (err == null) {
            return CANCELLED; // a context of somebody's own that says so by its channel only
        }
        return new End(err, cause == null ? err : cause);
    }
}
