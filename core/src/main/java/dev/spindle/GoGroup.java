package dev.spindle;

import dev.spindle.context.CancelContext;
import dev.spindle.context.Context;
import dev.spindle.context.ContextDoneException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Goroutines that belong together: Go's {@code errgroup.Group}.
 *
 * <p>The first that throws cancels the others; {@link #join()} waits for all and throws that first failure, with later ones
 * suppressed in it. Use it in a try-with-resources block, so that none outlives the block:
 *
 * <pre>{@code
 * try (GoGroup group = GoGroup.open()) {
 *     for (URI uri : uris) {
 *         group.go(() -> fetch(uri));
 *     }
 *     group.join();
 * }
 * }</pre>
 *
 * <p>Thread-safe; any thread may add and join, members may add more. What members did happens before the return of {@code join}.
 */
public final class GoGroup implements AutoCloseable {

    private final GoRuntime runtime;
    private final @Nullable Semaphore slots;

    /** Of a group with a context: done as soon as the group fails, is cancelled or has been joined. */
    private final @Nullable CancelContext context;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition allEnded = lock.newCondition();

    /** Under the lock. */
    private final Set<Member> members = new HashSet<>();

    private @Nullable Throwable failure;
    private boolean cancelled;
    private boolean closed;

    private GoGroup(GoRuntime runtime, @Nullable Semaphore slots, @Nullable CancelContext context) {
        this.runtime = Objects.requireNonNull(runtime, "runtime");
        this.slots = slots;
        this.context = context;
    }

    /**
     * A group without a limit, on the caller's runtime or the shared one.
     *
     * @return a new group
     */
    public static GoGroup open() {
        return open(GoRuntime.current());
    }

    /**
     * A group without a limit.
     *
     * @param runtime where its goroutines run
     * @return a new group
     */
    public static GoGroup open(GoRuntime runtime) {
        return new GoGroup(runtime, null, null);
    }

    /**
     * A group that runs so many goroutines at a time: {@link #go} then waits for one to end.
     *
     * @param runtime where its goroutines run
     * @param limit at least 1
     * @return a new group
     * @throws IllegalArgumentException if the limit is below 1
     */
    public static GoGroup open(GoRuntime runtime, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, not " + limit);
        }
        return new GoGroup(runtime, new Semaphore(limit), null);
    }

    /**
     * A group with a context, on the caller's runtime or the shared one: {@code errgroup.WithContext}. Its members belong to
     * {@link #context()}, a child of the given one: they are interrupted when that is done.
     *
     * @param parent what the group belongs to
     * @return a new group
     */
    public static GoGroup open(Context parent) {
        return open(GoRuntime.current(), parent);
    }

    /**
     * As {@link #open(Context)}, elsewhere.
     *
     * @param runtime where its goroutines run
     * @param parent what the group belongs to
     * @return a new group
     */
    public static GoGroup open(GoRuntime runtime, Context parent) {
        return new GoGroup(
                runtime, null, Objects.requireNonNull(parent, "parent").withCancel());
    }

    /** One goroutine of the group, with its failure noted before it counts as ended. */
    private final class Member implements GoBody {
        private final GoBody body;
        private @Nullable Goroutine goroutine;

        Member(GoBody body) {
            this.body = body;
        }

        @Override
        public void run() {
            Throwable thrown = null;
            try {
                body.run();
            } catch (Throwable t) {
                thrown = t;
            }
            ended(this, thrown);
        }
    }

    /**
     * Starts a member. In a group with a limit it first waits for a free slot, parking a goroutine and blocking a platform thread;
     * an interrupt does not end that wait and stays set.
     *
     * <p>Once the group has failed or been cancelled, new members start interrupted.
     *
     * @param body what it runs
     * @throws IllegalStateException if the group is closed
     * @throws java.util.concurrent.RejectedExecutionException if the runtime is closed
     */
    public void go(GoBody body) {
        Objects.requireNonNull(body, "body");
        if (slots != null) {
            slots.acquireUninterruptibly();
        }
        start(body);
    }

    /**
     * Starts a member unless the limit is reached. Never waits.
     *
     * @param body what it runs
     * @return false if it was not started
     * @throws IllegalStateException as for {@link #go}
     * @throws java.util.concurrent.RejectedExecutionException as for {@link #go}
     */
    public boolean tryGo(GoBody body) {
        Objects.requireNonNull(body, "body");
        if (slots != null && !slots.tryAcquire()) {
            return false;
        }
        start(body);
        return true;
    }

    private void start(GoBody body) {
        Member member = new Member(body);
        boolean started = false;
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the group is closed: it takes no new goroutines");
            }
            Goroutine goroutine = context == null ? runtime.go(member) : runtime.go(context, member);
            started = true;
            member.goroutine = goroutine;
            members.add(member);
            goroutine.onEnd(() -> neverRan(member));
            if (cancelled) {
                goroutine.cancel();
            }
        } finally {
            lock.unlock();
            if (!started && slots != null) {
                slots.release();
            }
        }
    }

    /** A goroutine can end without its body, when the runtime is closed first. */
    private void neverRan(Member member) {
        ended(member, new InterruptedException("the runtime was closed before this goroutine started"));
    }

    private void ended(Member member, @Nullable Throwable thrown) {
        if (isFirstFailure(member, thrown)) {
            endContext(thrown);
        }
    }

    @SuppressWarnings("ReferenceEquality") // the very same throwable cannot suppress itself
    private boolean isFirstFailure(Member member, @Nullable Throwable thrown) {
        boolean first = false;
        lock.lock();
        try {
            if (!members.remove(member)) {
                return false; // it has run
            }
            if (thrown != null && !(cancelled && G.isInterruption(thrown))) {
                if (failure == null) {
                    first = true;
                    failure = reason(thrown);
                    cancelMembers();
                } else if (failure != thrown) {
                    failure.addSuppressed(thrown);
                }
            }
            if (slots != null) {
                slots.release(); // before join sees the end: its caller finds the slot free
            }
            if (members.isEmpty()) {
                allEnded.signalAll();
            }
        } finally {
            lock.unlock();
        }
        return first;
    }

    /** What made a member throw this: if it was interrupted, the end of the context that it belongs to. */
    private Throwable reason(Throwable thrown) {
        if (context != null && thrown instanceof InterruptedException) {
            try {
                context.throwIfDone();
            } catch (ContextDoneException e) {
                e.addSuppressed(thrown);
                return e;
            }
        }
        return thrown;
    }

    /**
     * The context that the members belong to and find as {@link Context#current()}. It is done when a member fails, with that failure as its
     * cause; when the group is cancelled or closed; and when {@code join} returns.
     *
     * @return the background, for a group that was opened without a context
     */
    public Context context() {
        return context == null ? Context.background() : context;
    }

    /** Without the lock, as others may have registered what to do then. */
    private void endContext(@Nullable Throwable cause) {
        if (context == null) {
            return;
        }
        if (cause == null) {
            context.cancel();
        } else {
            context.cancel(cause);
        }
    }

    /** Interrupts all members, and those to come. Does not wait. */
    public void cancel() {
        lock.lock();
        try {
            cancelMembers();
        } finally {
            lock.unlock();
        }
        endContext(null);
    }

    private void cancelMembers() {
        cancelled = true;
        for (Member member : members) {
            if (member.goroutine != null) {
                member.goroutine.cancel();
            }
        }
    }

    /**
     * Waits until all members have ended.
     *
     * @throws InterruptedException if the caller is interrupted; the members go on
     * @throws ExecutionException if a member threw; the cause is the first failure
     * @throws IllegalStateException if the caller is a member
     */
    public void join() throws InterruptedException, ExecutionException {
        lock.lockInterruptibly();
        try {
            checkNotMember();
            while (!members.isEmpty()) {
                allEnded.await();
            }
        } finally {
            lock.unlock();
        }
        joined();
    }

    /**
     * As {@link #join()}, for at most the given time.
     *
     * @param timeout the longest wait
     * @return true if all have ended, false if the time ran out
     * @throws InterruptedException as for {@link #join()}
     * @throws ExecutionException as for {@link #join()}
     * @throws IllegalStateException as for {@link #join()}
     */
    public boolean join(Duration timeout) throws InterruptedException, ExecutionException {
        long left = Durations.nanos(timeout, "timeout");
        lock.lockInterruptibly();
        try {
            checkNotMember();
            while (!members.isEmpty()) {
                if (left <= 0) {
                    return false;
                }
                left = allEnded.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
        joined();
        return true;
    }

    private void checkNotMember() {
        Goroutine caller = Goroutine.current();
        for (Member member : members) {
            if (caller != null && member.goroutine == caller) {
                throw new IllegalStateException("a member waits for its own group, which would wait for ever;"
                        + " join or close the group from outside");
            }
        }
    }

    private void joined() throws ExecutionException {
        Throwable thrown;
        lock.lock();
        try {
            thrown = failure;
        } finally {
            lock.unlock();
        }
        endContext(thrown);
        if (thrown != null) {
            throw new ExecutionException(thrown);
        }
    }

    /**
     * Ends the group: takes no more, cancels members that are still there and waits for them. An interrupt of the caller does not end
     * that wait and stays set. Failures are not thrown here: {@link #join()} does that.
     *
     * @throws IllegalStateException if the caller is a member
     */
    @Override
    public void close() {
        lock.lock();
        try {
            checkNotMember();
            closed = true;
            if (!members.isEmpty()) {
                cancelMembers();
            }
        } finally {
            lock.unlock();
        }
        endContext(null);
        lock.lock();
        try {
            while (!members.isEmpty()) {
                allEnded.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }
}
