package dev.spindle;

/** A task without a handle. */
final class PlainTask extends RuntimeTask {

    private final Runnable body;

    PlainTask(GoRuntime runtime, Runnable body) {
        super(runtime);
        this.body = body;
    }

    @Override
    void call() {
        body.run();
    }

    @Override
    public void neverRan() {
        runtime().neverRan(this);
    }

    @Override
    public String toString() {
        return body.toString();
    }
}
