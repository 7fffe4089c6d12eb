package dev.spindle.runtime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A pooled virtual thread that runs fresh run-queue items one after the other (native mode).
 *
 * <p>The carrier resumes a host with an item in {@code current}. The host runs it as a plain call, then polls its P itself:
 * another fresh item runs at once, without a switch; a resumable one is handed to the carrier, as only a carrier can run it,
 * and the host goes to its P's idle stack and parks. A goroutine that parks takes its host with it.
 *
 * <p><b>Stale permits.</b> An unpark meant for a goroutine that has ended can reach its host while that is idle, so an idle
 * host parks in a loop on {@code current}, and a carrier that wakes one does not rely on getting its continuation: the
 * host may be awake elsewhere already, and then takes the item there.
 *
 * <p>A host is the uncaught-exception handler of its own thread. That costs nothing and leads from
 * {@code Thread.currentThread()} to the host without a thread local.
 */
final class Host implements Runnable, Thread.UncaughtExceptionHandler, WaitReason {

    /** Tells an idle host to end. */
    static final Task END = new Task() {
        @Override
        protected void body() {}

        @Override
        public void neverRan() {}

        @Override
        public boolean wantsCleanThread() {
            return false;
        }
    };

    /**
     * Items that a host runs before it ends and another takes its place. The JVM keeps a loop that never returns in the code it was in
     * when it last went round: once that is out of date, all that it calls anew is interpreted, for as long as the loop goes on.
     */
    static final int LIFE = 1 << 14;

    private static final VarHandle CURRENT;

    static {
        try {
            CURRENT = MethodHandles.lookup().findVarHandle(Host.class, "current", Task.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Scheduler scheduler;
    private final Thread thread;

    /**
     * What runs here or is about to: while null, set by CAS by the one carrier that popped this host, or by whoever ends idle
     * hosts (read by the host, acquire); otherwise by the host. Dumps read it, opaque.
     */
    private @Nullable Task current;

    /** Items that have ended here; the host's own. */
    private int ended;

    /** Neighbours in {@link HostSet}, under its lock. */
    @Nullable
    Host previous;

    @Nullable
    Host next;

    Host(Scheduler scheduler) {
        this.scheduler = scheduler;
        this.thread = VirtualThreads.newThread(scheduler.resumer(), this);
        thread.setUncaughtExceptionHandler(this);
        VirtualThreads.resetContextClassLoader(thread, scheduler.config().contextClassLoader());
    }

    /** The host that the calling thread is, or null. */
    static @Nullable Host current() {
        Thread thread = Thread.currentThread();
        return thread.isVirtual() && thread.getUncaughtExceptionHandler() instanceof Host host && host.thread == thread
                ? host
                : null;
    }

    Thread thread() {
        return thread;
    }

    Scheduler scheduler() {
        return scheduler;
    }

    @Nullable
    Task task() {
        return (Task) CURRENT.getOpaque(this);
    }

    /** Whether no goroutine runs here or is about to. */
    @SuppressWarnings("ReferenceEquality") // END is one of a kind
    boolean isIdle() {
        Task task = task();
        return task == null || task == END;
    }

    /** Gives an idle host its next item, and the caller then starts or unparks the thread; false if it was told to end. */
    boolean assign(Task task) {
        return CURRENT.compareAndSet(this, (Task) null, task);
    }

    /** One frame for all of it: what a host needs of the stack, every parked goroutine keeps. */
    @Override
    public void run() {
        boolean again;
        do {
            Task task = (Task) CURRENT.getAcquire(this);
            while (task == null) {
                LockSupport.park(this);
                Thread.interrupted(); // a stray interrupt of an idle host would make it spin here
                task = (Task) CURRENT.getAcquire(this);
            }
            Throwable failure = null;
            try {
                task.begin();
                task.body();
            } catch (Throwable t) {
                failure = t;
            }
            again = findNext(failure);
        } while (again);
        scheduler.hosts().remove(this);
    }

    /** Ends an item, then finds the next or goes idle; false if this host has to end. */
    @SuppressWarnings("ReferenceEquality") // END is one of a kind
    private boolean findNext(@Nullable Throwable failure) {
        Task last = (Task) CURRENT.get(this);
        if (!last.end(failure) && failure != null) {
            scheduler.config().listener().onTaskFailure(thread, failure);
        }
        if (last == END) {
            return false;
        }
        boolean clean = wantsClean(last);
        cleanAfter(clean);
        Machine machine = scheduler.currentMachine();
        if (machine == null) {
            scheduler.census().finishedOutside();
            return false; // the scheduler has ended; the JDK's own runs this continuation
        }
        machine.countFinished();
        Runnable item = machine.pollInHost();
        if (++ended == LIFE) {
            CURRENT.setOpaque(this, END);
            machine.runAfterHost(null, item);
            return false;
        }
        if (item instanceof Task fresh) {
            if (!clean && wantsClean(fresh)) {
                clean();
            }
            CURRENT.setOpaque(this, fresh);
            return true;
        }
        if (!clean) {
            clean(); // whatever comes next, it begins on a clean thread
        }
        CURRENT.setOpaque(this, (Task) null);
        machine.runAfterHost(this, item);
        return true;
    }

    private boolean wantsClean(Task task) {
        return task.wantsCleanThread() || scheduler.config().cleanTasks();
    }

    /** Nothing of one goroutine may be seen by the next; what plain tasks leave may stay until a goroutine comes. */
    private void cleanAfter(boolean clean) {
        if (thread.isInterrupted()) {
            Thread.interrupted();
        }
        if (clean) {
            clean();
        }
        if (thread.getUncaughtExceptionHandler() != this) {
            thread.setUncaughtExceptionHandler(this);
        }
    }

    private void clean() {
        VirtualThreads.clearThreadLocals(thread);
        VirtualThreads.resetContextClassLoader(thread, scheduler.config().contextClassLoader());
        if (!thread.getName().isEmpty()) {
            thread.setName("");
        }
    }

    @Override
    public void uncaughtException(Thread t, Throwable e) {
        scheduler.config().listener().onTaskFailure(t, e);
    }

    @Override
    public String waitReason() {
        return "idle";
    }
}
