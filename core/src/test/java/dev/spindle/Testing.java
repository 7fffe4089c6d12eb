package dev.spindle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** What the tests of the runtime have in common: the mode they run in, patience, seeds. */
public final class Testing {

    /** How long anything may take that a slow machine only delays. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String MODE = System.getProperty("spindle.test.mode");
    private static final long LOOK_AGAIN_NANOS = 10_000;
    private static final long LOOK_AGAIN_MOST_NANOS = 200_000;

    private Testing() {}

    /** Whether this JVM shows the portable mode. */
    public static boolean isPortable() {
        return expectedMode() == GoRuntime.Mode.PORTABLE;
    }

    /** The mode that the build asked for, else whatever this JVM gives. */
    static GoRuntime.Mode expectedMode() {
        return MODE == null
                ? GoRuntime.shared().mode()
                : GoRuntime.Mode.valueOf(MODE.toUpperCase(java.util.Locale.ROOT));
    }

    /** A runtime with that many Ps, in the mode under test. */
    static GoRuntime runtime(int parallelism) {
        return build(GoRuntime.builder().parallelism(parallelism));
    }

    /** Builds, and makes sure that the runtime has the mode under test. */
    static GoRuntime build(GoRuntimeBuilder builder) {
        GoRuntime runtime = builder.build();
        assertThat(runtime.mode()).as(runtime.modeReason()).isEqualTo(expectedMode());
        return runtime;
    }

    /** Returns once the condition holds. */
    public static void until(String what, BooleanSupplier condition) {
        long start = System.nanoTime();
        long pause = LOOK_AGAIN_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new AssertionError("waited for " + PATIENCE.toSeconds() + " s in vain until " + what);
            }
            LockSupport.parkNanos(pause);
            pause = Math.min(2 * pause, LOOK_AGAIN_MOST_NANOS);
        }
    }

    /** As {@link CountDownLatch#await()}, but not for ever. */
    public static void await(CountDownLatch latch) throws InterruptedException {
        if (!latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError(
                    "waited for " + PATIENCE.toSeconds() + " s in vain; still missing: " + latch.getCount());
        }
    }

    /** Joins, but not for ever. */
    static void join(Goroutine goroutine) throws Exception {
        if (!goroutine.join(PATIENCE)) {
            throw new AssertionError("did not end within " + PATIENCE.toSeconds() + " s: " + goroutine + '\n'
                    + goroutine.runtime().dump());
        }
    }

    static boolean isWaiting(Thread thread) {
        if (thread == null) {
            return false;
        }
        return switch (thread.getState()) {
            case WAITING, TIMED_WAITING, BLOCKED -> true;
            default -> false;
        };
    }

    /** Keeps its processor busy until the condition holds. */
    static void burnUntil(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new AssertionError("burnt for " + PATIENCE.toSeconds() + " s in vain");
            }
        }
    }

    /** How long a random test looks for trouble: the given time, or {@code -Dspindle.test.stress.seconds}. */
    public static Duration stressTime(Duration usual) {
        Integer seconds = Integer.getInteger("spindle.test.stress.seconds");
        return seconds == null ? usual : Duration.ofSeconds(seconds);
    }

    /** A seed, printed so that a failure can be had again with {@code -Dspindle.test.seed}. */
    public static long seed(Class<?> test) {
        long seed = Long.getLong("spindle.test.seed", System.nanoTime());
        System.out.println(test.getSimpleName() + " seed " + seed);
        return seed;
    }
}
