package dev.spindle.channel;

import dev.spindle.runtime.Park;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the first of several sends, receives and events to be ready, and does just that one: Go's {@code select}.
 *
 * {@snippet :
 * void serve(Receiver<String> lines, Sender<Integer> lengths, CompletionStage<?> stop) throws InterruptedException {
 *     Select select = Select.fair();
 *     ReceiveCase<String> line = select.receive(lines);
 *     SendCase<Integer> length = select.send(lengths);
 *     EventCase stopped = select.event(stop);
 *     SelectCase chosen = select.select();
 *     while (chosen != stopped) {
 *         if (chosen == line) {
 *             length.offer(line.element().length()); // what is not sent yet is replaced
 *         }
 *         chosen = select.select();
 *     }
 * }
 * }
 *
 * <p>{@link #select()} waits, {@link #trySelect()} never does (Go's {@code default}), {@link #select(Duration)} waits at
 * most so long. If several cases are ready, a {@linkplain #fair() fair} select takes any of them with equal chances, an
 * {@linkplain #ordered() ordered} one the case that was made first; so what was sent before an end is received before the
 * end is seen, if the receive was made before the case of the end. A select is atomic: it has no effect on any channel
 * but the chosen one, and it finds none ready only if none was at one moment. One channel may be in several cases, and a
 * select that both sends and receives on one never meets itself.
 *
 * <p>A select is made once and used many times, by one thread at a time; using it creates no garbage. A case may be
 * disabled for a while, and a send case takes part only while it has an element.
 *
 * <p><b>Interrupts.</b> As with a single operation: an interrupted select did nothing, and one that did something before
 * the interrupt arrived returns as usual, with the flag set. {@code trySelect} pays no attention to interrupts.
 */
public final class Select {

    // The algorithm is Go's (runtime/select.go). Each case that looks ready is attempted under its channel's lock. If
    // none succeeds, all channels are locked and looked at together, so that "none is ready" is true at one moment;
    // then a waiter joins each queue. Who gets to one of them completes the select's one wait by compare-and-set, and
    // others pass it over. Afterwards the thread leaves the other queues, each under its lock: from then on no one
    // knows its waiters, and they can be used again. Events and ticks have no queue; for these the thread looks itself,
    // whenever it wakes, and starts anew. Where the order counts, the cases before one that is ready are looked at
    // again: what
    // came before it, and after the first look at them, is seen then.

    private final CaseOrder order;
    private final Parking wait = new Parking();
    private final LockSet locks = new LockSet();

    /** In the order of creation. */
    private SelectCase[] cases = {};

    /** Those that nobody completes. */
    private SelectCase[] polled = {};

    private @Nullable SelectCase chosen;

    Select(CaseOrder order) {
        this.order = order;
    }

    /**
     * A select that chooses among ready cases at random.
     *
     * @return a new select without cases
     */
    public static Select fair() {
        return new Select(new CaseOrder(ThreadLocalRandom.current().nextInt()));
    }

    /**
     * A select that chooses, of the ready cases, the one that was made first. A receive that was made before the case of an
     * end (a context's, a goroutine's, a stage's) is chosen as long as something is left of what was sent before that end.
     *
     * @return a new select without cases
     */
    public static Select ordered() {
        return new Select(new CaseOrder());
    }

    /**
     * Adds a receive.
     *
     * @param <T> the type of the elements
     * @param receiver where to receive from
     * @return the new case, enabled
     */
    public <T> ReceiveCase<T> receive(Receiver<T> receiver) {
        ChannelCore<T> core = switch (Objects.requireNonNull(receiver, "receiver")) {
            case RingChannel<T> ring -> ring;
            case NeverChannel<T> never -> null;
        };
        return add(new ReceiveCase<>(core, wait, cases.length + 1));
    }

    /**
     * Adds a send, which takes part once it was {@linkplain SendCase#offer offered} an element.
     *
     * @param <T> the type of the elements
     * @param sender where to send to
     * @return the new case, without an element
     */
    public <T> SendCase<T> send(Sender<T> sender) {
        ChannelCore<T> core = switch (Objects.requireNonNull(sender, "sender")) {
            case RingChannel<T> ring -> ring;
            case NeverChannel<T> never -> null;
        };
        return add(new SendCase<>(core, wait, cases.length + 1));
    }

    /**
     * Adds something that happens once.
     *
     * @param event what to wait for
     * @return the new case, enabled
     */
    public EventCase event(SelectEvent event) {
        return add(new EventCase(Objects.requireNonNull(event, "event"), this::wake));
    }

    /**
     * Adds the completion of a stage, normal or exceptional. The stage keeps a small callback until then.
     *
     * @param stage what to wait for
     * @return the new case, enabled
     */
    public EventCase event(CompletionStage<?> stage) {
        return event(new StageEvent(Objects.requireNonNull(stage, "stage")));
    }

    private <C extends SelectCase> C add(C added) {
        cases = append(cases, added);
        order.set(cases);
        if (added.isPolled()) {
            polled = append(polled, added);
        }
        ChannelCore<?> channel = added.channel();
        if (channel != null) {
            locks.add(channel);
        }
        return added;
    }

    private static SelectCase[] append(SelectCase[] array, SelectCase added) {
        SelectCase[] longer = Arrays.copyOf(array, array.length + 1);
        longer[array.length] = added;
        return longer;
    }

    /**
     * Waits until a case is ready and does it. If all cases are disabled, waits for an interrupt.
     *
     * @return the case that was chosen
     * @throws InterruptedException if interrupted before a case was ready; nothing was done
     * @throws ChannelClosedException if a send was chosen and its channel is closed; it keeps its element
     * @throws IllegalStateException if this select has no cases
     */
    public SelectCase select() throws InterruptedException {
        if (cases.length == 0) {
            throw new IllegalStateException("a select without cases would wait for ever");
        }
        SelectCase result = selectWithin(Nanos.FOREVER);
        if (result == null) {
            throw new AssertionError("a wait without an end has ended");
        }
        return result;
    }

    /**
     * As {@link #select()}, for at most the given time.
     *
     * @param timeout the longest wait; zero or less does not wait at all
     * @return the case that was chosen, or null if the time ran out first
     * @throws InterruptedException if interrupted before a case was ready; nothing was done
     * @throws ChannelClosedException if a send was chosen and its channel is closed; it keeps its element
     */
    public @Nullable SelectCase select(Duration timeout) throws InterruptedException {
        return selectWithin(Nanos.of(timeout));
    }

    /**
     * Does a case that is ready, if any: a {@code select} with a {@code default}.
     *
     * @return the case that was chosen, or null if none was ready
     * @throws ChannelClosedException if a send was chosen and its channel is closed; it keeps its element
     */
    public @Nullable SelectCase trySelect() {
        begin();
        SelectCase ready = attemptEach();
        return ready != null || cases.length == 1 ? ready : attemptOrJoin(false);
    }

    private @Nullable SelectCase selectWithin(long nanos) throws InterruptedException {
        RingChannel.throwIfInterrupted();
        begin();
        long start = nanos == Nanos.FOREVER ? 0 : System.nanoTime();
        while (true) {
            SelectCase ready = attemptEach();
            if (ready != null) {
                return ready;
            }
            long left = nanos == Nanos.FOREVER ? nanos : nanos - (System.nanoTime() - start);
            if (left <= 0) {
                return attemptOrJoin(false);
            }
            wait.reset();
            try {
                subscribeAll();
                ready = attemptOrJoin(true);
                if (ready == null) {
                    ready = completed(await(left));
                }
            } finally {
                unsubscribeAll();
            }
            if (ready != null) {
                return ready;
            }
        }
    }

    private void begin() {
        if (chosen != null) {
            chosen.begin();
            chosen = null;
        }
        order.next();
    }

    private SelectCase choose(SelectCase ready) {
        ready.choose();
        chosen = ready;
        return ready;
    }

    /** Attempts each case by itself. */
    private @Nullable SelectCase attemptEach() {
        SelectCase[] inOrder = order.cases();
        for (int i = 0; i < inOrder.length; i++) {
            if (inOrder[i].isReady()) {
                SelectCase ready = order.firstReady(i);
                ChannelCore<?> channel = ready.channel();
                if (channel != null) {
                    channel.lock();
                }
                if (ready.attempt()) {
                    return choose(ready);
                }
                if (channel != null) {
                    channel.unlock();
                }
            }
        }
        return null;
    }

    /**
     * Looks at all channels at one moment. If none is ready, joins all queues if asked to, else looks at the events: one
     * that has not happened now had not happened at that moment.
     */
    private @Nullable SelectCase attemptOrJoin(boolean join) {
        while (true) {
            locks.lockAll();
            SelectCase ready = firstReadyChannel();
            if (ready == null) {
                if (join) {
                    joinAll();
                }
                locks.unlockAll();
                return join ? null : attemptEvents();
            }
            ChannelCore<?> channel = Objects.requireNonNull(ready.channel());
            locks.unlockAllBut(channel);
            if (ready.attempt()) {
                return choose(ready);
            }
            channel.unlock(); // it found only waiters whose selects were completed elsewhere
        }
    }

    private @Nullable SelectCase firstReadyChannel() {
        for (SelectCase each : order.cases()) {
            if (each.channel() != null && each.isReady()) {
                return each;
            }
        }
        return null;
    }

    private @Nullable SelectCase attemptEvents() {
        for (SelectCase each : polled) {
            if (each.channel() == null && each.isReady()) {
                SelectCase earlier = order.isFixed() ? attemptEach() : null;
                return earlier != null ? earlier : choose(each);
            }
        }
        return null;
    }

    private boolean isPolledReady() {
        for (SelectCase each : polled) {
            if (each.isReady()) {
                return true;
            }
        }
        return false;
    }

    /** As {@link #isPolledReady()}; if an event throws, this leaves all queues, unless it was completed there meanwhile. */
    private boolean isPolledReadyOrLeave() {
        try {
            return isPolledReady();
        } catch (RuntimeException | Error e) {
            if (giveUp()) {
                throw e;
            }
            return true; // whoever completed it was first: that is what comes of the select
        }
    }

    /** Leaves all queues, unless it was completed meanwhile. */
    private boolean giveUp() {
        boolean first = wait.casFromWaiting(Parking.GAVE_UP);
        if (first) {
            leaveAllBut(null);
        }
        return first;
    }

    /** Parks until completed, or until something polled is ready or the time runs out, and has left all queues then. */
    private int await(long nanos) throws InterruptedException {
        long start = System.nanoTime();
        int state = wait.stateAcquire();
        while (state == Parking.WAITING) {
            long left = nanos == Nanos.FOREVER ? nanos : nanos - (System.nanoTime() - start);
            boolean interrupted = Thread.currentThread().isInterrupted();
            if (interrupted || left <= 0 || isPolledReadyOrLeave()) {
                if (giveUp()) {
                    if (interrupted) {
                        RingChannel.throwIfInterrupted();
                    }
                    return Parking.GAVE_UP;
                }
            } else {
                park(left);
            }
            state = wait.stateAcquire();
        }
        leaveAllBut(cases[Math.abs(state) - 1]);
        return state;
    }

    private void park(long nanos) {
        long longest = nanos;
        for (SelectCase each : polled) {
            if (each.isEnabled()) {
                longest = Math.min(longest, each.nanosUntilReady());
            }
        }
        if (longest == Nanos.FOREVER) {
            Park.park(ChannelWait.SELECT);
        } else {
            Park.parkNanos(ChannelWait.SELECT, longest);
        }
    }

    private @Nullable SelectCase completed(int state) {
        if (state == Parking.GAVE_UP) {
            return null;
        }
        SelectCase result = choose(cases[Math.abs(state) - 1]);
        result.complete(state < 0);
        return result;
    }

    private void wake() {
        Park.unpark(wait.thread());
    }

    /** In the order of the moment, which decides between cases of one channel. */
    private void joinAll() {
        for (SelectCase each : order.cases()) {
            if (each.isEnabled()) {
                each.join();
            }
        }
    }

    private void leaveAllBut(@Nullable SelectCase completed) {
        for (SelectCase each : cases) {
            if (each != completed && each.isEnabled()) {
                each.leave();
            }
        }
    }

    private void subscribeAll() {
        for (SelectCase each : polled) {
            if (each.isEnabled()) {
                each.subscribe();
            }
        }
    }

    private void unsubscribeAll() {
        for (SelectCase each : polled) {
            if (each.isEnabled()) {
                each.unsubscribe();
            }
        }
    }
}
