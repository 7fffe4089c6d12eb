package dev.spindle.benchmarks.engine;

import dev.spindle.GoRuntime;
import dev.spindle.RuntimeStats;
import dev.spindle.SpinPolicy;
import dev.spindle.channel.Channel;
import dev.spindle.channel.ReceiveCase;
import dev.spindle.channel.Select;
import java.time.Duration;

/** A Spindle runtime of its own, in the mode asked for. */
public final class SpindleEngine implements Engine {

    private final GoRuntime runtime;

    SpindleEngine(GoRuntime.Mode mode, int ps, SpinPolicy spin) {
        if (mode == GoRuntime.Mode.PORTABLE) {
            JdkScheduler.parallelism(ps);
        }
        runtime = GoRuntime.builder()
                .name("bench")
                .mode(mode)
                .parallelism(ps)
                .spin(spin)
                .build();
        if (runtime.mode() != mode) {
            runtime.close();
            throw new IllegalStateException("The runtime does not run in mode " + mode
                    + " here; native mode needs --add-opens java.base/java.lang=ALL-UNNAMED");
        }
    }

    /**
     * The runtime itself, for what peers don't have.
     *
     * @return the runtime
     */
    public GoRuntime runtime() {
        return runtime;
    }

    /**
     * Ps and Ms that the runtime has beyond its parallelism.
     *
     * @return their number, 0 when all stand-ins have gone
     */
    public int surplus() {
        RuntimeStats stats = runtime.stats();
        return surplusProcessors() + Math.max(0, stats.machines() - stats.parallelism());
    }

    /** Ps beyond the parallelism. */
    public int surplusProcessors() {
        RuntimeStats stats = runtime.stats();
        return Math.max(0, stats.processors() - stats.parallelism());
    }

    @Override
    public void spawn(Task task) {
        runtime.go(task);
    }

    @Override
    public void execute(Runnable task) {
        runtime.execute(task);
    }

    @Override
    public <T> Pipe<T> pipe(int capacity) {
        return new ChannelPipe<>(capacity == 0 ? Channel.unbuffered() : Channel.buffered(capacity));
    }

    @Override
    public <T> Pipe.Selector<T> selector(Pipe<T> first, Pipe<T> second) {
        Select select = Select.fair();
        ReceiveCase<T> a = select.receive(((ChannelPipe<T>) first).channel());
        ReceiveCase<T> b = select.receive(((ChannelPipe<T>) second).channel());
        return () -> select.select() == a ? a.element() : b.element();
    }

    @Override
    public void close() {
        runtime.close(Duration.ofSeconds(2));
    }

    @Override
    public String toString() {
        return runtime.mode() == GoRuntime.Mode.NATIVE ? Engines.SPINDLE_NATIVE : Engines.SPINDLE_PORTABLE;
    }

    private record ChannelPipe<T>(Channel<T> channel) implements Pipe<T> {

        @Override
        public void send(T element) throws InterruptedException {
            channel.send(element);
        }

        @Override
        public T receive() throws InterruptedException {
            return channel.receive();
        }
    }
}
