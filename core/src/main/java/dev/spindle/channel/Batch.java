package dev.spindle.channel;

import dev.spindle.runtime.Park;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Elements on their way into or out of a channel under one hold of its lock, and the threads to wake after it. All memory
 * is taken before the lock. Confined to one thread.
 *
 * @param <T> the type of the elements
 */
final class Batch<T> {

    /** The largest number of elements to move under one hold of the lock. */
    static final int MOST = 64;

    private final @Nullable Object[] elements;
    private int first;
    private int end;

    private final @Nullable Thread[] woken;
    private int wakes;

    private Batch(@Nullable Object[] elements, int end) {
        this.elements = elements;
        this.end = end;
        this.woken = new Thread[Math.min(elements.length, MOST)];
    }

    /** An empty one with room for so many. */
    static <T> Batch<T> ofSize(int size) {
        return new Batch<>(new Object[size], 0);
    }

    /** One that holds the elements up to the first null. */
    static <T> Batch<T> of(Collection<? extends T> collection) {
        @Nullable Object[] all = collection.toArray();
        int end = 0;
        while (end < all.length && all[end] != null) {
            end++;
        }
        return new Batch<>(all, end);
    }

    boolean isEmpty() {
        return first == end;
    }

    /** Whether there is no room. For one made of a collection: whether that had no null. */
    boolean isFull() {
        return room() == 0;
    }

    int size() {
        return end - first;
    }

    /** How many fit behind the last element. */
    int room() {
        return elements.length - end;
    }

    void add(T element) {
        elements[end++] = element;
    }

    /** Adds the first elements of a ring, under its lock; there must be so many, and room. */
    void addFrom(Ring<T> ring, int number) {
        ring.removeAll(elements, end, number);
        end += number;
    }

    /** Moves the first elements to the end of a ring, under its lock; there must be so many, and room. */
    void moveTo(Ring<T> ring, int number) {
        ring.appendAll(elements, first, number);
        first += number;
    }

    /** The first element, which stays; there must be one. */
    @SuppressWarnings({"unchecked", "NullAway"}) // only elements of T go in, and the slot is occupied
    T peek() {
        return (T) elements[first];
    }

    /** Takes the first element; there must be one. */
    T remove() {
        T element = peek();
        first++;
        return element;
    }

    /** Notes a thread, of which there is one an element at most. */
    void wakeLater(Thread thread) {
        woken[wakes++] = thread;
    }

    /** Wakes the threads that were noted; without the lock. */
    void wakeAll() {
        for (int i = 0; i < wakes; i++) {
            Park.unpark(woken[i]);
            woken[i] = null;
        }
        wakes = 0;
    }
}
