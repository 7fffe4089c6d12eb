package dev.spindle.context;

import dev.spindle.channel.Channel;
import dev.spindle.channel.ReceiveCase;
import dev.spindle.channel.Select;
import dev.spindle.channel.SelectCase;
import dev.spindle.runtime.Launcher;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A goroutine that waits for a context of somebody's own and then runs an action. It belongs to the shared runtime, as it
 * must not keep another from being closed.
 */
final class DoneWatcher implements Registration {

    private final Context context;
    private final Runnable action;
    private final Channel<Void> stopped = Channel.unbuffered();

    /** Whether the action was begun or stopped. */
    private final AtomicBoolean decided = new AtomicBoolean();

    private DoneWatcher(Context context, Runnable action) {
        this.context = context;
        this.action = action;
    }

    static Registration start(Context context, Runnable action) {
        DoneWatcher watcher = new DoneWatcher(context, action);
        if (context.isDone()) {
            watcher.fire();
        } else {
            Launcher.shared().startAnyway(watcher::watch);
        }
        return watcher;
    }

    private void watch() {
        Select select = Select.ordered();
        select.receive(stopped);
        ReceiveCase<Void> done = select.receive(context.done());
        SelectCase chosen = null;
        while (chosen == null) {
            try {
                chosen = select.select();
            } catch (InterruptedException e) {
                Thread.onSpinWait(); // nobody has a reason to; the flag is clear again
            }
        }
        if (chosen == done) {
            fire();
        }
    }

    private void fire() {
        if (decided.compareAndSet(false, true)) {
            action.run();
        }
    }

    @Override
    public boolean stop() {
        boolean prevented = decided.compareAndSet(false, true);
        stopped.close();
        return prevented;
    }
}
