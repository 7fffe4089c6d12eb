package dev.spindle.runtime;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * M: a platform thread that carries goroutines while it owns a P.
 *
 * <p>It looks for work in Go's order ({@code schedule} and {@code findRunnable} of the Go runtime): timers of its P, the
 * global queue every 61 steps, {@code runnext}, its ring, a share of the global queue, and then, as a spinner, other Ps. What
 * the host loop and this loop have in common is {@link #pollLocal}; only this loop runs timers, steals, spins and sleeps.
 *
 * <p>Everything here is called by the M itself, from its own frames or from a virtual thread mounted on it, except
 * {@link #handOver}.
 */
final class Machine extends Thread {

    /** Go looks at the global queue every 61st step. */
    private static final int GLOBAL_EVERY = 61;

    /** A power of two: steps between looks at the clock while the P has timers. */
    private static final int TIMERS_EVERY = 16;

    /**
     * Goroutines in a row from {@code runnext} before the ring gets a turn; nothing preempts here, so this is what
     * bounds a pair that wakes each other.
     */
    private static final int HANDOFFS_MAX = 64;

    private static final int STEPS = 1 << 16;

    final int id;
    private final Scheduler scheduler;
    private final Stealing stealing;

    /** Written by this M; read by others for statistics only. */
    private volatile @Nullable Processor processor;

    /** The P that a waker hands over; written by the waker, then unpark; taken by this M. */
    private volatile @Nullable Processor handed;

    private boolean spinning;

    /** Set around the start or unpark of a host: the next submit on this carrier is its continuation. */
    private boolean resuming;

    /** What to run as soon as the mounted virtual thread is off. */
    private @Nullable Runnable direct;

    /** The host that was mounted and has run out of fresh items. */
    private @Nullable Host idled;

    Machine(Scheduler scheduler, int id, long stackSize) {
        super(scheduler.machines().group(), null, scheduler.config().name() + "-M" + id, stackSize, false);
        this.scheduler = scheduler;
        this.id = id;
        this.stealing = new Stealing(scheduler, this);
        setDaemon(true);
        setUncaughtExceptionHandler(scheduler.config().listener()::onTaskFailure);
        setContextClassLoader(scheduler.config().contextClassLoader());
    }

    Scheduler scheduler() {
        return scheduler;
    }

    @Nullable
    Processor processor() {
        return processor;
    }

    // ---- the carrier's loop ----

    @Override
    public void run() {
        try {
            while (!steps()) {
                // goes on
            }
        } finally {
            end();
        }
    }

    /** What this M takes along of the scheduler's end is done with before it counts as ended: whoever waits for that has it all. */
    private void end() {
        try {
            if (scheduler.isTerminated()) {
                scheduler.rescue();
            }
        } finally {
            scheduler.machines().ended(this);
        }
    }

    /** Some steps in a loop that returns, as {@link Host} ends, so that newer code takes over; true when this thread shall end. */
    private boolean steps() {
        for (int i = 0; i < STEPS; i++) {
            if (step()) {
                return true;
            }
        }
        return false;
    }

    /** Runs one item and what it leaves in {@code direct}; true when this thread shall end. Nothing thrown ends an M. */
    private boolean step() {
        try {
            Runnable item = findRunnable();
            if (item == null) {
                return true;
            }
            for (Runnable next = item; next != null; next = takeDirect()) {
                execute(next);
                keepIdled();
            }
        } catch (Throwable t) {
            scheduler.config().listener().onTaskFailure(this, t);
        }
        return false;
    }

    private void execute(Runnable item) {
        if (!(item instanceof Task task)) {
            item.run();
        } else if (scheduler.config().nativeMode()) {
            resumeHost(task);
        } else {
            runHere(task);
        }
    }

    private void runHere(Task task) {
        task.run();
        Thread.interrupted();
        countFinished();
    }

    private void resumeHost(Task task) {
        Processor p = owned();
        Host host = p.popIdleHost();
        if (host == null) {
            host = scheduler.hosts().pollSpare();
        }
        try {
            if (host == null || !host.assign(task)) {
                Host fresh = new Host(scheduler);
                fresh.assign(task);
                direct = VirtualThreads.startUnregistered(fresh.thread());
                if (direct == null) {
                    resuming = true;
                    fresh.thread().start();
                }
                scheduler.hosts().add(fresh);
            } else {
                resuming = true;
                LockSupport.unpark(host.thread());
            }
        } catch (Throwable t) { // no memory for another stack: nothing started, the task is still ours
            resuming = false;
            scheduler.global().push(task);
            scheduler.config().listener().onTaskFailure(this, t);
            LockSupport.parkNanos(Scheduler.RETRY_AFTER_OUT_OF_MEMORY_NANOS);
        }
        resuming = false;
    }

    /** The continuation of a host that this carrier is resuming; true if it was taken. */
    boolean takesResumed(Runnable continuation) {
        if (!resuming) {
            return false;
        }
        resuming = false;
        direct = continuation;
        return true;
    }

    private @Nullable Runnable takeDirect() {
        Runnable item = direct;
        direct = null;
        return item;
    }

    // ---- called by the host mounted on this M ----

    /** The next item of this P for the host to run itself or hand back; null where the carrier's loop is needed. */
    @Nullable
    Runnable pollInHost() {
        Processor p = owned();
        if (p.status() != Processor.Status.RUNNING || scheduler.needsCarrier() || timersDue(p)) {
            return null;
        }
        Runnable item = pollLocal(p);
        return item != null ? item : scheduler.global().pollShare(p.queue, scheduler.parallelism());
    }

    /** The mounted host is about to park for want of a fresh item, or to end (null); the carrier runs the given one then, if any. */
    void runAfterHost(@Nullable Host host, @Nullable Runnable item) {
        direct = item;
        idled = host;
    }

    /**
     * Keeps the host that has just parked for the next fresh item. Not before: another M could give it one while it still runs here, and
     * what it left in {@code direct} would be overwritten.
     */
    private void keepIdled() {
        Host host = idled;
        if (host != null) {
            idled = null;
            if (!owned().pushIdleHost(host)) {
                scheduler.hosts().spare(host);
            }
        }
    }

    void countFinished() {
        owned().countFinished();
    }

    // ---- looking for work ----

    private @Nullable Runnable findRunnable() {
        for (; ; ) {
            if (scheduler.isTerminated()) {
                leave();
                return null;
            }
            Processor p = processor;
            if (p != null && !retired(p)) {
                Runnable item = search(p);
                if (item != null) {
                    return item;
                }
                if (goIdle(p)) {
                    continue;
                }
            }
            if (!sleep()) {
                return null;
            }
        }
    }

    private boolean retired(Processor p) {
        if (p.status() == Processor.Status.STUCK) {
            scheduler.processors().markUnstuck(p);
            scheduler.sysmon().activity(); // it may sleep while all that runs is stuck
        }
        if (!scheduler.processors().isExcess()) {
            return false;
        }
        scheduler.empty(p); // first: once retired, the P may belong to another M at once
        drop(p);
        if (!scheduler.processors().retire(p)) {
            own(p);
            return false;
        }
        if (spinning) {
            stopSpinning();
            if (scheduler.hasWork()) { // somebody may have counted on this spinner
                scheduler.wake();
            }
        }
        return true;
    }

    private @Nullable Runnable search(Processor p) {
        if (timersDue(p) && runTimers(p)) {
            scheduler.wake();
        }
        Runnable item = pollLocal(p);
        if (item == null) {
            item = scheduler.global().pollShare(p.queue, scheduler.parallelism());
        }
        if (item == null && (spinning || startSpinning())) {
            item = stealing.search(p);
            if (item == null && scheduler.eagerness().foundNothing()) {
                scheduler.machines().wakeTimekeeper();
            }
        }
        if (item != null && spinning) {
            stopSpinning();
            if (scheduler.hasWork() || scheduler.machines().lacksTimekeeper()) { // the last look, see Scheduler
                scheduler.wake(); // the spinner that found work starts the next
            }
        }
        return item;
    }

    /** Runs what is due of a P's timers, this M's own or another's. */
    boolean runTimers(Processor p) {
        return p.timers.runDue(scheduler.now());
    }

    /** The clock is read every few steps only, or when there is nothing else to do. */
    private boolean timersDue(Processor p) {
        long earliest = p.timers.earliest();
        return earliest != Timers.NEVER
                && (p.tick() % TIMERS_EVERY == 0 || p.queue.isEmpty())
                && earliest <= scheduler.now();
    }

    @Nullable
    Runnable pollLocal(Processor p) {
        int tick = p.countTick();
        if (tick % GLOBAL_EVERY == 0) {
            Runnable shared = scheduler.global().pollOne();
            if (shared != null) {
                return shared;
            }
        }
        Runnable next = p.queue.pollNext();
        if (next != null) {
            if (++p.handoffs <= HANDOFFS_MAX) {
                return next;
            }
            p.queue.pushTail(next);
        }
        p.handoffs = 0;
        return p.queue.pollHead();
    }

    // ---- spinning, idling, sleeping ----

    private boolean startSpinning() {
        spinning = scheduler.spinners().tryJoin(scheduler.busyProcessors());
        return spinning;
    }

    private void stopSpinning() {
        if (spinning) {
            spinning = false;
            scheduler.spinners().leave();
        }
    }

    /**
     * Gives the P back and looks at everything once more.
     *
     * @return true if there is work after all and this M has a P again
     */
    private boolean goIdle(Processor p) {
        p.queue.scrub();
        letGo(p);
        scheduler.idleProcessors().add(p.id);
        stopSpinning();
        // The volatile writes above against the submitter's: it pushed before it looked at spinners and idle Ps.
        if (!scheduler.hasWork()) {
            return false;
        }
        Processor again = scheduler.claimIdleProcessor();
        if (again == null) {
            return false; // all Ps are owned; their Ms look at everything before they let go
        }
        take(again);
        scheduler.spinners().join();
        spinning = true;
        return true;
    }

    /** Parks until a P is handed over; false if this thread shall end. */
    private boolean sleep() {
        if (handed == null) {
            scheduler.machines().park(this);
        }
        Processor p = handed;
        if (p == null) {
            return false;
        }
        handed = null;
        take(p);
        spinning = true; // counted by the waker
        return true;
    }

    boolean isHanded() {
        return handed != null;
    }

    /** Gives this sleeping M a P, and the role of a spinner that the caller has counted already. */
    void handOver(Processor p) {
        handed = p;
    }

    /** Takes over a P whose status the claimer has set to RUNNING. */
    private void take(Processor p) {
        own(p);
        p.countTick(); // progress: what sysmon saw of this P before does not count
    }

    private void own(Processor p) {
        p.machine = this;
        processor = p;
    }

    private void letGo(Processor p) {
        drop(p);
        while (!p.moveStatus(Processor.Status.RUNNING, Processor.Status.IDLE)) {
            scheduler.processors().markUnstuck(p); // sysmon judged this P just now
            scheduler.sysmon().activity();
        }
    }

    private void drop(Processor p) {
        processor = null;
        p.machine = null;
    }

    private void leave() {
        stopSpinning();
        Processor p = processor;
        if (p != null) {
            letGo(p);
        }
    }

    private Processor owned() {
        Processor p = processor;
        if (p == null) {
            throw new IllegalStateException("an M without a P runs goroutines");
        }
        return p;
    }
}
