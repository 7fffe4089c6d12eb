package dev.spindle;

import dev.spindle.channel.SelectEvent;
import dev.spindle.context.ContextDoneException;
import dev.spindle.runtime.Park;
import dev.spindle.runtime.Task;
import dev.spindle.runtime.WaitReason;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * G: a goroutine, which is its own run-queue item.
 *
 * <p>All that others want of its end hangs on one stack, {@code hooks}: joiners, callbacks, and at most one interrupt. Ending
 * is one swap of that stack for {@link Ended}, so nothing can be hung up afterwards, and the swap publishes the outcome.
 *
 * <p><b>Cancel.</b> An interrupt must hit this goroutine and never the next one on the same host. So the canceller hangs up an
 * {@link Interrupt} first, and only then interrupts the thread it finds; the ending goroutine settles that node: it waits for an
 * interrupt in flight and forbids any later one, after which the host clears the flag. The start of the body is not fenced
 * against a canceller that finds no thread yet: that one looks again later (see {@link #cancel()}).
 */
final class G extends Task implements Goroutine, WaitReason {

    private static final VarHandle HOOKS;
    private static final VarHandle THREAD;
    private static final VarHandle LABEL;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            HOOKS = lookup.findVarHandle(G.class, "hooks", Hook.class);
            THREAD = lookup.findVarHandle(G.class, "thread", Thread.class);
            LABEL = lookup.findVarHandle(G.class, "label", Label.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /**
     * A node of the stack that is called at the end.
     *
     * <p>Dead ones are taken out from below the top as the stack has doubled since that was done last. That is a race without harm:
     * who is dead stays so, each link skips none but the dead, and only from what nobody lives below is the rest cut off.
     */
    abstract static class Hook {

        private static final int FEW = 32;

        @Nullable
        Hook below;

        /** Nodes from here down, and at how many of them the dead are taken out. */
        private int depth;

        private int sweepAt;

        private void putOn(@Nullable Hook top) {
            below = top;
            depth = top == null ? 1 : top.depth + 1;
            sweepAt = top == null ? FEW : top.sweepAt;
            if (top != null && depth >= sweepAt) {
                depth = 1 + sweep(top);
                sweepAt = Math.max(FEW, 2 * depth);
            }
        }

        /** How many stay. */
        private static int sweep(Hook top) {
            int living = 1;
            Hook last = top;
            for (Hook hook = top.below; hook != null; hook = hook.below) {
                if (!hook.isDead()) {
                    last.below = hook;
                    last = hook;
                    living++;
                }
            }
            last.below = null;
            return living;
        }

        /** Called by the ending goroutine; true if this hook takes notice of a failure. */
        abstract boolean ended(G g);

        /** Whether nobody waits for this hook any more. */
        boolean isDead() {
            return false;
        }
    }

    /** The bottom that replaces the stack at the end. */
    private static final class Ended extends Hook {
        static final Ended WELL = new Ended(null);
        final @Nullable Throwable failure;

        Ended(@Nullable Throwable failure) {
            this.failure = failure;
        }

        @Override
        boolean ended(G g) {
            return false;
        }
    }

    private static final class Joiner extends Hook {
        private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>(Thread.currentThread());

        @Override
        boolean ended(G g) {
            Thread waiting = thread.getAndSet(null);
            Park.unpark(waiting);
            return waiting != null;
        }

        /** False if the end has been given to this joiner already, who then has to take it. */
        boolean leave() {
            return thread.getAndSet(null) != null;
        }

        @Override
        boolean isDead() {
            return thread.get() == null;
        }
    }

    private static final class Callback extends Hook {
        private final Runnable action;

        Callback(Runnable action) {
            this.action = action;
        }

        @Override
        boolean ended(G g) {
            action.run();
            return false;
        }
    }

    private final GoRuntime runtime;

    /** Null once the body has begun, so that a kept handle keeps nothing else. */
    private @Nullable GoBody body;

    /** Null while nobody needs a name, an origin or an id, which is the common case; set once, by CAS where late. */
    private volatile @Nullable Label label;

    /** Pushed by anyone by CAS; swapped for {@link Ended} by the goroutine. */
    private volatile @Nullable Hook hooks;

    /** The thread the body runs on; opaque: written by the goroutine, read by cancellers and dumps. */
    private @Nullable Thread thread;

    G(GoRuntime runtime, GoBody body, @Nullable Label label) {
        this.runtime = runtime;
        this.body = body;
        this.label = label;
    }

    static @Nullable G current() {
        return GoRuntime.currentTask() instanceof G g ? g : null;
    }

    // ---- the run ----

    @Override
    protected void begin() {
        Thread self = Thread.currentThread();
        THREAD.setOpaque(this, self);
        Label known = label;
        if (known != null && !known.name().isEmpty()) {
            self.setName(known.name());
        }
        if (hooks != null) {
            interruptEarly();
        }
    }

    @Override
    protected void body() throws Exception {
        GoBody toRun = body;
        body = null;
        if (toRun != null) {
            toRun.run();
        }
    }

    @Override
    public void neverRan() {
        GoBody dropped = body;
        body = null;
        runtime.neverRan(this);
        end(new InterruptedException("the runtime " + runtime.name() + " was closed before this goroutine started"));
        if (dropped instanceof AnsweredBody answered) {
            try {
                answered.neverRan();
            } catch (Throwable t) {
                runtime.onTaskFailure(Thread.currentThread(), t);
            }
        }
    }

    @Override
    public boolean wantsCleanThread() {
        return true;
    }

    @Override
    protected boolean end(@Nullable Throwable failure) {
        Hook hook = (Hook) HOOKS.getAndSet(this, failure == null ? Ended.WELL : new Ended(failure));
        THREAD.setOpaque(this, (Thread) null);
        if (hook != null || failure != null) {
            settle(hook, failure);
        }
        return true;
    }

    private void settle(@Nullable Hook top, @Nullable Throwable failure) {
        boolean noticed = false;
        boolean cancelled = false;
        for (Hook hook = top; hook != null; hook = hook.below) {
            try {
                noticed |= hook.ended(this);
            } catch (Throwable t) {
                runtime.onTaskFailure(Thread.currentThread(), t);
            }
            cancelled |= hook instanceof Interrupt;
        }
        if (failure != null && !noticed && !(cancelled && isInterruption(failure))) {
            runtime.uncaught(this, failure);
        }
    }

    /** Whether something threw this because it was cancelled. */
    static boolean isInterruption(Throwable failure) {
        return failure instanceof InterruptedException || failure instanceof ContextDoneException;
    }

    // ---- hooks ----

    /** How many hooks there are, dead ones that are not yet taken out included. */
    int hookCount() {
        int count = 0;
        for (Hook hook = hooks; hook != null && !(hook instanceof Ended); hook = hook.below) {
            count++;
        }
        return count;
    }

    /** Hangs a hook up; false if the goroutine has ended. */
    private boolean push(Hook hook) {
        for (; ; ) {
            Hook top = hooks;
            if (top instanceof Ended) {
                return false;
            }
            if (top != null && top.isDead()) {
                HOOKS.compareAndSet(this, top, top.below);
                continue;
            }
            hook.putOn(top);
            if (HOOKS.compareAndSet(this, top, hook)) {
                return true;
            }
        }
    }

    @Override
    public void onEnd(Runnable action) {
        Objects.requireNonNull(action, "action");
        if (!push(new Callback(action))) {
            action.run();
        }
    }

    @Override
    public SelectEvent ended() {
        for (; ; ) {
            for (Hook hook = hooks; hook != null; hook = hook.below) {
                if (hook instanceof GoroutineEnd end) {
                    return end;
                }
            }
            GoroutineEnd fresh = new GoroutineEnd(this);
            if (push(fresh) || isEnded()) {
                return fresh;
            }
        }
    }

    @Override
    public void join() throws InterruptedException, ExecutionException {
        await(Long.MAX_VALUE);
    }

    @Override
    public boolean join(Duration timeout) throws InterruptedException, ExecutionException {
        return await(Durations.nanos(timeout, "timeout"));
    }

    private boolean await(long nanos) throws InterruptedException, ExecutionException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (!isEnded() && nanos > 0) {
            if (Thread.currentThread() == thread()) {
                throw new IllegalStateException("goroutine " + id() + " joins itself, which would wait for ever;"
                        + " join it from another goroutine or thread");
            }
            Joiner joiner = new Joiner();
            if (push(joiner)) {
                await(joiner, nanos);
            }
        }
        if (hooks instanceof Ended ended) {
            if (ended.failure != null) {
                throw new ExecutionException(ended.failure);
            }
            return true;
        }
        return false;
    }

    private void await(Joiner joiner, long nanos) throws InterruptedException {
        boolean timed = nanos != Long.MAX_VALUE;
        long deadline = timed ? System.nanoTime() + nanos : 0;
        while (!isEnded()) {
            long left = timed ? deadline - System.nanoTime() : nanos;
            if (left <= 0) {
                boolean _ = joiner.leave(); // with or without the end
                return;
            }
            if (timed) {
                Park.parkNanos(this, left);
            } else {
                Park.park(this);
            }
            if (Thread.interrupted()) {
                if (joiner.leave()) {
                    throw new InterruptedException();
                }
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** What a joiner of this goroutine shows in a dump. */
    @Override
    public String waitReason() {
        return "goroutine join";
    }

    @Override
    public void cancel() {
        Interrupt interrupt = interrupt();
        if (interrupt != null) {
            interrupt.request(this);
        }
    }

    /** The one interrupt node, hung up if need be; null after the end. */
    private @Nullable Interrupt interrupt() {
        for (; ; ) {
            for (Hook hook = hooks; hook != null; hook = hook.below) {
                if (hook instanceof Interrupt interrupt) {
                    return interrupt;
                }
            }
            Interrupt fresh = new Interrupt();
            if (push(fresh)) {
                return fresh;
            }
            if (isEnded()) {
                return null;
            }
        }
    }

    private void interruptEarly() {
        for (Hook hook = hooks; hook != null; hook = hook.below) {
            if (hook instanceof Interrupt interrupt) {
                interrupt.deliver(Thread.currentThread());
            }
        }
    }

    // ---- views ----

    boolean isEnded() {
        return hooks instanceof Ended;
    }

    @Nullable
    Thread thread() {
        return (Thread) THREAD.getOpaque(this);
    }

    private Label labelled() {
        Label known = label;
        if (known == null) {
            Label fresh = new Label("", null);
            known = LABEL.compareAndSet(this, null, fresh) ? fresh : label;
        }
        return Objects.requireNonNull(known);
    }

    StackWalker.@Nullable StackFrame origin() {
        return labelled().origin();
    }

    @Override
    public long id() {
        return labelled().id();
    }

    @Override
    public String name() {
        Label known = label;
        return known == null ? "" : known.name();
    }

    @Override
    public GoRuntime runtime() {
        return runtime;
    }

    @Override
    public State state() {
        if (isEnded()) {
            return State.ENDED;
        }
        Thread running = thread();
        if (running == null) {
            return State.RUNNABLE;
        }
        return switch (running.getState()) {
            case WAITING, TIMED_WAITING, BLOCKED -> State.WAITING;
            case NEW -> State.RUNNABLE;
            case RUNNABLE -> State.RUNNING;
            case TERMINATED -> State.ENDED;
        };
    }

    @Override
    public String toString() {
        return "goroutine " + id() + (name().isEmpty() ? "" : " \"" + name() + '"') + " [" + state() + ']';
    }
}
