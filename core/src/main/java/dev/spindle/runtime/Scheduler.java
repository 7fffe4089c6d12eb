package dev.spindle.runtime;

import java.lang.System.Logger;
import java.lang.invoke.VarHandle;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The M:P:G scheduler: submission, wake-ups, spinners, and what its parts share.
 *
 * <p><b>The sleep protocol</b> (Go's "spinning M" protocol). A submitter publishes work, then, after a full fence, reads the
 * number of spinners and the set of idle Ps. An M that goes idle puts its P into that set and gives up its spinner's count, both by
 * volatile writes, and only then looks at all queues and timers once more. So of a push and a sleep that race, one sees
 * the other: no item waits beside an idle P. A wake-up starts at most one M, and none while another spins; a spinner that
 * finds work wakes the next, so Ms ramp up one after the other and stop when there is nothing left.
 *
 * <p><b>Whose P.</b> A submit from a goroutine on one of our carriers goes to that P's {@code runnext}; from the carrier
 * itself, after a yield or for a timer, to the tail; from anywhere else to the global queue.
 *
 * <p>How many Ps there are is in {@link Processors}, which Ms run in {@link Machines}, what watches them in {@link Sysmon}.
 */
public final class Scheduler {

    static final long RETRY_AFTER_OUT_OF_MEMORY_NANOS = 100_000_000;

    private static final Logger LOG = System.getLogger("dev.spindle");

    private final SchedulerConfig config;
    private final long clockOrigin = System.nanoTime();

    private final GlobalQueue global = new GlobalQueue();
    private final IdleSet idleProcessors;
    private final Processors processors;
    private final Machines machines;
    private final Sysmon sysmon;
    private final HostSet hosts = new HostSet();
    private final @Nullable Resumer resumer;

    private final Spinners spinners = new Spinners();
    private final Eagerness eagerness = new Eagerness();

    private final Census census;

    private volatile boolean terminated;

    /**
     * Makes a scheduler; its threads start when there is something to do.
     *
     * @param config what it is made of
     */
    public Scheduler(SchedulerConfig config) {
        this.config = config;
        this.idleProcessors = new IdleSet(config.maxMachines());
        this.processors =
                new Processors(idleProcessors, global, clockOrigin, config.parallelism(), config.maxMachines());
        this.census = new Census(processors);
        this.machines = new Machines(this);
        this.resumer = config.nativeMode() ? new Resumer(this) : null;
        this.sysmon = new Sysmon(this);
    }

    /**
     * Why this JVM can have no native mode.
     *
     * @return the reason, or null if it can
     */
    public static @Nullable String nativeModeUnsupportedReason() {
        return VirtualThreads.unsupportedReason();
    }

    // ---- submission ----

    /**
     * Accepts a fresh item. Never blocks; any thread.
     *
     * @param task the item, run once, or told that it never will
     */
    public void submit(Task task) {
        Machine machine = currentMachine();
        Processor p = machine == null ? null : machine.processor();
        if (p != null) {
            p.countSpawned();
            pushNext(p, task);
        } else {
            census.spawnedOutside();
            pushOutside(task);
        }
    }

    /**
     * As {@link #submit}, behind what is runnable already instead of before it: for work that goes on in slices.
     *
     * @param task the item, run once for each submission, or told that it never will
     */
    public void submitLast(Task task) {
        Machine machine = currentMachine();
        Processor p = machine == null ? null : machine.processor();
        if (p != null) {
            p.countSpawned();
            p.queue.pushTail(task);
            VarHandle.fullFence();
            wake();
        } else {
            census.spawnedOutside();
            pushOutside(task);
        }
    }

    /** Accepts the continuation of a parked virtual thread; see the class comment for where it goes. Never throws. */
    void resume(Runnable continuation) {
        Machine machine = currentMachine();
        Processor p = machine == null ? null : machine.processor();
        if (machine == null || p == null) {
            pushOutside(continuation);
        } else if (!machine.takesResumed(continuation)) {
            if (Thread.currentThread() == machine) {
                p.queue.pushTail(continuation);
                VarHandle.fullFence();
                wake();
            } else {
                pushNext(p, continuation);
            }
        }
    }

    /** On a P that is stuck the item would wait: nobody naps beside it, and sysmon's looks may be over. */
    private void pushNext(Processor p, Runnable item) {
        if (p.queue.pushNext(item) || eagerness.isEager() || p.status() != Processor.Status.RUNNING) {
            wake();
        }
    }

    private void pushOutside(Runnable item) {
        global.push(item);
        VarHandle.fullFence(); // against the last look of an M that goes idle
        wake();
        if (terminated) {
            rescue();
        }
    }

    /** The M underneath the caller, if it is one of ours. */
    @Nullable
    Machine currentMachine() {
        Thread carrier = config.nativeMode() ? VirtualThreads.currentCarrier() : Thread.currentThread();
        return carrier instanceof Machine machine && machine.scheduler() == this ? machine : null;
    }

    /**
     * Whether the caller runs on a P of this scheduler.
     *
     * @return true in a goroutine or task of native mode, in a task of portable mode
     */
    public boolean isCurrent() {
        return currentMachine() != null;
    }

    /**
     * The fresh item that the calling thread runs as a host (native mode).
     *
     * @return null on any other thread
     */
    public static @Nullable Task currentTask() {
        Host host = Host.current();
        return host == null ? null : host.task();
    }

    // ---- wake-ups and spinners ----

    /** After work was published and fenced: sees to it that somebody looks. */
    void wake() {
        if (spinners.isNone() && !idleProcessors.isEmpty()) {
            wakeOne();
        }
    }

    private void wakeOne() {
        while (!terminated && spinners.tryBeFirst()) {
            Processor p = claimIdleProcessor();
            if (p != null) {
                machines.start(p);
                return;
            }
            spinners.leave();
            // Meanwhile another submitter may have counted on this spinner, and an M may have gone idle before that.
            if (idleProcessors.isEmpty() || !hasWork()) {
                return;
            }
        }
    }

    /** Takes a P out of the idle set for the caller, who owns it from now on. */
    @Nullable
    Processor claimIdleProcessor() {
        int id = idleProcessors.claim();
        if (id < 0) {
            return null;
        }
        Processor p = processors.get(id);
        p.moveStatus(Processor.Status.IDLE, Processor.Status.RUNNING);
        sysmon.activity(); // after the move: sysmon looks at it before it sleeps
        return p;
    }

    /** A machine could not be started for this P: it goes back, with the spinner's count. */
    void giveBack(Processor p) {
        p.moveStatus(Processor.Status.RUNNING, Processor.Status.IDLE);
        idleProcessors.add(p.id);
        spinners.leave();
    }

    int busyProcessors() {
        return processors.live() - idleProcessors.size();
    }

    /** Whether any P is busy that may yet leave something in its runnext for others. */
    boolean hasRunningProcessor() {
        return busyProcessors() > processors.stuck();
    }

    /** Whether any queue holds an item or any timer is due. */
    boolean hasWork() {
        return !global.isEmpty() || processors.hasLocalWork() || processors.earliestTimer() <= now();
    }

    // ---- Ps ----

    /**
     * Changes how many Ps make progress at once, now.
     *
     * @param n at least 1
     */
    public void parallelism(int n) {
        wakeFor(processors.parallelism(n));
    }

    /**
     * How many Ps make progress at once.
     *
     * @return at least 1
     */
    public int parallelism() {
        return processors.parallelism();
    }

    /** The caller is about to block its M, if it is on one: another P takes over at once. */
    public void aboutToBlock() {
        Machine machine = currentMachine();
        Processor p = machine == null ? null : machine.processor();
        if (p != null && processors.markStuck(p)) {
            wakeFor(processors.balance());
        }
    }

    /** New idle Ps came: as many Ms look for work, one waking the next. */
    void wakeFor(int added) {
        if (added > 0 && hasWork()) {
            wake();
        }
    }

    /** Gives away what a P holds that is about to retire; called by its owner. */
    void empty(Processor p) {
        Runnable next = p.queue.pollNext();
        if (next != null) {
            global.push(next);
        }
        for (Runnable item = p.queue.pollHead(); item != null; item = p.queue.pollHead()) {
            global.push(item);
        }
        p.queue.scrub();
        for (Host host = p.popIdleHost(); host != null; host = p.popIdleHost()) {
            hosts.spare(host);
        }
        VarHandle.fullFence();
        wake();
    }

    // ---- timers ----

    /**
     * Arms a timer.
     *
     * @param delayNanos from now, in nanoseconds; zero or less is due at once
     * @param action what a carrier runs then; must not block
     * @return the timer, to be cancelled
     */
    public Timer schedule(long delayNanos, Runnable action) {
        Machine machine = currentMachine();
        Processor p = machine == null ? null : machine.processor();
        Timers heap = (p == null ? processors.get(0) : p).timers;
        long now = now();
        long when = delayNanos <= 0 ? now : now + delayNanos < 0 ? Timers.NEVER - 1 : now + delayNanos;
        Timer timer = heap.add(when, action);
        machines.timerAdded(when);
        if (terminated) {
            rescue();
        }
        return timer;
    }

    /**
     * Arms a timer for a task, which is dropped if the scheduler ends first.
     *
     * @param delayNanos from now, in nanoseconds; zero or less is due at once
     * @param task what to submit then
     * @return the timer, to be cancelled
     */
    public Timer submitLater(long delayNanos, Task task) {
        return schedule(delayNanos, new Submission(this, task));
    }

    /** What the timer of a delayed task does. */
    record Submission(Scheduler scheduler, Task task) implements Runnable {
        @Override
        public void run() {
            scheduler.submit(task);
        }
    }

    /** Nanoseconds since this scheduler was made. */
    long now() {
        return System.nanoTime() - clockOrigin;
    }

    /**
     * The goroutines and tasks that have a stack now, each with its thread.
     *
     * @return a snapshot; what ends meanwhile may be in it
     */
    public Map<Thread, Task> hosted() {
        return hosts.busy();
    }

    /** Interrupts the tasks that Ms run as plain calls, which is so in portable mode only; idle Ms don't heed it. */
    public void interruptPortableTasks() {
        if (!config.nativeMode()) {
            machines.interruptAll();
        }
    }

    /**
     * How many goroutines and tasks there are and were.
     *
     * @return the counts, to be asked and, for goroutines on threads of the JDK's own, told
     */
    public Census census() {
        return census;
    }

    /**
     * What the scheduler is doing.
     *
     * @return the numbers, each read at its own moment
     */
    public Snapshot snapshot() {
        return Snapshot.of(this);
    }

    /**
     * How many Ps have been stuck for long.
     *
     * @param nanos for at least so many nanoseconds, without a scheduling point in between
     * @return their number at this moment
     */
    public int stuckFor(long nanos) {
        return processors.stuckFor(nanos);
    }

    /**
     * Nanoseconds since this scheduler was made, as of sysmon's last look.
     *
     * @return good to about 10 ms while anything runs
     */
    public long coarseNow() {
        return sysmon.coarseNow();
    }

    // ---- the end ----

    /**
     * Ends the scheduler: Ms stop at their next scheduling point, tasks that have not started are told so, and goroutines
     * that are or will be runnable go on with the JDK's own scheduler. Idempotent; does not wait.
     */
    public void terminate() {
        terminated = true;
        machines.wakeAll();
        sysmon.stop();
        rescue();
    }

    /** After {@link #terminate()}, as often as needed: looks after what Ms and late submitters left behind. */
    public void rescue() {
        new Rescue(this).run();
    }

    /**
     * Waits until no thread of this scheduler is left, but for hosts whose goroutine has not ended.
     *
     * @param nanos the longest wait
     * @return true if all have ended
     * @throws InterruptedException if the caller is interrupted
     */
    public boolean awaitTermination(long nanos) throws InterruptedException {
        return machines.awaitEnd(nanos) && sysmon.awaitEnd(nanos) && hosts.awaitIdleEnd(nanos);
    }

    boolean isTerminated() {
        return terminated;
    }

    /** Whether a host has to let its carrier have a look. */
    boolean needsCarrier() {
        return processors.isExcess() || terminated;
    }

    // ---- parts ----

    SchedulerConfig config() {
        return config;
    }

    Executor resumer() {
        if (resumer == null) {
            throw new IllegalStateException("hosts exist in native mode only");
        }
        return resumer;
    }

    GlobalQueue global() {
        return global;
    }

    IdleSet idleProcessors() {
        return idleProcessors;
    }

    Processors processors() {
        return processors;
    }

    Machines machines() {
        return machines;
    }

    HostSet hosts() {
        return hosts;
    }

    Sysmon sysmon() {
        return sysmon;
    }

    Spinners spinners() {
        return spinners;
    }

    Eagerness eagerness() {
        return eagerness;
    }

    static Logger log() {
        return LOG;
    }
}
