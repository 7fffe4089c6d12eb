package dev.spindle.channel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The buffer of a channel: a FIFO ring that starts small and doubles until it holds {@code capacity} elements.
 *
 * <p>Every field is guarded by the lock that this class inherits, and every method but {@link #countAcquire()} needs it
 * held. The slots are a power of two, so the capacity is kept apart from their number; {@code head} counts on for ever
 * and wraps.
 *
 * @param <T> the type of the elements
 */
abstract class Ring<T> extends SpinLock {

    private static final int FIRST_SLOTS = 16;
    private static final int MOST_SLOTS = 1 << 30;
    private static final @Nullable Object[] NO_SLOTS = {};

    private static final VarHandle COUNT;

    static {
        try {
            COUNT = MethodHandles.lookup().findVarHandle(Ring.class, "count", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final int capacity;
    private int head;
    private int count;
    private @Nullable Object[] slots = NO_SLOTS;

    Ring(int capacity) {
        if (capacity < 0) {
            throw new IllegalArgumentException("capacity is negative: " + capacity);
        }
        this.capacity = capacity;
    }

    /** How many elements fit; needs no lock. */
    public final int capacity() {
        return capacity;
    }

    final int count() {
        return count;
    }

    /** The count without the lock. No intermediate value is ever written, so what it tells was true at some moment. */
    final int countAcquire() {
        return (int) COUNT.getAcquire(this);
    }

    /** Puts an element last; there must be room. If memory runs out, frees the lock and throws. */
    final void append(T element) {
        @Nullable Object[] array = slots;
        int n = count;
        if (n == array.length) {
            array = grow();
        }
        array[(head + n) & (array.length - 1)] = element;
        count = n + 1;
    }

    /** Puts elements last, in order; there must be room. As {@link #append} if memory runs out. */
    final void appendAll(@Nullable Object[] source, int from, int number) {
        @Nullable Object[] array = slots;
        while (count + number > array.length) {
            array = grow();
        }
        int start = (head + count) & (array.length - 1);
        int straight = Math.min(number, array.length - start);
        System.arraycopy(source, from, array, start, straight);
        System.arraycopy(source, from + straight, array, 0, number - straight);
        count += number;
    }

    /** Takes the first elements, in order; there must be so many. */
    final void removeAll(@Nullable Object[] target, int to, int number) {
        @Nullable Object[] array = slots;
        int start = head & (array.length - 1);
        int straight = Math.min(number, array.length - start);
        System.arraycopy(array, start, target, to, straight);
        System.arraycopy(array, 0, target, to + straight, number - straight);
        Arrays.fill(array, start, start + straight, null);
        Arrays.fill(array, 0, number - straight, null);
        head += number;
        count -= number;
    }

    /** Takes the first element; there must be one. */
    final T removeFirst() {
        @Nullable Object[] array = slots;
        int index = head & (array.length - 1);
        T first = elementAt(array, index);
        array[index] = null;
        head++;
        count--;
        return first;
    }

    /** Takes the first element and puts another one last, without changing the count; there must be one. */
    final T rotate(T last) {
        @Nullable Object[] array = slots;
        int mask = array.length - 1;
        int index = head & mask;
        T first = elementAt(array, index);
        array[index] = null;
        array[(head + count) & mask] = last;
        head++;
        return first;
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // only elements of T are appended, and the slot is occupied
    private T elementAt(@Nullable Object[] array, int index) {
        return (T) array[index];
    }

    private @Nullable Object[] grow() {
        @Nullable Object[] old = slots;
        @Nullable Object[] array;
        try {
            array = new Object[slotsAfter(old.length)];
        } catch (OutOfMemoryError e) {
            unlock();
            throw e;
        }
        if (old.length > 0) {
            int start = head & (old.length - 1);
            System.arraycopy(old, start, array, 0, old.length - start);
            System.arraycopy(old, 0, array, old.length - start, start);
        }
        head = 0;
        slots = array;
        return array;
    }

    private int slotsAfter(int length) {
        if (length == MOST_SLOTS) {
            throw new OutOfMemoryError("a channel holds at most " + MOST_SLOTS + " elements");
        }
        if (length > 0) {
            return length * 2;
        }
        return capacity >= FIRST_SLOTS ? FIRST_SLOTS : Integer.highestOneBit(Math.max(1, 2 * capacity - 1));
    }
}
