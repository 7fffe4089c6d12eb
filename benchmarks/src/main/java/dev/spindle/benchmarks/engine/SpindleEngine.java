package dev.spindle.benchmarks.engine;

import dev.spindle.GoRuntime;
import dev.spindle.RuntimeStats;
import dev.spindle.SpinPolicy;
import dev.spindle.channel.Channel;
import dev.spindle.channel.ReceiveCase;
import dev.spindle.channel.Select;
import dev.spindle.channel.SelectCase;
import dev.spindle.channel.SendCase;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    public <T> Pipe.Selector receiveAny(List<Pipe<T>> pipes) {
        Select select = Select.fair();
        ReceiveCase<?>[] cases = pipes.stream()
                .map(pipe -> select.receive(((ChannelPipe<T>) pipe).channel()))
                .toArray(ReceiveCase<?>[]::new);
        return () -> {
            SelectCase chosen = select.select();
            int index = 0;
            while (cases[index] != chosen) {
                index++;
            }
            cases[index].element();
            return index;
        };
    }

    @Override
    public <T> Pipe.SendSelector<T> sendAny(List<Pipe<T>> pipes) {
        Select select = Select.fair();
        List<SendCase<T>> cases = pipes.stream()
                .map(pipe -> select.send(((ChannelPipe<T>) pipe).channel()))
                .toList();
        return element -> {
            for (SendCase<T> each : cases) {
                each.offer(element);
            }
            select.select();
        };
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

        @Override
        public boolean trySend(T element) {
            return channel.trySend(element);
        }

        @Override
        public @Nullable T tryReceive() {
            return channel.tryReceive();
        }

        @Override
        public void close() {
            channel.close();
        }

        @Override
        public @Nullable T receiveOrNull() throws InterruptedException {
            return channel.receiveOrNull();
        }
    }
}
