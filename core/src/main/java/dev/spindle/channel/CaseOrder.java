package dev.spindle.channel;

/** The order in which a select attempts its cases: that of their creation, or another one each time. */
final class CaseOrder {

    private final boolean shuffled;
    private SelectCase[] cases = {};
    private int random;

    /** A fixed order. */
    CaseOrder() {
        this.shuffled = false;
    }

    /** A random order that depends on the seed. */
    CaseOrder(int seed) {
        this.shuffled = true;
        this.random = seed | 1;
    }

    /** Whether it is that of their creation. */
    boolean isFixed() {
        return !shuffled;
    }

    /** Begins anew with these cases, in their order. */
    void set(SelectCase[] all) {
        cases = all.clone();
    }

    /** The cases in the order of the moment; not to be changed. */
    SelectCase[] cases() {
        return cases;
    }

    /** The case to attempt where this one is ready: in a fixed order the first that is, however they became so one after the other. */
    SelectCase firstReady(int ready) {
        int first = ready;
        if (!shuffled) {
            for (int i = readyBefore(first); i >= 0; i = readyBefore(first)) {
                first = i;
            }
        }
        return cases[first];
    }

    private int readyBefore(int end) {
        for (int i = 0; i < end; i++) {
            if (cases[i].isReady()) {
                return i;
            }
        }
        return -1;
    }

    /** Goes on to the next order: one shuffle (Fisher and Yates). */
    void next() {
        if (!shuffled) {
            return;
        }
        for (int i = cases.length - 1; i > 0; i--) {
            int j = nextBelow(i + 1);
            SelectCase moved = cases[i];
            cases[i] = cases[j];
            cases[j] = moved;
        }
    }

    /** Marsaglia's xorshift, scaled down from 32 bits. */
    private int nextBelow(int bound) {
        int x = random;
        x ^= x << 13;
        x ^= x >>> 17;
        x ^= x << 5;
        random = x;
        return (int) ((Integer.toUnsignedLong(x) * bound) >>> 32);
    }
}
