package dev.spindle.runtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jctools.queues.varhandle.MpmcVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * All hosts of a scheduler, for dumps and shutdown; and the shared spill of idle ones.
 *
 * <p>An intrusive list under a spin lock, as a host is made and ends rarely: two references a host, against the forty bytes
 * of a map entry for each of a million parked goroutines.
 */
final class HostSet {

    private static final int SPARES = 1024;
    private static final long PAUSE_NANOS = 100_000;

    private final MpmcVarHandleArrayQueue<Host> spares = new MpmcVarHandleArrayQueue<>(SPARES);
    private final SpinLock lock = new SpinLock();
    private @Nullable Host first;
    private int size;

    void add(Host host) {
        lock.lock();
        try {
            host.next = first;
            if (first != null) {
                first.previous = host;
            }
            first = host;
            size++;
        } finally {
            lock.unlock();
        }
    }

    void remove(Host host) {
        lock.lock();
        try {
            if (host.previous != null) {
                host.previous.next = host.next;
            } else if (first == host) {
                first = host.next;
            } else {
                return;
            }
            if (host.next != null) {
                host.next.previous = host.previous;
            }
            host.previous = null;
            host.next = null;
            size--;
        } finally {
            lock.unlock();
        }
    }

    // ---- idle ones that no P keeps ----

    @Nullable
    Host pollSpare() {
        return spares.relaxedPoll();
    }

    /** Keeps a parked host for any P, or ends it if there are enough. */
    void spare(Host host) {
        if (!spares.offer(host)) {
            end(host);
        }
    }

    /** Lets every idle host end. */
    void endIdle() {
        for (Host host : snapshot()) {
            if (host.task() == null) {
                end(host);
            }
        }
    }

    private static void end(Host host) {
        if (host.assign(Host.END)) {
            LockSupport.unpark(host.thread());
        }
    }

    /** Waits until no idle host is left; false if some are. */
    boolean awaitIdleEnd(long nanos) {
        long start = System.nanoTime();
        endIdle();
        while (hasIdle() && System.nanoTime() - start < nanos) {
            LockSupport.parkNanos(this, PAUSE_NANOS);
        }
        return !hasIdle();
    }

    // ---- all ----

    /** What has a stack now, each with its thread. */
    Map<Thread, Task> busy() {
        Map<Thread, Task> busy = new LinkedHashMap<>();
        for (Host host : snapshot()) {
            Task task = host.task();
            if (task != null) {
                busy.put(host.thread(), task);
            }
        }
        return busy;
    }

    /** The hosts at this moment, newest first. */
    List<Host> snapshot() {
        lock.lock();
        try {
            List<Host> hosts = new ArrayList<>(size);
            for (Host host = first; host != null; host = host.next) {
                hosts.add(host);
            }
            return hosts;
        } finally {
            lock.unlock();
        }
    }

    /** Whether a host has no goroutine and has yet to end. */
    boolean hasIdle() {
        for (Host host : snapshot()) {
            if (host.isIdle()) {
                return true;
            }
        }
        return false;
    }

    int size() {
        lock.lock();
        try {
            return size;
        } finally {
            lock.unlock();
        }
    }
}
