package dev.spindle.runtime;

import org.jspecify.annotations.Nullable;

/**
 * What a scheduler is made of; checked by the public builder.
 *
 * @param name prefix of the names of its threads
 * @param parallelism Ps that shall make progress at once
 * @param maxMachines cap on Ps, surplus ones included, and thereby on Ms
 * @param machineStackBytes reserved stack of an M, which is what a goroutine's recursion may use
 * @param nativeMode whether goroutines run in hosts on the Ms
 * @param cleanTasks whether plain tasks begin with clean thread locals, too
 * @param spin how long Ms look for work before they sleep
 * @param contextClassLoader the class loader that goroutines begin with
 * @param listener who hears of failures
 */
public record SchedulerConfig(
        String name,
        int parallelism,
        int maxMachines,
        long machineStackBytes,
        boolean nativeMode,
        boolean cleanTasks,
        SpinBudget spin,
        @Nullable ClassLoader contextClassLoader,
        Listener listener) {

    /** Hears of what no goroutine can be told. Called on scheduler threads; must not block and must not throw. */
    public interface Listener {

        /**
         * A task threw.
         *
         * @param thread the thread it ran on
         * @param failure what it threw
         */
        void onTaskFailure(Thread thread, Throwable failure);

        /** All goroutines wait for each other: nothing runs, no timer is armed. Called once each time it comes to that. */
        void onAllAsleep();

        /** The cap on Ms keeps stuck ones from being made up for. Called once. */
        void onMachinesCapped();
    }
}
