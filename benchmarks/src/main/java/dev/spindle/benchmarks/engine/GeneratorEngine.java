package dev.spindle.benchmarks.engine;

import dev.spindle.GoRuntime;
import dev.spindle.SpinPolicy;
import dev.spindle.reactive.GoroutinePublisher;
import dev.spindle.reactor.GoSchedulers;
import dev.spindle.rxjava.GoRxSchedulers;
import hu.akarnokd.rxjava3.fibers.FiberInterop;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

/**
 * One way to write a publisher as a loop, with the schedulers of Reactor and RxJava that users would take beside it.
 *
 * @param generator a publisher of so many elements, always the same object
 * @param reactor the scheduler of Reactor for its consumers
 * @param rx the scheduler of RxJava for its consumers
 * @param shutdown ends their threads
 */
public record GeneratorEngine(
        IntFunction<Publisher<Object>> generator,
        Scheduler reactor,
        io.reactivex.rxjava3.core.Scheduler rx,
        Runnable shutdown)
        implements AutoCloseable {

    /** {@code FiberInterop.create} on virtual threads; consumers on {@code parallel} and {@code computation}. */
    public static final String FIBER_INTEROP = "fiber-interop";
    /** {@code Flux.generate}, a callback for each element; consumers as above. */
    public static final String REACTOR_GENERATE = "reactor-generate";

    private static final Object ELEMENT = new Object();

    /**
     * Opens one by name.
     *
     * @param name a Spindle engine or a constant of this class
     * @param ps how many tasks run at once
     * @return the engine
     */
    public static GeneratorEngine open(String name, int ps) {
        return switch (name) {
            case Engines.SPINDLE_NATIVE -> spindle(GoRuntime.Mode.NATIVE, ps);
            case Engines.SPINDLE_PORTABLE -> spindle(GoRuntime.Mode.PORTABLE, ps);
            case FIBER_INTEROP -> {
                JdkScheduler.parallelism(ps);
                ExecutorService fibers = Executors.newVirtualThreadPerTaskExecutor();
                yield peer(n -> fiberInterop(n, fibers), ps, fibers::shutdownNow);
            }
            case REACTOR_GENERATE -> peer(GeneratorEngine::fluxGenerate, ps, () -> {});
            default -> throw new IllegalArgumentException("No generator '" + name + "'");
        };
    }

    private static GeneratorEngine spindle(GoRuntime.Mode mode, int ps) {
        var engine = new SpindleEngine(mode, ps, SpinPolicy.BALANCED);
        GoRuntime runtime = engine.runtime();
        return new GeneratorEngine(
                n -> GoroutinePublisher.of(
                        emitter -> {
                            for (int i = 0; i < n; i++) {
                                emitter.emit(ELEMENT);
                            }
                        },
                        runtime),
                GoSchedulers.from(runtime),
                GoRxSchedulers.from(runtime),
                engine::close);
    }

    private static GeneratorEngine peer(IntFunction<Publisher<Object>> generator, int ps, Runnable shutdown) {
        ReactorEngine reactor = ReactorEngine.open(ReactorEngine.PARALLEL, ps);
        RxEngine rx = RxEngine.open(RxEngine.COMPUTATION, ps);
        return new GeneratorEngine(generator, reactor.scheduler(), rx.scheduler(), () -> {
            reactor.close();
            rx.close();
            shutdown.run();
        });
    }

    private static Publisher<Object> fiberInterop(int n, ExecutorService fibers) {
        return FiberInterop.create(
                emitter -> {
                    for (int i = 0; i < n; i++) {
                        emitter.emit(ELEMENT);
                    }
                },
                fibers);
    }

    private static Publisher<Object> fluxGenerate(int n) {
        return Flux.generate(() -> 0, (emitted, sink) -> {
            if (emitted == n) {
                sink.complete();
            } else {
                sink.next(ELEMENT);
            }
            return emitted + 1;
        });
    }

    @Override
    public void close() {
        shutdown.run();
    }
}
