package dev.spindle.runtime;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All hosts of a scheduler, for dumps and shutdown; and the shared spill of idle ones.
 *
 * <p>An intrusive list under a spin lock, as a host is made and ends rarely: two references a host, against the forty bytes
 * of a map entry for each of a million parked goroutines.
 */
final class HostSet {

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
