package dev.spindle.benchmarks.checks;

import dev.spindle.benchmarks.engine.JdkScheduler;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A blocking call that pins its virtual thread to the carrier, as a native library that calls back into Java and blocks there does.
 *
 * <p>Since JDK 24 a monitor no longer pins; a native frame on the stack still does, and so does a class initialiser, which
 * the VM calls. So the call defines a fresh hidden class whose initialiser waits on a latch: the thread that
 * defines it runs the initialiser, below two frames that cannot be unmounted. Hidden, because an initialiser runs once a
 * class, and {@code defineHiddenClass} makes a new class of the same bytes each time. {@link #verify()} shows that it holds.
 */
final class PinnedBlock {

    private static final byte[] TEMPLATE = template();

    private static volatile CountDownLatch release = new CountDownLatch(0);

    private PinnedBlock() {}

    /** Sets what the calls to come wait for. Earlier calls must have returned. */
    static void until(CountDownLatch latch) {
        release = latch;
    }

    /** Blocks the calling thread, pinned, until the latch opens. */
    static void block() {
        try {
            MethodHandles.lookup().defineHiddenClass(TEMPLATE, true);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("The class that blocks could not be defined", e);
        }
    }

    /** Called by the initialiser of {@link PinnedInitializer} and its copies. */
    static void await() {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Blocks one of the JDK's virtual threads and looks whether it stays on its carrier.
     *
     * @throws IllegalStateException if it does not: the check would measure nothing
     */
    static void verify() throws InterruptedException {
        var latch = new CountDownLatch(1);
        until(latch);
        Thread pinned = Thread.startVirtualThread(PinnedBlock::block);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (pinned.getState() != Thread.State.WAITING && System.nanoTime() < deadline) {
            Thread.sleep(10);
        }
        int mounted = JdkScheduler.mounted();
        latch.countDown();
        pinned.join();
        if (mounted == 0) {
            throw new IllegalStateException("A block in a class initialiser does not pin on this JVM");
        }
    }

    private static byte[] template() {
        String file = PinnedInitializer.class.getSimpleName() + ".class";
        try (InputStream bytes = PinnedBlock.class.getResourceAsStream(file)) {
            if (bytes == null) {
                throw new IllegalStateException(file + " is not beside this class");
            }
            return bytes.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(file + " could not be read", e);
        }
    }
}
