package dev.spindle.runtime;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The monitor thread: finds Ps whose M does not come back, and has them made up for.
 *
 * <p>It looks every 20 µs after it had to act, backing off to 5 ms (Go: 10 ms, but Go can preempt), and sleeps when no P runs. A P is stuck if its tick has
 * stood still since the last look and its M is blocked (a pinned park, a monitor, a wait), or if the tick has stood still for
 * 10 ms, Go's time slice. For each one {@link Processors} adds an idle P, so that the next submit finds it without waiting
 * for another look.
 *
 * <p>It also runs timers that nobody else got to, and tells when all goroutines are asleep.
 */
final class Sysmon implements Runnable {

    private static final long SHORTEST_NANOS = 20_000;
    private static final long LONGEST_NANOS = 5_000_000;
    private static final long TIME_SLICE_NANOS = 10_000_000;

    /** Go's: looks without an act before the pause doubles. */
    private static final int LOOKS_BEFORE_BACKING_OFF = 50;

    /** Looks at the longest pause during which no P ran, before the sleep. */
    private static final int IDLE_LOOKS_BEFORE_SLEEP = 20;

    private static final long OVERDUE_NANOS = 2_000_000;

    private final Scheduler scheduler;
    private final AtomicBoolean started = new AtomicBoolean();
    private volatile @Nullable Thread thread;

    /** Set before the last look before the sleep; read by whoever takes a P out of the idle set, after that. */
    private volatile boolean asleep;

    private volatile boolean stopped;

    /** What {@link #coarseNow()} gives. */
    private volatile long coarse;

    private boolean reportedCapped;

    Sysmon(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** A P has left the idle set: be awake, and be at all. */
    void activity() {
        if (asleep) {
            asleep = false;
            LockSupport.unpark(thread);
        } else if (thread == null) {
            start();
        }
    }

    private void start() {
        if (!stopped && started.compareAndSet(false, true)) {
            Thread monitor = new Thread(
                    scheduler.machines().group(), this, scheduler.config().name() + "-sysmon", 0, false);
            monitor.setDaemon(true);
            thread = monitor;
            try {
                monitor.start();
            } catch (Throwable t) { // no memory for a thread: the next P that leaves the idle set tries again
                thread = null;
                started.set(false);
                scheduler.config().listener().onTaskFailure(Thread.currentThread(), t);
            }
        }
    }

    void stop() {
        stopped = true;
        LockSupport.unpark(thread);
    }

    boolean awaitEnd(long nanos) throws InterruptedException {
        Thread running = thread;
        if (running == null) {
            return true;
        }
        LockSupport.unpark(running);
        TimeUnit.NANOSECONDS.timedJoin(running, Math.max(1, nanos));
        return !running.isAlive();
    }

    /** The time of the last look, for ages in dumps; good to 10 ms while anything runs. */
    long coarseNow() {
        return coarse;
    }

    @Override
    public void run() {
        long pause = SHORTEST_NANOS;
        int quiet = 0;
        while (!stopped) {
            LockSupport.parkNanos(this, pause);
            Thread.interrupted();
            long now = scheduler.now();
            coarse = now;
            if (lookAround(now)) {
                quiet = 0;
                pause = SHORTEST_NANOS;
            } else if (++quiet > LOOKS_BEFORE_BACKING_OFF && pause < LONGEST_NANOS) {
                pause = Math.min(pause * 2, LONGEST_NANOS);
            } else if (pause == LONGEST_NANOS && idleLooks >= IDLE_LOOKS_BEFORE_SLEEP) {
                sleep();
                quiet = 0;
                pause = SHORTEST_NANOS;
            }
        }
    }

    private int idleLooks;

    /** Nothing thrown by what it calls ends sysmon. */
    private boolean lookAround(long now) {
        try {
            return look(now);
        } catch (Throwable t) {
            scheduler.config().listener().onTaskFailure(Thread.currentThread(), t);
            return false;
        }
    }

    /** One look at every P; true if something had to be done. */
    private boolean look(long now) {
        boolean acted = false;
        boolean running = false;
        for (Processor p : scheduler.processors().all()) {
            Machine machine = p.machine;
            if (p.status() != Processor.Status.RUNNING || machine == null) {
                p.seenSince = now;
                continue;
            }
            running = true;
            acted |= isStuck(p, machine, now) && scheduler.processors().markStuck(p);
        }
        scheduler.processors().balance();
        scheduler.processors().runDueTimers(now - OVERDUE_NANOS);
        report();
        boolean work = scheduler.hasWork();
        if (work) {
            scheduler.wake(); // for surplus Ps, for what Eagerness left, and where an M could not be started
        }
        idleLooks = running || work ? 0 : idleLooks + 1;
        return acted;
    }

    private static boolean isStuck(Processor p, Machine machine, long now) {
        int tick = p.tick();
        if (tick != p.seenTick) {
            p.seenTick = tick;
            p.seenSince = now;
            return false;
        }
        return now - p.seenSince >= TIME_SLICE_NANOS || isBlocked(machine);
    }

    private static boolean isBlocked(Machine machine) {
        return switch (machine.getState()) {
            case BLOCKED, WAITING, TIMED_WAITING -> true;
            default -> false;
        };
    }

    private void report() {
        if (scheduler.processors().isCapped() && !reportedCapped) {
            reportedCapped = true;
            scheduler.config().listener().onMachinesCapped();
        }
    }

    /** Until a P leaves the idle set. No P runs; a stuck one that comes back looks after itself. */
    private void sleep() {
        asleep = true;
        if (anyRunning()) {
            asleep = false;
        }
        reportAllAsleep();
        while (asleep && !stopped) {
            LockSupport.park(this);
            Thread.interrupted();
        }
        idleLooks = 0;
        coarse = scheduler.now();
    }

    private boolean anyRunning() {
        for (Processor p : scheduler.processors().all()) {
            if (p.status() == Processor.Status.RUNNING) {
                return true;
            }
        }
        return false;
    }

    private void reportAllAsleep() {
        if (asleep
                && scheduler.processors().stuck() == 0
                && !scheduler.processors().hasTimers()
                && scheduler.census().live() > 0) {
            try {
                scheduler.config().listener().onAllAsleep();
            } catch (Throwable t) {
                scheduler.config().listener().onTaskFailure(Thread.currentThread(), t);
            }
        }
    }
}
