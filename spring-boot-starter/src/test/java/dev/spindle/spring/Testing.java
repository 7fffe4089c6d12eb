package dev.spindle.spring;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What the tests of the starter have in common. */
final class Testing {

    /** How long anything may take that a slow machine only delays. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final long LOOK_AGAIN_NANOS = 200_000;

    private Testing() {}

    /** Whether the build started this JVM without java.lang opened. */
    static boolean isPortable() {
        return "portable".equals(System.getProperty("spindle.test.mode"));
    }

    /** A context with the runtime and what is always there. */
    static ApplicationContextRunner contexts() {
        return new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(SpindleAutoConfiguration.class, TaskExecutionAutoConfiguration.class));
    }

    /** Returns once the condition holds. */
    static void until(String what, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new AssertionError("waited for " + PATIENCE.toSeconds() + " s in vain until " + what);
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    /** As {@link CountDownLatch#await()}, but not for ever. */
    static void await(CountDownLatch latch) throws InterruptedException {
        if (!latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("waited for " + PATIENCE.toSeconds() + " s in vain");
        }
    }
}
