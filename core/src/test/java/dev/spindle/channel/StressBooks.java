package dev.spindle.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/** Who sent, received and lost which element in one round of a stress test. Elements count up from 0, each sent once. */
final class StressBooks implements ChannelListener<Integer> {

    private static final int ELEMENTS = 100_000;

    private final AtomicInteger elements = new AtomicInteger();
    private final int[] owners = new int[ELEMENTS];
    private final AtomicIntegerArray accepted = new AtomicIntegerArray(ELEMENTS);
    private final AtomicIntegerArray received = new AtomicIntegerArray(ELEMENTS);
    private final AtomicIntegerArray heardOf = new AtomicIntegerArray(ELEMENTS);
    private final AtomicIntegerArray undelivered = new AtomicIntegerArray(ELEMENTS);

    /** Runs that were sent up to an unknown element. */
    private final List<List<Integer>> brokenRuns = new ArrayList<>();

    /** A new element, or null if there are no more. */
    @Nullable
    Integer next(int sender) {
        int element = elements.getAndIncrement();
        if (element >= ELEMENTS) {
            return null;
        }
        owners[element] = sender;
        return element;
    }

    int owner(int element) {
        return owners[element];
    }

    void sent(int element) {
        accepted.incrementAndGet(element);
    }

    void sentInPart(List<Integer> run) {
        synchronized (brokenRuns) {
            brokenRuns.add(run);
        }
    }

    void got(int element) {
        received.incrementAndGet(element);
    }

    @Override
    public void received(Integer element) {
        heardOf.incrementAndGet(element);
    }

    @Override
    public void undelivered(Integer element) {
        undelivered.incrementAndGet(element);
    }

    /** When all is over: how many elements were accepted. */
    long check(List<Channel<Integer>> channels) {
        brokenRuns.forEach(this::settle);
        long total = 0;
        long lost = 0;
        for (int e = 0; e < Math.min(elements.get(), ELEMENTS); e++) {
            assertThat(received.get(e) + undelivered.get(e))
                    .as("fates of %d", e)
                    .isEqualTo(accepted.get(e));
            assertThat(heardOf.get(e)).as("told of %d", e).isEqualTo(received.get(e));
            total += accepted.get(e);
            lost += undelivered.get(e);
        }
        assertThat(channels.stream()
                        .mapToLong(channel -> channel.stats().dropped())
                        .sum())
                .isEqualTo(lost);
        return total;
    }

    /** Of a run that was broken off, the elements up to some one were accepted. */
    private void settle(List<Integer> run) {
        boolean ended = false;
        for (int element : run) {
            boolean hasFate = received.get(element) + undelivered.get(element) > 0;
            assertThat(hasFate && ended).as("%d of run %s", element, run).isFalse();
            ended = !hasFate;
            if (hasFate) {
                sent(element);
            }
        }
    }
}
