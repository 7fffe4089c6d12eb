package dev.spindle.context;

/** Something that is to happen when a context is done; see {@link Context#onDone} and {@link Context#afterFunc}. Thread-safe. */
public interface Registration {

    /**
     * Keeps it from happening, and lets the context forget it. Does not wait for what is already under way.
     *
     * @return true if this call prevented it; false if it has begun or was stopped before
     */
    boolean stop();
}
