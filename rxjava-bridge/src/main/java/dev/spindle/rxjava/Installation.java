package dev.spindle.rxjava;

import dev.spindle.GoRuntime;
import dev.spindle.OnCancel;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.functions.Function;
import io.reactivex.rxjava3.functions.Supplier;
import io.reactivex.rxjava3.plugins.RxJavaPlugins;
import io.reactivex.rxjava3.schedulers.Schedulers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Our schedulers in the places of RxJava's own.
 *
 * <p>Whether the class {@code Schedulers} is initialised cannot be asked. So the init handlers are set, the class is made to
 * initialise, and the handlers are put back: those that were asked have put a {@link Replacement} into the constants of that class, and
 * RxJava has made nothing of its own. For the others the handlers that are asked at each use give the replacement.
 */
final class Installation {

    /** Under the class's monitor. */
    private static @Nullable Installation current;

    private final GoRuntime runtime;
    private final List<Place> places;

    private Installation(GoRuntime runtime) {
        this.runtime = runtime;
        this.places = Slot.ALL.stream()
                .map(slot -> new Place(slot, ours(slot, runtime)))
                .toList();
    }

    private static Scheduler ours(Slot slot, GoRuntime runtime) {
        return GoRxScheduler.make(
                "GoRxSchedulers." + slot.scheduler() + " on " + runtime.name(),
                runtime,
                OnCancel.INTERRUPT,
                slot.order(),
                false,
                Scheduler.clockDriftTolerance());
    }

    static synchronized void install(GoRuntime runtime) {
        if (current != null) {
            if (current.runtime != runtime) {
                throw new IllegalStateException("schedulers on the runtime " + current.runtime.name()
                        + " are installed; call uninstall() before those of another");
            }
            return;
        }
        if (RxJavaPlugins.isLockdown()) {
            throw new IllegalStateException("RxJavaPlugins.lockdown() was called: install before that");
        }
        Installation made = new Installation(runtime);
        made.places.forEach(Place::interceptInit);
        try {
            var _ = Schedulers.trampoline(); // initialises the class, if nobody has
        } finally {
            made.places.forEach(Place::restoreInit);
        }
        made.places.forEach(Place::interceptUse);
        current = made;
    }

    static synchronized void uninstall() {
        if (current != null) {
            current.places.forEach(Place::undo);
            current = null;
        }
    }

    /** One of RxJava's schedulers, replaced. */
    private static final class Place {

        private final Slot slot;
        private final Scheduler ours;
        private final Function<Scheduler, Scheduler> onUse = this::onUse;
        private @Nullable Function<? super Supplier<Scheduler>, ? extends Scheduler> initBefore;
        private @Nullable Function<? super Scheduler, ? extends Scheduler> useBefore;

        /** Written once, under this object's monitor. */
        private volatile @Nullable Replacement replacement;

        private volatile boolean undone;

        Place(Slot slot, Scheduler ours) {
            this.slot = slot;
            this.ours = ours;
        }

        void interceptInit() {
            initBefore = slot.init().get();
            slot.init().set(this::onInit);
        }

        void restoreInit() {
            slot.init().set(initBefore);
        }

        synchronized void interceptUse() {
            if (replacement == null) {
                useBefore = slot.use().get();
                slot.use().set(onUse);
            }
        }

        private synchronized Scheduler onInit(Supplier<Scheduler> standard) {
            Function<? super Supplier<Scheduler>, ? extends Scheduler> before = initBefore;
            Replacement made = Replacement.make(ours, before == null ? standard : () -> before.apply(standard));
            replacement = made;
            return made;
        }

        /** Still asked after the end where somebody has put a handler before it, or locked the plugins down. */
        private Scheduler onUse(Scheduler given) throws Throwable {
            if (undone) {
                return unreplaced(given);
            }
            Replacement made = replacement;
            return made != null ? made : replace(given);
        }

        private Scheduler unreplaced(Scheduler given) throws Throwable {
            return useBefore == null ? given : useBefore.apply(given);
        }

        private synchronized Scheduler replace(Scheduler given) {
            Replacement made = replacement;
            if (made == null) {
                made = Replacement.make(ours, () -> unreplaced(given));
                if (undone) {
                    made.takeBack();
                }
                replacement = made;
            }
            return made;
        }

        synchronized void undo() {
            undone = true;
            Replacement made = replacement;
            if (made != null) {
                made.takeBack();
            }
            if (onUse.equals(slot.use().get()) && !RxJavaPlugins.isLockdown()) {
                slot.use().set(useBefore);
            }
        }
    }
}
