package dev.spindle;

import dev.spindle.context.Context;
import dev.spindle.runtime.Launcher;
import dev.spindle.runtime.Scheduler;
import dev.spindle.runtime.SchedulerConfig;
import dev.spindle.runtime.Snapshot;
import dev.spindle.runtime.Task;
import dev.spindle.runtime.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A goroutine scheduler: Go's runtime as an object.
 *
 * <p>Most programs use {@link #shared()} through {@link Go}. A runtime of one's own has its own threads and Ps and is
 * closed by its owner. All methods may be called from any thread; none blocks but {@link #close}. What a thread does before it
 * starts a goroutine or hands over a task happens before that runs.
 *
 * <p>In <b>native</b> mode goroutines run on this runtime's own threads, and every task may block at the price of a plain task when it
 * does not. In <b>portable</b> mode, which needs no JVM flag, goroutines are virtual threads of the JDK, and tasks
 * run on this runtime's threads, which are made up for while they block.
 */
public final class GoRuntime implements Executor, AutoCloseable {

    /** How goroutines run. */
    public enum Mode {
        /** On this runtime's own Ms. */
        NATIVE,
        /** As virtual threads of the JDK. */
        PORTABLE
    }

    private static final class Shared {
        static final GoRuntime INSTANCE = builder().name("spindle").build();
    }

    static {
        Launcher.provide(() -> shared().launcher, () -> current().launcher);
    }

    private enum Stage {
        OPEN,
        CLOSING,
        CLOSED
    }

    private final Scheduler scheduler;
    private final Mode mode;
    private final String modeReason;
    private final SchedulerConfig config;
    private final boolean recordOrigins;
    private final Duration closeTimeout;
    private final Thread.@Nullable UncaughtExceptionHandler uncaughtHandler;
    private final @Nullable Consumer<String> deadlockHandler;
    private final @Nullable SchedTrace trace;
    private final Launcher launcher = new RuntimeLauncher(this);
    private final PortableGoroutines portable = new PortableGoroutines();
    private final AtomicLong neverRan = new AtomicLong();
    private final AtomicLong externals = new AtomicLong();
    private final long bornNanos = System.nanoTime();

    private volatile Stage stage = Stage.OPEN;

    GoRuntime(GoRuntimeBuilder builder) {
        this.mode = builder.chosenMode();
        this.modeReason = builder.modeReason();
        this.recordOrigins = builder.recordsOrigins();
        this.closeTimeout = builder.closeTimeout();
        this.uncaughtHandler = builder.uncaughtHandler();
        this.deadlockHandler = builder.deadlockHandler();
        this.config = builder.config(mode, new Reports(this));
        this.scheduler = new Scheduler(config);
        this.trace = SchedTrace.startIfAsked(this, builder.traceMillis());
    }

    /**
     * The runtime that {@link Go} uses outside of goroutines, unless another was {@linkplain #makeDefault() made the default}. It is made
     * on first use and never closed.
     *
     * @return always the same
     */
    public static GoRuntime shared() {
        return Shared.INSTANCE;
    }

    /**
     * The runtime of the calling goroutine; elsewhere the one that was {@linkplain #makeDefault() made the default}, or the shared one.
     *
     * @return never null
     */
    public static GoRuntime current() {
        Task task = currentTask();
        if (task instanceof G g) {
            return g.runtime();
        }
        return task instanceof RuntimeTask other ? other.runtime() : DefaultRuntime.get();
    }

    /**
     * Makes this the runtime that {@link Go}, streams and whatever else asks for the {@linkplain #current() current} one use outside of
     * goroutines, in the whole JVM: an application's decision, not a library's. Of several the latest one counts. Once it is closed, the
     * shared one stands in.
     *
     * @return to be closed when that is over
     */
    public DefaultRuntime makeDefault() {
        return DefaultRuntime.of(this);
    }

    static @Nullable Task currentTask() {
        Task hosted = Scheduler.currentTask();
        return hosted != null ? hosted : RuntimeTask.currentPortable();
    }

    /**
     * A builder with the defaults that its methods name.
     *
     * @return a new builder
     */
    public static GoRuntimeBuilder builder() {
        return new GoRuntimeBuilder();
    }

    // ---- starting things ----

    /**
     * Starts a goroutine on this runtime. Never blocks.
     *
     * @param body what it runs
     * @return the goroutine
     * @throws RejectedExecutionException if the runtime is closed, or closing and the caller is not one of its goroutines
     */
    public Goroutine go(GoBody body) {
        Objects.requireNonNull(body, "body");
        return start(body, recordOrigins ? new Label("", origin()) : null);
    }

    /**
     * Starts a goroutine with a name.
     *
     * @param name for dumps and logs
     * @param body what it runs
     * @return the goroutine
     * @throws RejectedExecutionException as for {@link #go(GoBody)}
     */
    public Goroutine go(String name, GoBody body) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(body, "body");
        return start(body, new Label(name, recordOrigins ? origin() : null));
    }

    /**
     * Starts a goroutine that is {@linkplain Goroutine#cancel() interrupted} when a context is done, at its start if it is already. In it,
     * {@link Context#current()} is that context. If it then ends with an {@link InterruptedException} or a
     * {@link dev.spindle.context.ContextDoneException}, that is not reported as uncaught.
     *
     * @param context what it belongs to; not inherited by what it starts itself
     * @param body what it runs
     * @return the goroutine
     * @throws RejectedExecutionException as for {@link #go(GoBody)}
     */
    public Goroutine go(Context context, GoBody body) {
        ContextBody inContext = new ContextBody(context, body);
        G g = start(inContext, recordOrigins ? new Label("", origin()) : null);
        inContext.tie(g);
        return g;
    }

    private G start(GoBody body, @Nullable Label label) {
        checkAccepts();
        G g = new G(this, body, label);
        if (mode == Mode.NATIVE) {
            scheduler.submit(g);
        } else {
            portable.start(g, scheduler, config.contextClassLoader());
        }
        return g;
    }

    /**
     * Runs a plain task: like a goroutine it may block, but it has no handle, and it may meet thread locals that earlier tasks left on
     * the thread. What it throws goes to the uncaught handler.
     *
     * @param task what to run
     * @throws RejectedExecutionException as for {@link #go(GoBody)}
     */
    @Override
    public void execute(Runnable task) {
        Objects.requireNonNull(task, "task");
        checkAccepts();
        scheduler.submit(new PlainTask(this, task));
    }

    /**
     * Runs a plain task later. It is not waited for at {@link #close()}: one whose time has not come then is dropped.
     *
     * @param task what to run
     * @param delay how long from now; zero or negative is at once
     * @param unit the unit of the delay
     * @return a handle to cancel it
     * @throws RejectedExecutionException as for {@link #go(GoBody)}
     */
    public GoTimer schedule(Runnable task, long delay, TimeUnit unit) {
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(unit, "unit");
        checkAccepts();
        Timer timer = scheduler.submitLater(unit.toNanos(delay), new PlainTask(this, task));
        return new GoTimer() {
            @Override
            public boolean cancel() {
                return timer.cancel(false);
            }

            @Override
            public boolean isCancelled() {
                return timer.isCancelled();
            }
        };
    }

    private void checkAccepts() {
        if (!accepts()) {
            throw new RejectedExecutionException("the runtime " + name() + " is "
                    + (stage == Stage.CLOSED ? "closed" : "closing") + ": it takes no new goroutines or tasks");
        }
    }

    /** Whether the caller may start something. */
    boolean accepts() {
        Stage now = stage;
        return now == Stage.OPEN || (now == Stage.CLOSING && isOwnGoroutine());
    }

    private boolean isOwnGoroutine() {
        Task task = currentTask();
        return (task instanceof G g && g.runtime() == this)
                || (task instanceof RuntimeTask other && other.runtime() == this);
    }

    private static StackWalker.@Nullable StackFrame origin() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(f -> !f.getClassName().equals(GoRuntime.class.getName())
                                && !f.getClassName().equals(Go.class.getName()))
                        .findFirst()
                        .orElse(null));
    }

    // ---- settings ----

    /**
     * The name, which the names of its threads begin with.
     *
     * @return never empty
     */
    public String name() {
        return config.name();
    }

    /**
     * How many goroutines make progress at once: Go's {@code GOMAXPROCS}.
     *
     * @return at least 1
     */
    public int parallelism() {
        return scheduler.parallelism();
    }

    /**
     * Changes how many goroutines make progress at once, while running. More begin at once; fewer as soon as the running ones reach a
     * scheduling point.
     *
     * @param n from 1 to the cap on machines
     * @throws IllegalArgumentException if n is out of range
     */
    public void parallelism(int n) {
        GoRuntimeBuilder.checkParallelism(n, config.maxMachines());
        scheduler.parallelism(n);
    }

    /**
     * How goroutines run here.
     *
     * @return the mode
     */
    public Mode mode() {
        return mode;
    }

    /**
     * Why the mode is what it is.
     *
     * @return one line
     */
    public String modeReason() {
        return modeReason;
    }

    // ---- insight ----

    /**
     * The numbers of this moment.
     *
     * @return a snapshot
     */
    public RuntimeStats stats() {
        Snapshot s = scheduler.snapshot();
        long runnable =
                s.globalQueue() + s.localQueues().stream().mapToLong(i -> i).sum();
        long running = Math.min(s.live(), Math.max(0, s.processors() - s.idleProcessors() - s.spinning()));
        return new RuntimeStats(
                s.parallelism(),
                s.processors(),
                s.idleProcessors(),
                s.stuckProcessors(),
                s.machines(),
                s.idleMachines(),
                s.spinning(),
                s.globalQueue(),
                List.copyOf(s.localQueues()),
                s.timers(),
                s.hosts(),
                s.live(),
                running,
                runnable,
                Math.max(0, s.live() - running - runnable),
                s.spawned(),
                s.steals());
    }

    /**
     * How many Ps are held by code that has not come back for long; {@link #stats()} counts those that have just been lost, too.
     *
     * @param atLeast for so long, without a scheduling point in between; zero or less counts all that are stuck
     * @return their number at this moment
     */
    public int stuckProcessors(Duration atLeast) {
        return scheduler.stuckFor(Durations.nanos(atLeast, "atLeast"));
    }

    /**
     * The numbers of this moment as one line in the form of Go's {@code schedtrace}.
     *
     * @return the line, without a line end
     */
    public String trace() {
        return stats().trace(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - bornNanos));
    }

    /**
     * All goroutines that have begun and not ended, in the form of Go's traceback: state, wait reason, age, stack, where started.
     * Takes time in proportion to their number, and holds nobody up.
     *
     * @return a text of several lines
     */
    public String dump() {
        return new Dump(this).text();
    }

    /**
     * Says that somebody outside may wake goroutines, so that their waiting is no deadlock. Only of use together with
     * {@link GoRuntimeBuilder#onDeadlock}.
     *
     * @return to be closed when that is over
     */
    public External external() {
        externals.incrementAndGet();
        return new External(externals);
    }

    // ---- the end ----

    /**
     * Closes the runtime with the timeout that it was built with (10 seconds unless set).
     *
     * @throws IllegalStateException as for {@link #close(Duration)}
     */
    @Override
    public void close() {
        close(closeTimeout);
    }

    /**
     * Takes no more from outside, waits for what was accepted, then interrupts what still runs, waits a second more, and ends.
     * What never got to run is reported to the log. Goroutines that do not heed the interrupt go on with the
     * JDK's own scheduler. Idempotent; an interrupt of the caller cuts the waiting short and stays set.
     *
     * @param timeout the longest wait before the interrupts; zero or negative interrupts at once
     * @return true if everything had ended by itself, or did after the interrupts
     * @throws IllegalStateException if it is the shared runtime, or if the caller is one of its goroutines
     */
    public boolean close(Duration timeout) {
        long nanos = Durations.nanos(timeout, "timeout");
        if (this == Shared.INSTANCE) {
            throw new IllegalStateException("the shared runtime serves the whole JVM and cannot be closed;"
                    + " build one with GoRuntime.builder() to close it");
        }
        if (isOwnGoroutine()) {
            throw new IllegalStateException("a goroutine of the runtime " + name()
                    + " cannot close it, as it would wait for itself; close it from outside");
        }
        return new Closing(this).run(nanos);
    }

    /**
     * Whether {@link #close()} has begun.
     *
     * @return true from its beginning
     */
    public boolean isClosed() {
        return stage != Stage.OPEN;
    }

    void stageClosing() {
        if (stage == Stage.OPEN) {
            stage = Stage.CLOSING;
        }
    }

    void stageClosed() {
        stage = Stage.CLOSED;
        if (trace != null) {
            trace.stop();
        }
    }

    // ---- for this package ----

    Scheduler scheduler() {
        return scheduler;
    }

    PortableGoroutines portableGoroutines() {
        return portable;
    }

    void aboutToBlock() {
        scheduler.aboutToBlock();
    }

    void neverRan(Task task) {
        neverRan.incrementAndGet();
    }

    long neverRanCount() {
        return neverRan.get();
    }

    boolean hasExternals() {
        return externals.get() > 0;
    }

    @Nullable
    Consumer<String> deadlockHandler() {
        return deadlockHandler;
    }

    void uncaught(G g, Throwable failure) {
        if (failure instanceof InterruptedException && isClosed()) {
            return; // interrupted by close
        }
        onTaskFailure(Thread.currentThread(), failure);
    }

    /** To the runtime's handler, else the default one, else standard error, as for any thread. */
    void onTaskFailure(Thread thread, Throwable failure) {
        try {
            Thread.UncaughtExceptionHandler handler =
                    uncaughtHandler != null ? uncaughtHandler : Thread.getDefaultUncaughtExceptionHandler();
            if (handler != null) {
                handler.uncaughtException(thread, failure);
            } else {
                Reports.print(thread, failure);
            }
        } catch (Throwable t) {
            Reports.print(thread, t);
        }
    }

    @Override
    public String toString() {
        return "GoRuntime " + name() + " [" + mode + ", parallelism " + parallelism() + ", " + stage + ']';
    }
}
