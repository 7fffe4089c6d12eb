package dev.spindle.rxjava;

import dev.spindle.rxjava.GoRxScheduler.Order;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.functions.Function;
import io.reactivex.rxjava3.plugins.RxJavaPlugins;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One of RxJava's own schedulers that can be replaced.
 *
 * @param scheduler its name
 * @param order which of its tasks may overlap
 * @param init the handler that is asked when the class {@code Schedulers} initialises
 * @param use the handler that is asked at each use
 */
record Slot(
        String scheduler,
        Order order,
        Handler<Function<? super io.reactivex.rxjava3.functions.Supplier<Scheduler>, ? extends Scheduler>> init,
        Handler<Function<? super Scheduler, ? extends Scheduler>> use) {

    static final List<Slot> ALL = List.of(
            new Slot(
                    "io()",
                    Order.BY_WORKER,
                    new Handler<>(RxJavaPlugins::getInitIoSchedulerHandler, RxJavaPlugins::setInitIoSchedulerHandler),
                    new Handler<>(RxJavaPlugins::getIoSchedulerHandler, RxJavaPlugins::setIoSchedulerHandler)),
            new Slot(
                    "computation()",
                    Order.BY_WORKER,
                    new Handler<>(
                            RxJavaPlugins::getInitComputationSchedulerHandler,
                            RxJavaPlugins::setInitComputationSchedulerHandler),
                    new Handler<>(
                            RxJavaPlugins::getComputationSchedulerHandler,
                            RxJavaPlugins::setComputationSchedulerHandler)),
            new Slot(
                    "newThread()",
                    Order.BY_WORKER,
                    new Handler<>(
                            RxJavaPlugins::getInitNewThreadSchedulerHandler,
                            RxJavaPlugins::setInitNewThreadSchedulerHandler),
                    new Handler<>(
                            RxJavaPlugins::getNewThreadSchedulerHandler, RxJavaPlugins::setNewThreadSchedulerHandler)),
            new Slot(
                    "single()",
                    Order.SINGLE,
                    new Handler<>(
                            RxJavaPlugins::getInitSingleSchedulerHandler, RxJavaPlugins::setInitSingleSchedulerHandler),
                    new Handler<>(RxJavaPlugins::getSingleSchedulerHandler, RxJavaPlugins::setSingleSchedulerHandler)));

    /** A place in {@link RxJavaPlugins} for a function that makes or replaces a scheduler. */
    record Handler<F>(Supplier<@Nullable F> getter, Consumer<@Nullable F> setter) {

        @Nullable
        F get() {
            return getter.get();
        }

        void set(@Nullable F function) {
            setter.accept(function);
        }
    }
}
