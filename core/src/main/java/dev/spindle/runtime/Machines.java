package dev.spindle.runtime;

import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The Ms: starting, parking, retiring, and the timekeeper among the parked ones.
 *
 * <p>An M without a P parks here and is in the idle set; whoever takes it out of that set decides what becomes of it: a waker hands
 * it a P, the M itself ends or sees to a timer. The first to park is the <b>timekeeper</b>: it sleeps no longer than
 * until the first timer of any P. It publishes its deadline before it looks at the heaps a last time, and whoever arms a
 * timer reads the deadline afterwards, so a timer is never overslept. A timekeeper that is woken for work leaves the role open;
 * the wake-up that follows each find of work brings the next M here.
 */
@SuppressWarnings("NonAtomicVolatileUpdate") // updates are under the spin lock
final class Machines {

    /** How long an M beyond the parallelism stays for the next surge. */
    private static final long KEEP_ALIVE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Scheduler scheduler;
    private final IdleSet idle;
    private final SpinLock lock = new SpinLock();

    /** By id, null where none lives; replaced under the lock, never changed. */
    private volatile @Nullable Machine[] all = {};

    /** Living Ms; written under the lock. */
    private volatile int count;

    private final AtomicReference<@Nullable Machine> timekeeper = new AtomicReference<>();

    /** Written by the timekeeper; {@link Timers#NEVER} where there is nothing to wait for. */
    private volatile long deadline = Timers.NEVER;

    Machines(Scheduler scheduler) {
        this.scheduler = scheduler;
        this.idle = new IdleSet(2 * scheduler.config().maxMachines() + 64);
    }

    /** The top-most group: an M may be started by any thread, virtual ones included, and belongs to none. */
    ThreadGroup group() {
        ThreadGroup top = Thread.currentThread().getThreadGroup();
        while (top.getParent() != null) {
            top = top.getParent();
        }
        return top;
    }

    int count() {
        return count;
    }

    int idle() {
        return idle.size();
    }

    @Nullable
    Machine[] all() {
        return all;
    }

    /** Gives the P, with the caller's spinner's count, to a parked M or a new one. */
    void start(Processor p) {
        int id = idle.claim();
        Machine parked = id < 0 ? null : all[id];
        if (parked != null) {
            parked.handOver(p);
            LockSupport.unpark(parked);
            return;
        }
        Machine fresh = null;
        try {
            fresh = create();
            fresh.handOver(p);
            fresh.start();
        } catch (Throwable t) { // no memory or no thread to be had: sysmon tries again
            if (fresh != null) {
                ended(fresh);
            }
            scheduler.giveBack(p);
            scheduler.sysmon().activity();
            Scheduler.log().log(Level.WARNING, "cannot start another thread; work waits", t);
        }
    }

    private Machine create() {
        lock.lock();
        try {
            @Nullable Machine[] now = all;
            int id = 0;
            while (id < now.length && now[id] != null) {
                id++;
            }
            Machine machine = new Machine(scheduler, id, scheduler.config().machineStackBytes());
            @Nullable Machine[] next = Arrays.copyOf(now, Math.max(now.length, id + 1));
            next[id] = machine;
            all = next;
            count++;
            return machine;
        } finally {
            lock.unlock();
        }
    }

    /** The M's thread is over. */
    void ended(Machine machine) {
        lock.lock();
        try {
            @Nullable Machine[] next = all.clone();
            if (next[machine.id] == machine) {
                next[machine.id] = null;
                all = next;
                count--;
            }
        } finally {
            lock.unlock();
        }
    }

    // ---- parking ----

