package dev.spindle.reactive;

import dev.spindle.Goroutine;
import dev.spindle.channel.Channel;
import dev.spindle.channel.ChannelClosedException;
import dev.spindle.channel.ChannelListener;
import dev.spindle.channel.Receiver;
import dev.spindle.reactive.ConcurrentMapPublisher.Order;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * One run of a {@link ConcurrentMapPublisher}.
 *
 * <p><b>Workers</b> each receive an element, see to it that another waits for the next one, map theirs, and begin again: so there
 * are as many as there is work for at once, and one more, up to the limit.
 *
 * <p><b>Results</b> go as futures through a channel to the generator, which alone emits. With order SOURCE a worker sends the
 * future when it receives the element, both under one lock, and completes it later; with order COMPLETION it sends it
 * complete. Where results are not taken, the channel lets workers stop.
 *
 * <p>The last worker to end closes the channel. A stop publishes {@code stopped} and then interrupts all workers it knows; a worker
 * makes itself known and then looks at {@code stopped}. A failure that comes too late for the stream is thrown by a goroutine made
 * for that, and so is reported like that of any goroutine.
 */
final class ConcurrentMap<T, R> implements ChannelListener<CompletableFuture<R>> {

    private static final int MOST_PREFETCH = 256;

    private final int concurrency;
    private final Order order;
    private final Mapper<? super T, ? extends R> mapper;
    private final boolean interrupts;
    private final Consumer<Object> undelivered;
    private final GeneratorSubscription<R> out;
    private final ChannelSubscriber<T> input;
    private final Receiver<T> in;
    private final Channel<CompletableFuture<R>> results;

    /** Held to receive an element and send its future. */
    private final ReentrantLock inOrder = new ReentrantLock();

    private final AtomicInteger started = new AtomicInteger();
    private final AtomicInteger idle = new AtomicInteger();
    private final AtomicInteger live = new AtomicInteger();
    private final Set<Goroutine> workers = ConcurrentHashMap.newKeySet();

    private volatile boolean stopped;

    /** A mapper has thrown: nothing more is begun. */
    private volatile boolean failed;

    /** The source has completed; written before the worker that met that ends. */
    private volatile boolean completed;

    /** Why the source failed; likewise. */
    private volatile @Nullable Throwable sourceFailure;

    /** What ended a worker before the source; likewise. */
    private volatile @Nullable InterruptedException interrupt;

    ConcurrentMap(
            int concurrency,
            Order order,
            Mapper<? super T, ? extends R> mapper,
            StreamOptions options,
            GeneratorSubscription<R> out) {
        this.concurrency = concurrency;
        this.order = order;
        this.mapper = mapper;
        this.interrupts = options.interrupts();
        this.undelivered = options.undelivered();
        this.out = out;
        this.input = ChannelSubscriber.of(Math.min(concurrency, MOST_PREFETCH), undelivered);
        this.in = input.receiver();
        this.results = Channel.buffered(order == Order.SOURCE ? concurrency - 1 : 0, this);
    }

    // ---- the generator ----

    void run(Publisher<? extends T> source) throws Exception {
        out.onCancel(this::stop);
        try {
            source.subscribe(input);
            startWorker();
            for (CompletableFuture<R> next = nextResult(); next != null; next = nextResult()) {
                emit(next);
            }
        } finally {
            stop();
        }
    }

    private @Nullable CompletableFuture<R> nextResult() throws Exception {
        try {
            return results.receiveOrNull();
        } catch (ChannelClosedException e) {
            Failures.rethrow(Objects.requireNonNullElse(e.getCause(), e));
            return null;
        }
    }

    private void emit(CompletableFuture<R> result) throws Exception {
        try {
            out.emit(result.get());
        } catch (ExecutionException e) {
            Failures.rethrow(Objects.requireNonNullElse(e.getCause(), e));
        } catch (InterruptedException | CancelledException e) {
            undelivered(result);
            throw e;
        }
    }

