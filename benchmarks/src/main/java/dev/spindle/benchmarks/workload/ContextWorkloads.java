package dev.spindle.benchmarks.workload;

import dev.spindle.benchmarks.engine.Engine;
import dev.spindle.context.CancelContext;
import dev.spindle.context.Context;
import java.time.Duration;

/** Contexts, which only Spindle and Go have. */
public final class ContextWorkloads {

    private static final Duration A_WHILE = Duration.ofHours(1);
    private static final Context.Key<String> KEY = Context.Key.of("key");

    private ContextWorkloads() {}

    /** Each worker makes contexts with a deadline below another one, and cancels each at once. */
    public static void timeout(Engine engine, int workers, int n) throws InterruptedException {
        Crew.run(engine, workers, () -> {
            CancelContext parent = Context.background().withCancel();
            for (int i = 0; i < n / workers; i++) {
                parent.withTimeout(A_WHILE).cancel();
            }
            parent.cancel();
        });
    }

    /** Workers make contexts below one that they share, ask each for a value that it has from above, compute for 100 ns, and cancel it. */
    public static void commonParent(Engine engine, int workers, int n) throws InterruptedException {
        CancelContext parent = Context.background().withValue(KEY, "value").withCancel();
        Crew.run(engine, workers, () -> {
            for (int i = 0; i < n / workers; i++) {
                CancelContext context = parent.withCancel();
                if (context.value(KEY) == null) {
                    throw new IllegalStateException("The value of a context is not seen below it");
                }
                Work.compute(SyncWorkloads.WORK);
                context.cancel();
            }
        });
        parent.cancel();
    }

    /** Each worker asks a context of its own again and again whether it has ended. */
    public static void check(Engine engine, int workers, int n) throws InterruptedException {
        Crew.run(engine, workers, () -> {
            CancelContext context = Context.background().withCancel();
            for (int i = 0; i < n / workers; i++) {
                if (context.isDone()) {
                    throw new IllegalStateException("The context has ended");
                }
            }
            context.cancel();
        });
    }

    /** {@code n} times: a chain of contexts, each below the one before, is made, and its first one cancelled. */
    public static void tree(Engine engine, int depth, int n) throws InterruptedException {
        Crew.run(engine, 1, () -> {
            for (int i = 0; i < n; i++) {
                CancelContext first = Context.background().withCancel();
                CancelContext last = first;
                for (int k = 1; k < depth; k++) {
                    last = last.withCancel();
                }
                first.cancel();
                if (!last.isDone()) {
                    throw new IllegalStateException("The last context of a chain was not cancelled");
                }
            }
        });
    }
}