    /** Parks the calling M until it is handed a P; returns without one if the M shall end. */
    void park(Machine self) {
        idle.add(self.id);
        long since = scheduler.now();
        while (!self.isHanded()) {
            if (scheduler.isTerminated() && idle.remove(self.id)) {
                break;
            }
            long now = scheduler.now();
            long until = keepTime(self);
            if (until <= now) {
                runDueTimers(self);
                continue;
            }
            if (timekeeper.get() == self && !scheduler.eagerness().isEager() && scheduler.hasRunningProcessor()) {
                nap(self, until - now);
                continue;
            }
            boolean surplus = count > scheduler.parallelism();
            if (surplus && now - since >= KEEP_ALIVE_NANOS && timekeeper.get() != self && idle.remove(self.id)) {
                break;
            }
            pause(self, Math.min(until - now, surplus ? KEEP_ALIVE_NANOS : Timers.NEVER));
        }
        timekeeper.compareAndSet(self, null);
    }

    /** Stands in for the wake-ups that {@link Eagerness} spared. */
    private void nap(Machine self, long atMost) {
        pause(self, Math.min(atMost, scheduler.eagerness().napNanos()));
        if (!self.isHanded()
                && scheduler.processors().hasLocalWork()
                && !scheduler.idleProcessors().isEmpty()) {
            search(self);
        }
    }

    private static void pause(Machine self, long nanos) {
        Thread.interrupted(); // an M is not told anything by interrupts
        if (nanos >= Timers.NEVER / 2) {
            LockSupport.park(self);
        } else {
            LockSupport.parkNanos(self, nanos);
        }
    }

    /** Takes the role if it is free; gives when to wake for a timer. */
    private long keepTime(Machine self) {
        if (timekeeper.get() != self && !timekeeper.compareAndSet(null, self)) {
            return Timers.NEVER;
        }
        long earliest;
        do {
            earliest = scheduler.processors().earliestTimer();
            deadline = earliest;
        } while (scheduler.processors().earliestTimer() < earliest);
        return earliest;
    }

    /** Takes a P for itself, to look for work; false if all are owned. */
    private boolean search(Machine self) {
        if (!idle.remove(self.id)) {
            awaitHandOver(self);
            return true;
        }
        Processor p = scheduler.claimIdleProcessor();
        if (p == null) {
            idle.add(self.id);
            return false;
        }
        scheduler.spinners().join();
        self.handOver(p);
        return true;
    }

    private void runDueTimers(Machine self) {
        if (search(self)) {
            return;
        }
        // Every P is owned by an M that may be busy for long: what is due goes to the global queue.
        scheduler.processors().runDueTimers(scheduler.now());
    }

    /** Somebody took this M out of the idle set and is about to hand it a P. */
    private static void awaitHandOver(Machine self) {
        while (!self.isHanded()) {
            LockSupport.park(self);
        }
    }

    /** Whether timers, or items that woke nobody, depend on an M that has yet to park here. */
    boolean lacksTimekeeper() {
        return timekeeper.get() == null
                && (!scheduler.eagerness().isEager() || scheduler.processors().earliestTimer() != Timers.NEVER);
    }

    /** Naps begin: the timekeeper may be asleep for long. */
    void wakeTimekeeper() {
        LockSupport.unpark(timekeeper.get());
    }

    /** A timer was armed: sees to it that somebody wakes in time. */
    void timerAdded(long when) {
        Machine keeper = timekeeper.get();
        if (keeper == null) {
            scheduler.wake();
        } else if (when < deadline) {
            LockSupport.unpark(keeper);
        }
    }

    // ---- the end ----

    void wakeAll() {
        for (Machine machine : all) {
            LockSupport.unpark(machine);
        }
    }

    void interruptAll() {
        for (Machine machine : all) {
            if (machine != null) {
                machine.interrupt();
            }
        }
    }

    boolean awaitEnd(long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        for (Machine machine : all) {
            if (machine != null && machine != Thread.currentThread()) {
                LockSupport.unpark(machine);
                TimeUnit.NANOSECONDS.timedJoin(machine, Math.max(1, end - System.nanoTime()));
                if (machine.isAlive()) {
                    return false;
                }
            }
        }
        return true;
    }
}
