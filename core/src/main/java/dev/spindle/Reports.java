package dev.spindle;

import dev.spindle.runtime.SchedulerConfig;
import dev.spindle.runtime.WaitReason;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** What the scheduler has to report, put into the words of the runtime. */
final class Reports implements SchedulerConfig.Listener {

    private static final Logger LOG = System.getLogger("dev.spindle");

    private final GoRuntime runtime;

    Reports(GoRuntime runtime) {
        this.runtime = runtime;
    }

    static Logger log() {
        return LOG;
    }

    /** As the JDK prints what a thread does not catch. */
    static void print(Thread thread, Throwable failure) {
        System.err.print("Exception in thread \"" + thread.getName() + "\" ");
        failure.printStackTrace();
    }

    @Override
    public void onTaskFailure(Thread thread, Throwable failure) {
        runtime.onTaskFailure(thread, failure);
    }

    @Override
    public void onAllAsleep() {
        Consumer<String> handler = runtime.deadlockHandler();
        if (handler == null || runtime.hasExternals() || !allWaitForEachOther()) {
            return;
        }
        String report = "all goroutines are asleep - deadlock!\n\n" + runtime.dump();
        Thread.ofPlatform().daemon().name(runtime.name() + "-deadlock").start(() -> handler.accept(report));
    }

    /** Whether each waits in a channel, select, join or the like; one in a socket read or a JDK lock may yet be woken. */
    private boolean allWaitForEachOther() {
        for (Thread thread : Dump.threads(runtime)) {
            if (!(LockSupport.getBlocker(thread) instanceof WaitReason)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void onMachinesCapped() {
        LOG.log(
                Level.WARNING,
                "runtime {0}: so many goroutines block their threads that the cap on machines is reached;"
                        + " others wait until some come back. Raise it with maxMachines(n), or block less",
                runtime.name());
    }
}
