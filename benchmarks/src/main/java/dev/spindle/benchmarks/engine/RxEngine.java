package dev.spindle.benchmarks.engine;

import dev.spindle.GoRuntime.Mode;
import dev.spindle.SpinPolicy;
import dev.spindle.rxjava.GoRxSchedulers;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.plugins.RxJavaPlugins;
import io.reactivex.rxjava3.schedulers.Schedulers;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;

/**
 * A scheduler of RxJava: Spindle's, one of RxJava's own, or one over an executor.
 *
 * @param scheduler what pipelines use
 * @param shutdown ends its threads
 */
public record RxEngine(Scheduler scheduler, Runnable shutdown) implements AutoCloseable {

    public static final String COMPUTATION = Engines.RXJAVA_COMPUTATION;
    public static final String IO = "rxjava-io";
    /** {@code Schedulers.from} over a {@link ForkJoinPool}. */
    public static final String FORK_JOIN = "rxjava-fjp";
    /** {@code Schedulers.from} over a virtual thread a task. */
    public static final String VIRTUAL = "rxjava-virtual";

    /**
     * Opens a scheduler.
     *
     * @param name a Spindle engine or a constant of this class
     * @param ps how many tasks run at once
     * @return the scheduler
     */
    public static RxEngine open(String name, int ps) {
        return switch (name) {
            case Engines.SPINDLE_NATIVE -> spindle(Mode.NATIVE, ps);
            case Engines.SPINDLE_PORTABLE -> spindle(Mode.PORTABLE, ps);
            case COMPUTATION -> computation(ps);
            case IO -> {
                Scheduler io = RxJavaPlugins.createIoScheduler(RxEngine::daemon);
                yield new RxEngine(io, io::shutdown);
            }
            case FORK_JOIN -> over(new ForkJoinPool(ps, ForkJoinPool.defaultForkJoinWorkerThreadFactory, null, true));
            case VIRTUAL -> {
                JdkScheduler.parallelism(ps);
                yield over(Executors.newVirtualThreadPerTaskExecutor());
            }
            default -> throw new IllegalArgumentException("No RxJava scheduler '" + name + "'");
        };
    }

    private static RxEngine spindle(Mode mode, int ps) {
        var engine = new SpindleEngine(mode, ps, SpinPolicy.BALANCED);
        Scheduler scheduler = GoRxSchedulers.from(engine.runtime());
        return new RxEngine(scheduler, () -> {
            scheduler.shutdown();
            engine.close();
        });
    }

    /** RxJava reads the property once, when the scheduler's class is initialised: the first call in a process counts. */
    private static RxEngine computation(int ps) {
        System.setProperty("rx3.computation-threads", Integer.toString(ps));
        Scheduler scheduler = RxJavaPlugins.createComputationScheduler(RxEngine::daemon);
        return new RxEngine(scheduler, scheduler::shutdown);
    }

    private static RxEngine over(ExecutorService executor) {
        return new RxEngine(Schedulers.from(executor), executor::shutdownNow);
    }

    private static Thread daemon(Runnable task) {
        return Thread.ofPlatform().daemon().unstarted(task);
    }

    @Override
    public void close() {
        shutdown.run();
    }
}