    /** Also by who cancels. */
    private void stop() {
        stopped = true;
        CancelledException reason = new CancelledException("the stream that this was for has ended");
        input.abort(reason);
        boolean _ = results.close(reason);
        boolean _ = results.cancel();
        if (interrupts) {
            workers.forEach(Goroutine::cancel);
        }
    }

    /** A result that will not be emitted. */
    @Override
    public void undelivered(CompletableFuture<R> result) {
        var _ = result.whenComplete((value, thrown) -> {
            if (thrown == null) {
                undelivered.accept(value);
            } else if (!Failures.isEcho(thrown)) {
                var _ = out.goBeside(() -> Failures.rethrow(thrown));
            }
        });
    }

    // ---- the workers ----

    private void startWorker() {
        if (failed || stopped || started.getAndUpdate(n -> Math.min(n + 1, concurrency)) == concurrency) {
            return;
        }
        live.getAndIncrement();
        Goroutine worker;
        try {
            worker = out.goBeside(this::work);
        } catch (RejectedExecutionException e) {
            if (live.decrementAndGet() == 0) {
                throw e;
            }
            return; // the runtime is closing: the others do the rest
        }
        worker.onEnd(this::workerEnded);
    }

    private void workerEnded() {
        if (live.decrementAndGet() == 0) {
            Throwable cause = whyIncomplete();
            boolean _ = cause == null ? results.close() : results.close(cause);
        }
    }

    /** Null at the end of the source, and where it is in the results. */
    private @Nullable Throwable whyIncomplete() {
        if (sourceFailure != null || completed || failed) {
            return sourceFailure;
        }
        return interrupt != null
                ? interrupt
                : new RejectedExecutionException("the runtime was closed before it could serve this stream");
    }

    private void work() throws Exception {
        Goroutine self = Goroutine.current();
        if (self != null) {
            workers.add(self);
        }
        try {
            boolean more = !stopped;
            while (more) {
                more = workOnce() && !failed;
            }
        } catch (InterruptedException e) {
            interrupt = e; // stopped, or the runtime is being closed
        } finally {
            if (self != null) {
                workers.remove(self);
            }
        }
    }

    /** Takes an element and maps it. False at the end. */
    private boolean workOnce() throws Exception {
        CompletableFuture<R> result = new CompletableFuture<>();
        idle.getAndIncrement();
        T element = null;
        try {
            element = order == Order.SOURCE ? takeInOrder(result) : take();
        } finally {
            if (idle.decrementAndGet() == 0 && element != null) {
                startWorker();
            }
        }
        if (element == null) {
            return false;
        }
        map(element, result);
        return order == Order.SOURCE || send(result);
    }

    private @Nullable T take() throws InterruptedException {
        try {
            T element = in.receiveOrNull();
            if (element == null) {
                completed = true;
            }
            return element;
        } catch (ChannelClosedException e) {
            sourceFailure = e.getCause();
            return null;
        }
    }

    private @Nullable T takeInOrder(CompletableFuture<R> result) throws InterruptedException {
        inOrder.lockInterruptibly();
        boolean sent = false;
        T element = null;
        try {
            element = take();
            if (element != null) {
                results.send(result);
                sent = true;
            }
            return element;
        } catch (ChannelClosedException e) {
            return null; // stopped
        } finally {
            inOrder.unlock();
            if (element != null && !sent) {
                undelivered.accept(element);
            }
        }
    }

    private void map(T element, CompletableFuture<R> result) {
        try {
            boolean _ = result.complete(Objects.requireNonNull(mapper.map(element), "the mapper returned null"));
        } catch (Throwable t) {
            failed = true;
            boolean _ = result.completeExceptionally(t);
        }
    }

    private boolean send(CompletableFuture<R> result) throws InterruptedException {
        try {
            results.send(result);
            return true;
        } catch (ChannelClosedException e) {
            undelivered(result);
            return false; // stopped
        } catch (InterruptedException e) {
            undelivered(result);
            throw e;
        }
    }
}
