package dev.spindle.reactive;

/**
 * Where a {@link Generator} puts its elements: they go to the subscriber at once, on the calling thread, and never faster
 * than it asks for them.
 *
 * <p>{@code emit} waits for demand, {@code tryEmit} never does. Other goroutines and threads may emit beside the generator's
 * own: they take turns, so that the subscriber gets one element at a time. The first time, such a goroutine waits until the
 * generator's own next emits, waits for anything, or ends.
 *
 * <p><b>Cancel.</b> When the subscriber cancels, the call that waits and all later ones throw {@link CancelledException}; what
 * else the generator waits for is interrupted, unless {@link StreamOptions#onCancel} says otherwise. An interrupt that was
 * sent for this reason is taken back before {@code CancelledException} is thrown, so that finally-blocks may wait.
 *
 * <p><b>The end.</b> After the generator has returned, every call throws {@link IllegalStateException}, also one of another
 * goroutine that waited for demand at that moment.
 *
 * <p>What happened before {@code emit} happens before the subscriber's {@code onNext}.
 *
 * @param <T> the type of the elements, which are never null
 */
public sealed interface Emitter<T> permits GeneratorSubscription {

    /**
     * Gives the subscriber an element, waiting until it has asked for one. The subscriber's {@code onNext} runs on the
     * calling thread before this returns.
     *
     * @param element what to emit
     * @throws InterruptedException if interrupted while waiting, by someone else than the subscriber; nothing was emitted
     * @throws CancelledException if the subscriber wants no more
     * @throws IllegalStateException if the generator has ended, or if called by the subscriber's own {@code onNext}
     * @throws NullPointerException if the element is null (rule 2.13)
     */
    void emit(T element) throws InterruptedException;

    /**
     * Gives the subscriber an element if it has asked for one and nobody else is emitting.
     *
     * @param element what to emit
     * @return true if it was emitted, false if that would have had to wait
     * @throws CancelledException if the subscriber wants no more
     * @throws IllegalStateException as for {@link #emit}
     * @throws NullPointerException if the element is null
     */
    boolean tryEmit(T element);

    /**
     * Emits elements one after the other. If that fails, those before have been emitted.
     *
     * @param elements what to emit, in this order
     * @throws InterruptedException as for {@link #emit}
     * @throws CancelledException as for {@link #emit}
     * @throws IllegalStateException as for {@link #emit}
     * @throws NullPointerException if an element is null
     */
    default void emitAll(Iterable<? extends T> elements) throws InterruptedException {
        for (T element : elements) {
            emit(element);
        }
    }

    /**
     * How many elements the subscriber has asked for and not got.
     *
     * @return 0 or more, {@link Long#MAX_VALUE} if without bound; 0 if it wants no more. Outdated when it arrives if others
     *     emit as well, but else it only grows
     */
    long demand();

    /**
     * Waits until the subscriber has asked for so many elements: to produce a batch only when there is use for all of it.
     * A subscriber that never asks for so many at once makes this wait until it cancels.
     *
     * @param least how many, at least 1
     * @return the demand, {@code least} or more
     * @throws InterruptedException as for {@link #emit}
     * @throws CancelledException as for {@link #emit}
     * @throws IllegalStateException if the generator has ended
     * @throws IllegalArgumentException if {@code least} is below 1
     */
    long awaitDemand(long least) throws InterruptedException;

    /**
     * Calls back when the subscriber cancels, at once if it has already: to end what does not heed an interrupt. Each action
     * runs once at most.
     *
     * @param action runs on the cancelling thread; must be short, must not block and must not throw
     */
    void onCancel(Runnable action);

    /**
     * Whether the subscriber wants no more: for computations that emit nothing for long.
     *
     * @return true once it has cancelled, for ever
     */
    boolean isCancelled();
}
