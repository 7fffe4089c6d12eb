package dev.spindle;

import dev.spindle.runtime.Task;
import dev.spindle.runtime.WaitReason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Goroutines in the form of Go's traceback. */
final class Dump {

    private final GoRuntime runtime;

    Dump(GoRuntime runtime) {
        this.runtime = runtime;
    }

    /** The threads of all goroutines and tasks that have begun. */
    static Iterable<Thread> threads(GoRuntime runtime) {
        return new ArrayList<>(begun(runtime).keySet());
    }

    private static Map<Thread, Task> begun(GoRuntime runtime) {
        Map<Thread, Task> begun = new LinkedHashMap<>(runtime.scheduler().hosted());
        for (G g : runtime.portableGoroutines().snapshot()) {
            Thread thread = g.thread();
            if (thread != null) {
                begun.put(thread, g);
            }
        }
        return begun;
    }

    String text() {
        StringBuilder out = new StringBuilder();
        begun(runtime).forEach((thread, task) -> append(out, thread, task));
        out.append(runtime.trace()).append('\n');
        return out.toString();
    }

    private void append(StringBuilder out, Thread thread, Task task) {
        Thread.State state = thread.getState();
        StackTraceElement[] stack = thread.getStackTrace();
        if (task instanceof G g) {
            out.append("goroutine ").append(g.id());
            if (!g.name().isEmpty()) {
                out.append(" \"").append(g.name()).append('"');
            }
        } else {
            out.append("task ").append(task);
        }
        out.append(" [").append(reason(thread, state)).append("]:\n");
        for (StackTraceElement frame : userFrames(stack)) {
            out.append("\tat ").append(frame).append('\n');
        }
        if (task instanceof G g) {
            appendOrigin(out, g.origin());
        }
        out.append('\n');
    }

    private static String reason(Thread thread, Thread.State state) {
        Object blocker = LockSupport.getBlocker(thread);
        return switch (state) {
            case NEW -> "runnable";
            case RUNNABLE -> "running";
            case BLOCKED -> "monitor";
            case WAITING, TIMED_WAITING ->
                blocker instanceof WaitReason reason
                        ? reason.waitReason()
                        : state == Thread.State.TIMED_WAITING && blocker == null
                                ? "sleep"
                                : blocker == null
                                        ? "parked"
                                        : "parked on " + blocker.getClass().getName();
            case TERMINATED -> state.name().toLowerCase(Locale.ROOT);
        };
    }

    /** Without the frames of the JDK and of hosts below the body. */
    private static List<StackTraceElement> userFrames(StackTraceElement[] stack) {
        List<StackTraceElement> frames = new ArrayList<>();
        for (StackTraceElement frame : stack) {
            String name = frame.getClassName();
            if (name.equals(ContextBody.class.getName())
                    || (name.equals(G.class.getName()) && frame.getMethodName().equals("body"))) {
                break;
            }
            frames.add(frame);
        }
        return frames;
    }

    private static void appendOrigin(StringBuilder out, StackWalker.@Nullable StackFrame origin) {
        if (origin != null) {
            out.append("created by ").append(origin).append('\n');
        }
    }
}
