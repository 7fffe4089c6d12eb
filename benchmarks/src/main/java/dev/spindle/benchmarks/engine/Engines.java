package dev.spindle.benchmarks.engine;

import dev.spindle.GoRuntime.Mode;
import dev.spindle.SpinPolicy;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import reactor.core.scheduler.Schedulers;

/** Engines by the names that reports use. */
public final class Engines {

    public static final String SPINDLE_NATIVE = "spindle-native";
    public static final String SPINDLE_PORTABLE = "spindle-portable";
    public static final String JDK_VIRTUAL = "jdk-virtual";
    public static final String JOX = "jox";
    public static final String FORK_JOIN = "fjp";
    public static final String REACTOR_PARALLEL = "reactor-parallel";
    public static final String RXJAVA_COMPUTATION = "rxjava-computation";

    private Engines() {}

    /**
     * All names that {@link #open} knows.
     *
     * @return the names
     */
    public static List<String> names() {
        return List.of(
                SPINDLE_NATIVE, SPINDLE_PORTABLE, JDK_VIRTUAL, JOX, FORK_JOIN, REACTOR_PARALLEL, RXJAVA_COMPUTATION);
    }

    /**
     * Opens an engine with the runtime's default spin policy.
     *
     * @param name one of {@link #names()}
     * @param ps how many tasks run at once
     * @return the engine
     */
    public static Engine open(String name, int ps) {
        return open(name, ps, SpinPolicy.BALANCED);
    }

    /**
     * Opens an engine.
     *
     * @param name one of {@link #names()}
     * @param ps how many tasks run at once
     * @param spin how idle Ms of Spindle spin; peers ignore it
     * @return the engine
     */
    public static Engine open(String name, int ps, SpinPolicy spin) {
        return switch (name) {
            case SPINDLE_NATIVE -> new SpindleEngine(Mode.NATIVE, ps, spin);
            case SPINDLE_PORTABLE -> new SpindleEngine(Mode.PORTABLE, ps, spin);
            case JDK_VIRTUAL -> new VirtualThreadEngine(ps);
            case JOX -> new JoxEngine(ps);
            case FORK_JOIN -> forkJoin(ps);
            case REACTOR_PARALLEL -> reactorParallel(ps);
            case RXJAVA_COMPUTATION -> rxJavaComputation(ps);
            default -> throw new IllegalArgumentException("No engine '" + name + "'; there are " + names());
        };
    }

    private static Engine forkJoin(int ps) {
        var pool = new ForkJoinPool(ps, ForkJoinPool.defaultForkJoinWorkerThreadFactory, null, true);
        return new PoolEngine(FORK_JOIN, pool, pool::shutdownNow);
    }

    private static Engine reactorParallel(int ps) {
        var scheduler = Schedulers.newParallel("bench", ps, true);
        return new PoolEngine(REACTOR_PARALLEL, scheduler::schedule, scheduler::dispose);
    }

    private static Engine rxJavaComputation(int ps) {
        RxEngine computation = RxEngine.open(RXJAVA_COMPUTATION, ps);
        return new PoolEngine(RXJAVA_COMPUTATION, computation.scheduler()::scheduleDirect, computation::close);
    }
}
