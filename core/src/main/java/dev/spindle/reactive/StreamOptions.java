package dev.spindle.reactive;

import dev.spindle.GoBody;
import dev.spindle.GoRuntime;
import dev.spindle.OnCancel;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How the goroutines of a stream run. Immutable: each method gives a changed copy.
 */
public final class StreamOptions {

    static final Surroundings NONE = subscriber -> UnaryOperator.identity();

    private static final StreamOptions DEFAULTS = new StreamOptions(null, "", OnCancel.INTERRUPT, NONE, element -> {});

    private final @Nullable GoRuntime runtime;
    private final String name;
    private final OnCancel onCancel;
    private final Surroundings surroundings;
    private final Consumer<Object> undelivered;

    private StreamOptions(
            @Nullable GoRuntime runtime,
            String name,
            OnCancel onCancel,
            Surroundings surroundings,
            Consumer<Object> undelivered) {
        this.runtime = runtime;
        this.name = name;
        this.onCancel = onCancel;
        this.surroundings = surroundings;
        this.undelivered = undelivered;
    }

    /**
     * The runtime that is current where the subscription is made: that of the subscribing goroutine, else the shared one; no
     * name; a cancel interrupts; nothing is brought along.
     *
     * @return always the same
     */
    public static StreamOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Says where the goroutines run.
     *
     * @param newRuntime what runs them
     * @return a changed copy
     */
    public StreamOptions runtime(GoRuntime newRuntime) {
        return new StreamOptions(
                Objects.requireNonNull(newRuntime, "runtime"), name, onCancel, surroundings, undelivered);
    }

    /**
     * Gives the goroutines a name, for dumps and logs.
     *
     * @param newName empty for none
     * @return a changed copy
     */
    public StreamOptions name(String newName) {
        return new StreamOptions(runtime, Objects.requireNonNull(newName, "name"), onCancel, surroundings, undelivered);
    }

    /**
     * Says what a cancel does to a goroutine that runs code of the user. Where it waits for demand it is woken in any case.
     *
     * @param newOnCancel whether it is interrupted, or let run up to its next {@code emit}
     * @return a changed copy
     */
    public StreamOptions onCancel(OnCancel newOnCancel) {
        return new StreamOptions(
                runtime, name, Objects.requireNonNull(newOnCancel, "onCancel"), surroundings, undelivered);
    }

    /**
     * Says what a subscription brings into its goroutines.
     *
     * @param newSurroundings looks at each subscription
     * @return a changed copy
     */
    public StreamOptions surroundings(Surroundings newSurroundings) {
        return new StreamOptions(
                runtime, name, onCancel, Objects.requireNonNull(newSurroundings, "surroundings"), undelivered);
    }

    /**
     * Puts surroundings around those that are set: for adapters, which add those of their library to the user's.
     *
     * @param outer looks at each subscription after the others, and wraps around theirs
     * @return a changed copy
     */
    public StreamOptions within(Surroundings outer) {
        Objects.requireNonNull(outer, "outer");
        Surroundings inner = surroundings;
        return surroundings(subscriber -> {
            UnaryOperator<GoBody> around = inner.enter(subscriber);
            UnaryOperator<GoBody> aroundThat = outer.enter(subscriber);
            return body -> aroundThat.apply(around.apply(body));
        });
    }

    /**
     * Says what becomes of elements that were taken from a source and that nobody will get, because of a cancel or a failure:
     * to release what they hold. Nothing unless set.
     *
     * @param newUndelivered must be short and thread-safe, and must not block
     * @return a changed copy
     */
    public StreamOptions undelivered(Consumer<Object> newUndelivered) {
        return new StreamOptions(
                runtime, name, onCancel, surroundings, Objects.requireNonNull(newUndelivered, "undelivered"));
    }

    /**
     * Adds to what becomes of such elements: for adapters, which do with them what their library does.
     *
     * @param more is given each element after what is set; as for {@link #undelivered(Consumer)}
     * @return a changed copy
     */
    public StreamOptions undeliveredToo(Consumer<Object> more) {
        return undelivered(undelivered.andThen(Objects.requireNonNull(more, "more")));
    }

    /** The one that is set, else the current one. */
    GoRuntime runtime() {
        return runtime != null ? runtime : GoRuntime.current();
    }

    String name() {
        return name;
    }

    boolean interrupts() {
        return onCancel == OnCancel.INTERRUPT;
    }

    Consumer<Object> undelivered() {
        return undelivered;
    }

    Surroundings surroundings() {
        return surroundings;
    }
}
