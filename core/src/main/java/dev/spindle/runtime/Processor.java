package dev.spindle.runtime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * P: the right to run goroutines, with what belongs to it: run queue, timers, idle hosts, counters.
 *
 * <p>Exactly one M owns a P that is RUNNING or STUCK; nobody owns one that is IDLE or RETIRED. Status:
 *
 * <pre>
 *    IDLE -&gt; RUNNING     an M claimed it from the idle set
 * RUNNING -&gt; IDLE        its M found no work
 * RUNNING -&gt; STUCK       sysmon (or a goroutine that announces a block): its M does not come back; a surplus P makes up for it
 *   STUCK -&gt; RUNNING     its M reached a scheduling point
 * RUNNING -&gt; RETIRED     its M, at a scheduling point, while there are more Ps than parallelism asks for
 *    IDLE -&gt; RETIRED     likewise, by whoever noticed and claimed it
 * RETIRED -&gt; IDLE        needed again
 * </pre>
 *
 * <p>The counters are written by the owner and read by anyone, opaque: they tell of progress and are summed for statistics.
 */
final class Processor {

    static final int RING_SLOTS = 256;

    /** Go's cap on dead goroutines a P, here on idle hosts. */
    static final int IDLE_HOSTS = 64;

    /** Where a P is in its life. */
    enum Status {
        IDLE,
        RUNNING,
        STUCK,
        RETIRED
    }

    private static final VarHandle STATUS;
    private static final VarHandle TICK;
    private static final VarHandle SPAWNED;
    private static final VarHandle FINISHED;
    private static final VarHandle STEALS;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            STATUS = lookup.findVarHandle(Processor.class, "status", Status.class);
            TICK = lookup.findVarHandle(Processor.class, "tick", int.class);
            SPAWNED = lookup.findVarHandle(Processor.class, "spawned", long.class);
            FINISHED = lookup.findVarHandle(Processor.class, "finished", long.class);
            STEALS = lookup.findVarHandle(Processor.class, "steals", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final int id;
    final RunQueue queue;
    final Timers timers;

    /** The M that owns this P; written by that M, read by sysmon. */
    volatile @Nullable Machine machine;

    private volatile Status status = Status.IDLE;

    private int tick;
    private long spawned;
    private long finished;
    private long steals;

    /** Owner only: goroutines run from {@code runnext} since the ring was last looked at. */
    int handoffs;

    /** Owner only: a stack of hosts without a goroutine. */
    private final @Nullable Host[] idleHosts = new Host[IDLE_HOSTS];

    private int idleHostCount;

    /** When it became STUCK last, as {@link System#nanoTime()} has it; under the lock of {@link Processors}. */
    long stuckSince;

    /** Sysmon only: the tick it saw last, and when it saw it first. */
    int seenTick;

    long seenSince;

    Processor(int id, RunQueue.Overflow overflow, long clockOrigin) {
        this.id = id;
        this.queue = new RunQueue(RING_SLOTS, overflow);
        this.timers = new Timers(clockOrigin);
    }

    // ---- owner only ----

    /** Counts a scheduling step and returns the count. */
    int countTick() {
        int next = (int) TICK.get(this) + 1;
        TICK.setOpaque(this, next);
        return next;
    }

    void countSpawned() {
        SPAWNED.setOpaque(this, (long) SPAWNED.get(this) + 1);
    }

    /** Release, so that whoever sums sees the spawn of what it sees finished. */
    void countFinished() {
        FINISHED.setRelease(this, (long) FINISHED.get(this) + 1);
    }

    void countSteal() {
        STEALS.setOpaque(this, (long) STEALS.get(this) + 1);
    }

    /** Keeps a host for the next fresh item; false if there are enough. */
    boolean pushIdleHost(Host host) {
        if (idleHostCount == IDLE_HOSTS) {
            return false;
        }
        idleHosts[idleHostCount++] = host;
        return true;
    }

    @Nullable
    Host popIdleHost() {
        if (idleHostCount == 0) {
            return null;
        }
        Host host = idleHosts[--idleHostCount];
        idleHosts[idleHostCount] = null;
        return host;
    }

    // ---- anyone ----

    Status status() {
        return status;
    }

    boolean moveStatus(Status from, Status to) {
        return STATUS.compareAndSet(this, from, to);
    }

    int tick() {
        return (int) TICK.getOpaque(this);
    }

    long spawned() {
        return (long) SPAWNED.getAcquire(this);
    }

    long finished() {
        return (long) FINISHED.getAcquire(this);
    }

    long steals() {
        return (long) STEALS.getOpaque(this);
    }
}
