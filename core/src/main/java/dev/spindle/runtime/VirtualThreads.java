package dev.spindle.runtime;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The seam to the JDK: the only file that touches internals of {@code java.lang}.
 *
 * <p>It needs {@code java.base/java.lang} opened to this module (or to the class path) and the shape of JDK 25: a virtual
 * thread can be given an {@link Executor} to which it submits its continuation, the carrier can be asked for, and a
 * thread's locals and class loader are fields. Whether all of that holds is tried out once ({@link #unsupportedReason()});
 * where it does not, nothing else in this class may be called, and the runtime is portable.
 */
final class VirtualThreads {

    /** {@code Thread.NO_INHERIT_THREAD_LOCALS}. */
    private static final int NO_INHERIT_THREAD_LOCALS = 1 << 2;

    private static final long CHECK_TIMEOUT_MILLIS = 10_000;

    private VirtualThreads() {}

    /** Found once; a class of its own, so that the handles are constants to the compiler. */
    private static final class Handles {
        static final MethodHandle NEW_VIRTUAL_THREAD;
        static final MethodHandle CURRENT_CARRIER;
        static final VarHandle THREAD_LOCALS;
        static final VarHandle INHERITABLE_THREAD_LOCALS;
        static final VarHandle CONTEXT_CLASS_LOADER;
        static final ForkJoinPool DEFAULT_SCHEDULER;

