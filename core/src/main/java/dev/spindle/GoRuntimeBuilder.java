package dev.spindle;

import dev.spindle.runtime.Scheduler;
import dev.spindle.runtime.SchedulerConfig;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link GoRuntime}. Not thread-safe; each {@link #build()} makes another runtime.
 */
public final class GoRuntimeBuilder {

    private static final int MAX_MACHINES_DEFAULT = 512;
    private static final int MAX_MACHINES_LIMIT = 10_000;
    private static final long STACK_BYTES_DEFAULT = 64L << 20;
    private static final long STACK_BYTES_MIN = 256L << 10;

    private String name = "goruntime";
    private int parallelism = Runtime.getRuntime().availableProcessors();
    private int maxMachines = MAX_MACHINES_DEFAULT;
    private long machineStackBytes = STACK_BYTES_DEFAULT;
    private SpinPolicy spin = SpinPolicy.BALANCED;
    private Duration closeTimeout = Duration.ofSeconds(10);
    private boolean cleanTaskThreads;
    private boolean recordOrigins;
    private boolean announced = true;
    private GoRuntime.@Nullable Mode mode;
    private Thread.@Nullable UncaughtExceptionHandler uncaughtHandler;
    private @Nullable Consumer<String> deadlockHandler;

    GoRuntimeBuilder() {}

    /**
     * The name, which the names of threads begin with. Default {@code goruntime}.
     *
     * @param name not blank
     * @return this
     */
    public GoRuntimeBuilder name(String name) {
        if (Objects.requireNonNull(name, "name").isBlank()) {
            throw new IllegalArgumentException("name must not be blank");
        }
        this.name = name;
        return this;
    }

    /**
     * How many goroutines make progress at once. Default: the processors of the machine.
     *
     * @param parallelism at least 1, at most the cap on machines
     * @return this
     */
    public GoRuntimeBuilder parallelism(int parallelism) {
        checkParallelism(parallelism, MAX_MACHINES_LIMIT);
        this.parallelism = parallelism;
        return this;
    }

    static void checkParallelism(int n, int max) {
        if (n < 1 || n > max) {
            throw new IllegalArgumentException("parallelism must be from 1 to " + max + ", not " + n);
        }
    }

    /**
     * How long machines look for work before they sleep. Default {@link SpinPolicy#BALANCED}.
     *
     * @param spin the policy
     * @return this
     */
    public GoRuntimeBuilder spin(SpinPolicy spin) {
        this.spin = Objects.requireNonNull(spin, "spin");
        return this;
    }

    /**
     * Cap on threads, those that stand in for blocked ones included; where it is reached a warning is logged once. Default 512.
     *
     * @param maxMachines from the parallelism to 10,000
     * @return this
     */
    public GoRuntimeBuilder maxMachines(int maxMachines) {
        if (maxMachines < 1 || maxMachines > MAX_MACHINES_LIMIT) {
            throw new IllegalArgumentException(
                    "maxMachines must be from 1 to " + MAX_MACHINES_LIMIT + ", not " + maxMachines);
        }
        this.maxMachines = maxMachines;
        return this;
    }

    /**
     * Address space reserved for the stack of each machine, which bounds the recursion of a goroutine in native mode. Memory is used
     * only as deep as stacks have been. Default 64 MiB.
     *
     * @param bytes at least 256 KiB
     * @return this
     */
    public GoRuntimeBuilder machineStackBytes(long bytes) {
        if (bytes < STACK_BYTES_MIN) {
            throw new IllegalArgumentException(
                    "machineStackBytes must be at least " + STACK_BYTES_MIN + ", not " + bytes);
        }
        this.machineStackBytes = bytes;
        return this;
    }

    /**
     * Asks for a mode. Default: native where the JVM allows it, else portable; the system property {@code spindle.mode}
     * ({@code native} or {@code portable}) changes the default.
     *
     * @param mode the mode; {@code NATIVE} falls back to portable where it is impossible, see {@link GoRuntime#modeReason()}
     * @return this
     */
    public GoRuntimeBuilder mode(GoRuntime.Mode mode) {
        this.mode = Objects.requireNonNull(mode, "mode");
        return this;
    }

    /**
     * Where exceptions go that nobody joins for. Default: the default handler of threads, else standard error.
     *
     * @param handler called on the goroutine that failed; must not block
     * @return this
     */
    public GoRuntimeBuilder uncaughtHandler(Thread.UncaughtExceptionHandler handler) {
        this.uncaughtHandler = Objects.requireNonNull(handler, "handler");
        return this;
    }

    /**
     * Asks for Go's deadlock report: called with a dump when all goroutines wait for each other, no timer is armed and nothing external
     * is registered. Platform threads that share channels with goroutines can wake them all the same; they register by
     * {@link GoRuntime#external()}. Native mode only: in portable mode the JDK schedules goroutines, and nothing is
     * reported. Default: no report.
     *
     * @param handler called on a thread of its own
     * @return this
     */
    public GoRuntimeBuilder onDeadlock(Consumer<String> handler) {
        this.deadlockHandler = Objects.requireNonNull(handler, "handler");
        return this;
    }

    /**
     * Whether dumps tell the line that started a goroutine, at the price of about a microsecond for each start. Default no.
     *
     * @param record whether to record it
     * @return this
     */
    public GoRuntimeBuilder recordOrigins(boolean record) {
        this.recordOrigins = record;
        return this;
    }

    /**
     * Whether plain tasks begin with clean thread locals, as goroutines always do. Default no: as on any pool, they may meet caches
     * of earlier ones. Without effect in portable mode.
     *
     * @param clean whether to clean
     * @return this
     */
    public GoRuntimeBuilder cleanTaskThreads(boolean clean) {
        this.cleanTaskThreads = clean;
        return this;
    }

    /**
     * How long {@link GoRuntime#close()} waits before it interrupts. Default 10 seconds.
     *
     * @param timeout not negative
     * @return this
     */
    public GoRuntimeBuilder closeTimeout(Duration timeout) {
        if (Objects.requireNonNull(timeout, "timeout").isNegative()) {
            throw new IllegalArgumentException("closeTimeout must not be negative, not " + timeout);
        }
        this.closeTimeout = timeout;
        return this;
    }

    /**
     * Whether a portable runtime says so in a line of the log. Default yes; no is for those who tell it in words of their own, by
     * {@link GoRuntime#mode()} and {@link GoRuntime#modeReason()}.
     *
     * @param announced whether to log it
     * @return this
     */
    public GoRuntimeBuilder announced(boolean announced) {
        this.announced = announced;
        return this;
    }

    /**
     * Makes the runtime. Its threads start when there is something to do.
     *
     * @return a new runtime
     * @throws IllegalArgumentException if the parallelism is above the cap on machines
     */
    public GoRuntime build() {
        checkParallelism(parallelism, maxMachines);
        GoRuntime runtime = new GoRuntime(this);
        if (announced && runtime.mode() == GoRuntime.Mode.PORTABLE) {
            Reports.log().log(Level.INFO, "runtime {0} is portable: {1}", name, runtime.modeReason());
        }
        return runtime;
    }

    // ---- for GoRuntime ----

    GoRuntime.Mode chosenMode() {
        if (wanted() == GoRuntime.Mode.PORTABLE) {
            return GoRuntime.Mode.PORTABLE;
        }
        return Scheduler.nativeModeUnsupportedReason() == null ? GoRuntime.Mode.NATIVE : GoRuntime.Mode.PORTABLE;
    }

    String modeReason() {
        if (wanted() == GoRuntime.Mode.PORTABLE) {
            return "portable mode was asked for";
        }
        String reason = Scheduler.nativeModeUnsupportedReason();
        return reason == null ? "java.lang is open and the self-check passed" : reason;
    }

    private GoRuntime.@Nullable Mode wanted() {
        if (mode != null) {
            return mode;
        }
        String property = System.getProperty("spindle.mode");
        if (property == null) {
            return null;
        }
        return switch (property.toLowerCase(Locale.ROOT)) {
            case "native" -> GoRuntime.Mode.NATIVE;
            case "portable" -> GoRuntime.Mode.PORTABLE;
            default ->
                throw new IllegalArgumentException(
                        "the system property spindle.mode must be native or portable, not " + property);
        };
    }

    long traceMillis() {
        return Math.max(0, Long.getLong("spindle.schedtrace", 0));
    }

    SchedulerConfig config(GoRuntime.Mode chosen, SchedulerConfig.Listener listener) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return new SchedulerConfig(
                name,
                parallelism,
                maxMachines,
                machineStackBytes,
                chosen == GoRuntime.Mode.NATIVE,
                cleanTaskThreads,
                spin.budget(),
                loader != null ? loader : GoRuntime.class.getClassLoader(),
                listener);
    }

    boolean recordsOrigins() {
        return recordOrigins;
    }

    Duration closeTimeout() {
        return closeTimeout;
    }

    Thread.@Nullable UncaughtExceptionHandler uncaughtHandler() {
        return uncaughtHandler;
    }

    @Nullable
    Consumer<String> deadlockHandler() {
        return deadlockHandler;
    }
}
