package dev.spindle.benchmarks.engine;

import dev.spindle.GoRuntime.Mode;
import dev.spindle.SpinPolicy;
import dev.spindle.reactor.GoSchedulers;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * A scheduler of Reactor: Spindle's, one of Reactor's own, or one over an executor.
 *
 * @param scheduler what pipelines use
 * @param shutdown ends its threads
 */
public record ReactorEngine(Scheduler scheduler, Runnable shutdown) implements AutoCloseable {

    public static final String PARALLEL = Engines.REACTOR_PARALLEL;
    /** The pool of platform threads. */
    public static final String ELASTIC = "reactor-elastic";
    /** {@code boundedElastic} on virtual threads, by its system property. */
    public static final String ELASTIC_VIRTUAL = "reactor-elastic-virtual";
    /** {@code fromExecutorService} over a {@link ForkJoinPool}. */
    public static final String FORK_JOIN = "reactor-fjp";
    /** {@code fromExecutorService} over a virtual thread a task. */
    public static final String VIRTUAL = "reactor-virtual";

    /** Threads for each processor, as Reactor's default has it. */
    private static final int ELASTICITY = 10;

    /**
     * Opens a scheduler.
     *
     * @param name a Spindle engine or a constant of this class
     * @param ps how many tasks run at once
     * @return the scheduler
     */
    public static ReactorEngine open(String name, int ps) {
        return switch (name) {
            case Engines.SPINDLE_NATIVE -> spindle(Mode.NATIVE, ps);
            case Engines.SPINDLE_PORTABLE -> spindle(Mode.PORTABLE, ps);
            case PARALLEL -> of(Schedulers.newParallel("bench", ps, true));
            case ELASTIC -> of(Schedulers.newBoundedElastic(ELASTICITY * ps, Integer.MAX_VALUE, "bench", 60, true));
            case ELASTIC_VIRTUAL -> elasticOnVirtualThreads(ps);
            case FORK_JOIN ->
                of(Schedulers.fromExecutorService(
                        new ForkJoinPool(ps, ForkJoinPool.defaultForkJoinWorkerThreadFactory, null, true)));
            case VIRTUAL -> {
                JdkScheduler.parallelism(ps);
                yield of(Schedulers.fromExecutorService(Executors.newVirtualThreadPerTaskExecutor()));
            }
            default -> throw new IllegalArgumentException("No Reactor scheduler '" + name + "'");
        };
    }

    private static ReactorEngine spindle(Mode mode, int ps) {
        var engine = new SpindleEngine(mode, ps, SpinPolicy.BALANCED);
        Scheduler scheduler = GoSchedulers.from(engine.runtime());
        return new ReactorEngine(scheduler, () -> {
            scheduler.dispose();
            engine.close();
        });
    }

    private static ReactorEngine of(Scheduler scheduler) {
        return new ReactorEngine(scheduler, scheduler::dispose);
    }

    /** Reactor reads these properties once, when its class is initialised: this must be the first call to it. */
    private static ReactorEngine elasticOnVirtualThreads(int ps) {
        System.setProperty("reactor.schedulers.defaultBoundedElasticOnVirtualThreads", "true");
        System.setProperty("reactor.schedulers.defaultBoundedElasticSize", Integer.toString(ELASTICITY * ps));
        System.setProperty("reactor.schedulers.defaultBoundedElasticQueueSize", Integer.toString(Integer.MAX_VALUE));
        if (!Schedulers.DEFAULT_BOUNDED_ELASTIC_ON_VIRTUAL_THREADS) {
            throw new IllegalStateException("Reactor was initialised before its properties were set");
        }
        JdkScheduler.parallelism(ps);
        return of(Schedulers.boundedElastic());
    }

    @Override
    public void close() {
        shutdown.run();
    }
}
