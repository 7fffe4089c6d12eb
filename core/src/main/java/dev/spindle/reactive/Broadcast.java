package dev.spindle.reactive;

import dev.spindle.Goroutine;
import dev.spindle.channel.Channel;
import dev.spindle.channel.ChannelClosedException;
import dev.spindle.channel.ReceiveCase;
import dev.spindle.channel.Receiver;
import dev.spindle.channel.Select;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The goroutine that receives from one channel and sends each element to all of many.
 *
 * <p>It runs while a subscriber is active, and to meet the end of the source. It goes by clearing {@code running} and then looking
 * once more; whoever becomes active, or closes the source, does so first and then sets {@code running}: one of them sees
 * the other. The same holds between {@code end} and the list of branches.
 */
final class Broadcast<T> {

    /** That the source has ended, and why, if for a reason. */
    private record End(@Nullable Throwable cause) {}

    private final Receiver<? extends T> source;
    private final StreamOptions options;

    /** Called before the goroutine starts, each time. */
    private final Runnable whenStarted;

    /** Called when the last subscriber has gone before the end, and not for a failure. */
    private final Runnable whenDeserted;

    /** Has an element when there may be nobody left to receive for. */
    private final Channel<Boolean> wake = Channel.conflated();

    /** Immutable lists, changed by CAS. */
    private final AtomicReference<List<BroadcastSubscription<T>>> branches = new AtomicReference<>(List.of());

    private final AtomicBoolean running = new AtomicBoolean();
    private final AtomicBoolean watching = new AtomicBoolean();

    /** Written once. */
    private volatile @Nullable End end;

    /** Written once, before the subscribers are told to look. */
    private volatile @Nullable Throwable overtaking;

    /** Received, but sent to nobody; handed from one run of the goroutine to the next, and to the end, by {@code running}. */
    private @Nullable T pending;

    Broadcast(Receiver<? extends T> source, StreamOptions options, Runnable whenStarted, Runnable whenDeserted) {
        this.source = source;
        this.options = options;
        this.whenStarted = whenStarted;
        this.whenDeserted = whenDeserted;
    }

    // ---- subscribers ----

    void join(BroadcastSubscription<T> added) {
        branches.updateAndGet(now -> {
            List<BroadcastSubscription<T>> more = new ArrayList<>(now);
            more.add(added);
            return List.copyOf(more);
        });
        End known = end;
        if (known != null) {
            close(added, known);
        } else if (watching.compareAndSet(false, true)) {
            source.closed().subscribe(this::start);
        }
    }

    void leave(BroadcastSubscription<T> gone) {
        List<BroadcastSubscription<T>> before = branches.getAndUpdate(
                now -> now.stream().filter(branch -> branch != gone).toList());
        if (before.contains(gone)) {
            boolean _ = wake.trySend(true);
            if (before.size() == 1 && end == null && overtaking == null) {
                whenDeserted.run();
            }
        }
    }

    // ---- the goroutine ----

    /** Starts it unless it runs; it finds out itself whether there is anything to do. */
    void start() {
        if (end != null || !running.compareAndSet(false, true)) {
            return;
        }
        whenStarted.run();
        AtomicBoolean began = new AtomicBoolean();
        Goroutine started;
        try {
            started = options.runtime().go(options.name(), () -> {
                began.set(true);
                run();
            });
        } catch (RejectedExecutionException e) {
            running.set(false);
            end(e);
            return;
        }
        started.onEnd(() -> {
            if (!began.get()) {
                running.set(false);
                end(new RejectedExecutionException("the runtime was closed before it could serve this broadcast"));
            }
        });
    }

    private void run() {
        boolean mine = true;
        try {
            do {
                for (T element = next(); element != null; element = next()) {
                    pending = element;
                    send(element);
                }
                mine = false;
                running.set(false);
            } while (isWanted() && (mine = running.compareAndSet(false, true)));
        } catch (ChannelClosedException e) {
            end(e.getCause());
        } catch (InterruptedException e) {
            end(e); // the runtime is being closed
        } catch (Throwable t) { // a listener of the channel
            end(t);
            throw t;
        } finally {
            if (mine) {
                running.set(false);
            }
            dropPending();
        }
    }

    /** Once it has ended, gives up what was sent to nobody. By whoever ends it and by the goroutine, after that. */
    private void dropPending() {
        if (end != null && running.compareAndSet(false, true)) {
            T left = pending;
            pending = null;
            if (left != null) {
                options.undelivered().accept(left);
            }
        }
    }

    private boolean isWanted() {
        return end == null && (isOver() || branches.get().stream().anyMatch(BroadcastSubscription::isActive));
    }

    /** Whether there is nothing left but the end. */
    private boolean isOver() {
        return pending == null && source.isClosed() && source.length() == 0;
    }

    /** The next element, waiting for it; null as soon as nobody wants one. */
    private @Nullable T next() throws InterruptedException {
        T element = pending;
        while (element == null && isWanted()) {
            element = source.tryReceive();
            if (element == null) {
                element = await(source);
            }
        }
        return isWanted() ? element : keep(element);
    }

    private @Nullable T keep(@Nullable T element) {
        pending = element;
        return null;
    }

    private <E extends T> @Nullable T await(Receiver<E> receiver) throws InterruptedException {
        Select select = Select.ordered();
        ReceiveCase<E> received = select.receive(receiver);
        ReceiveCase<Boolean> woken = select.receive(wake);
        return select.select() == woken ? null : received.element();
    }

    /** Sends to all, waiting for the slowest; what anyone has got is pending no more. */
    private void send(T element) throws InterruptedException {
        for (BroadcastSubscription<T> each : branches.get()) {
            try {
                each.branch().send(element);
                pending = null;
            } catch (ChannelClosedException e) {
                // it has left meanwhile
            }
        }
    }

    /** Ends all subscribers, and those to come, behind what they have in their buffers. */
    void end(@Nullable Throwable cause) {
        End known = new End(cause);
        end = known;
        branches.get().forEach(each -> close(each, known));
        boolean _ = wake.trySend(true);
        dropPending();
    }

    /** Ends those at once who have not asked for more; the others get what they have asked for before. */
    void overtake(Throwable cause) {
        overtaking = cause;
        branches.get().forEach(ChannelSubscription::whenClosed);
    }

    @Nullable
    Throwable overtaking() {
        return overtaking;
    }

    private static void close(BroadcastSubscription<?> branch, End end) {
        boolean _ =
                end.cause() == null ? branch.branch().close() : branch.branch().close(end.cause());
    }
}
