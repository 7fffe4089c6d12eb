package dev.spindle;

import java.util.concurrent.CountDownLatch;

/** Blocks that still pin a virtual thread on JDK 25: class initialisers, and frames of native code below. */
final class Pinned {

    private static final ThreadLocal<CountDownLatch> FOR_INITIALISER = new ThreadLocal<>();

    private Pinned() {}

    /** Waits with the carrier blocked, on any thread. */
    static void block(CountDownLatch release) throws InterruptedException {
        FOR_INITIALISER.set(release);
        try {
            // A class of its own a call, as each is initialised once: a hidden copy of the template.
            byte[] template = template();
            java.lang.invoke.MethodHandles.Lookup lookup = java.lang.invoke.MethodHandles.lookup();
            lookup.defineHiddenClass(template, true);
        } catch (java.io.IOException | IllegalAccessException e) {
            throw new IllegalStateException(e);
        } finally {
            FOR_INITIALISER.remove();
        }
    }

    private static byte[] template() throws java.io.IOException {
        try (java.io.InputStream in = Pinned.class.getResourceAsStream("Pinned$Template.class")) {
            return in.readAllBytes();
        }
    }

    static boolean await() {
        boolean interrupted = false;
        CountDownLatch release = FOR_INITIALISER.get();
        for (; ; ) {
            try {
                release.await();
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }

    /** Its initialiser waits; a native frame of the JVM stands below it. */
    static final class Template {
        static final boolean INTERRUPTED = await();
    }
}