        static {
            try {
                MethodHandles.Lookup thread = MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup());
                Class<?> builders = Class.forName("java.lang.ThreadBuilders");
                Class<?> virtualThread = Class.forName("java.lang.VirtualThread");
                Class<?> localMap = Class.forName("java.lang.ThreadLocal$ThreadLocalMap");
                NEW_VIRTUAL_THREAD = thread.findStatic(
                        builders,
                        "newVirtualThread",
                        MethodType.methodType(Thread.class, Executor.class, String.class, int.class, Runnable.class));
                CURRENT_CARRIER =
                        thread.findStatic(Thread.class, "currentCarrierThread", MethodType.methodType(Thread.class));
                THREAD_LOCALS = thread.findVarHandle(Thread.class, "threadLocals", localMap);
                INHERITABLE_THREAD_LOCALS = thread.findVarHandle(Thread.class, "inheritableThreadLocals", localMap);
                CONTEXT_CLASS_LOADER = thread.findVarHandle(Thread.class, "contextClassLoader", ClassLoader.class);
                MethodHandle scheduler = MethodHandles.privateLookupIn(virtualThread, MethodHandles.lookup())
                        .findStatic(virtualThread, "defaultScheduler", MethodType.methodType(Executor.class));
                DEFAULT_SCHEDULER = (ForkJoinPool) (Executor) scheduler.invokeExact();
            } catch (Throwable t) {
                throw new ExceptionInInitializerError(t);
            }
        }
    }

    /**
     * What a start without the JDK's registration needs. The JDK enters each thread into a concurrent map, for its thread dumps:
     * forty bytes a goroutine, a good part of the cost of a start, and a monitor that a carrier must not wait for.
     */
    private record Unregistered(
            VarHandle state, VarHandle continuation, VarHandle container, Object root, int started) {

        static final @Nullable Unregistered FOUND = find();

        private static @Nullable Unregistered find() {
            try {
                Class<?> type = Class.forName("java.lang.VirtualThread");
                MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
                VarHandle container = MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup())
                        .findVarHandle(Thread.class, "container", containerType());
                Thread registered =
                        newThread(defaultScheduler(), Thread::onSpinWait); // no code of this class: it waits
                registered.start();
                Object root = container.get(registered);
                registered.join();
                return root.getClass().getSimpleName().equals("TrackingRootContainer")
                        ? new Unregistered(
                                lookup.findVarHandle(type, "state", int.class),
                                lookup.findVarHandle(type, "runContinuation", Runnable.class),
                                container,
                                root,
                                (int) lookup.findStaticVarHandle(type, "STARTED", int.class)
                                        .get())
                        : null; // one that only counts threads would miscount
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            } catch (ReflectiveOperationException e) {
                return null; // a registered start does as well, for more memory
            }
        }

        private static Class<?> containerType() throws ReflectiveOperationException {
            return Thread.class.getDeclaredField("container").getType();
        }
    }

    /** The outcome of the self-check, made on first use. */
    private static final class Check {
        static final @Nullable String FAILURE = run();

        private static @Nullable String run() {
            try {
                initialisePollers();
                return new SelfCheck().run();
            } catch (Throwable t) {
                return reason(t);
            }
        }
    }

    private static String reason(Throwable thrown) {
        Throwable t = thrown;
        while (t.getCause() != null && t instanceof ExceptionInInitializerError) {
            t = t.getCause();
        }
        if (t instanceof IllegalAccessException) {
            String target = VirtualThreads.class.getModule().isNamed()
                    ? VirtualThreads.class.getModule().getName()
                    : "ALL-UNNAMED";
            return "java.base does not open java.lang; run with --add-opens java.base/java.lang=" + target;
        }
        return "this JDK (" + Runtime.version() + ") has another shape than expected: " + t;
    }

    /**
     * Why there can be no native mode on this JVM, or null if there can. The first call takes a few milliseconds and
     * starts a thread that ends at once.
     */
    static @Nullable String unsupportedReason() {
        return Check.FAILURE;
    }

    /** A new virtual thread, not started, which submits its continuation to the given executor. */
    static Thread newThread(Executor scheduler, Runnable body) {
        try {
            return (Thread)
                    Handles.NEW_VIRTUAL_THREAD.invokeExact(scheduler, (String) null, NO_INHERIT_THREAD_LOCALS, body);
        } catch (Throwable t) {
            throw sneaky(t);
        }
    }

    /**
     * Starts a new virtual thread without the JDK's registration, so that the JDK's thread dumps do not list it.
     *
     * @return its continuation, for a carrier to run at once; null if that is impossible and {@code start()} is to be used
     */
    static @Nullable Runnable startUnregistered(Thread thread) {
        Unregistered found = Unregistered.FOUND;
        if (found == null) {
            return null;
        }
        found.container().set(thread, found.root());
        found.state().setVolatile(thread, found.started());
        return (Runnable) found.continuation().get(thread);
    }

    /** The platform thread underneath the caller; right also inside {@link Executor#execute} during an unpark. */
    static Thread currentCarrier() {
        try {
            return (Thread) Handles.CURRENT_CARRIER.invokeExact();
        } catch (Throwable t) {
            throw sneaky(t);
        }
    }

    /** The JDK's own scheduler of virtual threads. */
    static ForkJoinPool defaultScheduler() {
        return Handles.DEFAULT_SCHEDULER;
    }

    /** Drops all thread locals of the given thread, which must be the current one. */
    static void clearThreadLocals(Thread current) {
        if (Handles.THREAD_LOCALS.get(current) != null) {
            Handles.THREAD_LOCALS.set(current, null);
        }
        if (Handles.INHERITABLE_THREAD_LOCALS.get(current) != null) {
            Handles.INHERITABLE_THREAD_LOCALS.set(current, null);
        }
    }

    /** Gives the current thread this context class loader, if it has another one. */
    @SuppressWarnings("ReferenceEquality") // class loaders have no other
    static void resetContextClassLoader(Thread current, @Nullable ClassLoader loader) {
        if ((ClassLoader) Handles.CONTEXT_CLASS_LOADER.get(current) != loader) {
            current.setContextClassLoader(loader);
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> RuntimeException sneaky(Throwable t) throws E {
        throw (E) t;
    }

    /**
     * The first virtual thread that waits for I/O becomes the parent of the JDK's poller threads, and they inherit its
     * scheduler. Let that be the default one, or they would run on our Ps for the whole JVM.
     */
    private static void initialisePollers() throws IOException, InterruptedException {
        Pipe pipe = Pipe.open();
        try (Pipe.SourceChannel source = pipe.source();
                Pipe.SinkChannel sink = pipe.sink()) {
            Thread reader = newThread(defaultScheduler(), () -> {
                try {
                    source.read(ByteBuffer.allocate(1));
                } catch (IOException e) {
                    // closed before the byte came: the pollers are up all the same
                }
            });
            reader.start();
            for (int i = 0; i < 100 && reader.getState() != Thread.State.WAITING; i++) {
                LockSupport.parkNanos(100_000);
            }
            sink.write(ByteBuffer.allocate(1));
            reader.join(CHECK_TIMEOUT_MILLIS);
        }
    }

    /** Starts, parks, unparks and ends one virtual thread by hand, and looks whether each step came as expected. */
    private static final class SelfCheck implements Executor {
        private final ConcurrentLinkedQueue<Runnable> submitted = new ConcurrentLinkedQueue<>();
        private final AtomicInteger steps = new AtomicInteger();
        private volatile @Nullable Thread carrier;
        private volatile @Nullable String failure;

        @Override
        public void execute(Runnable continuation) {
            submitted.add(continuation);
        }

        @Nullable
        String run() throws InterruptedException {
            Thread platform =
                    Thread.ofPlatform().daemon().name("spindle-self-check").unstarted(this::check);
            platform.start();
            platform.join(CHECK_TIMEOUT_MILLIS);
            if (platform.isAlive()) {
                return "the self-check did not end within " + CHECK_TIMEOUT_MILLIS + " ms";
            }
            return failure;
        }

        private void check() {
            try {
                carrier = Thread.currentThread();
                Thread virtual = newThread(this, () -> {
                    clearThreadLocals(Thread.currentThread());
                    resetContextClassLoader(
                            Thread.currentThread(), Thread.currentThread().getContextClassLoader());
                    advance(currentCarrier() == carrier);
                    LockSupport.park();
                    advance(currentCarrier() == carrier);
                });
                virtual.start();
                expect(runSubmitted() && steps.get() == 1, "a started thread did not run up to its park");
                expect(submitted.isEmpty(), "a parked thread was submitted");
                LockSupport.unpark(virtual);
                expect(runSubmitted() && steps.get() == 2, "an unparked thread did not go on");
                expect(!virtual.isAlive(), "a thread did not end");
                Thread unregistered = newThread(this, () -> advance(currentCarrier() == carrier));
                Runnable continuation = startUnregistered(unregistered);
                if (continuation != null) {
                    continuation.run();
                    expect(steps.get() == 3 && !unregistered.isAlive(), "an unregistered thread did not run");
                }
            } catch (Throwable t) {
                failure = reason(t);
            }
        }

        private void advance(boolean carrierIsRight) {
            if (carrierIsRight) {
                steps.incrementAndGet();
            }
        }

        private boolean runSubmitted() {
            Runnable continuation = submitted.poll();
            if (continuation != null) {
                continuation.run();
            }
            return continuation != null;
        }

        private void expect(boolean condition, String otherwise) {
            if (!condition && failure == null) {
                failure = "self-check: " + otherwise;
            }
        }
    }
}
