package dev.spindle.benchmarks.engine;

import com.softwaremill.jox.Channel;
import com.softwaremill.jox.Select;

/** Jox channels and select between the JDK's virtual threads. */
final class JoxEngine implements Engine {

    JoxEngine(int ps) {
        JdkScheduler.parallelism(ps);
    }

    @Override
    public void spawn(Task task) {
        Thread.startVirtualThread(task);
    }

    @Override
    public void execute(Runnable task) {
        Thread.startVirtualThread(task);
    }

    @Override
    public <T> Pipe<T> pipe(int capacity) {
        return new JoxPipe<>(capacity == 0 ? Channel.newRendezvousChannel() : Channel.newBufferedChannel(capacity));
    }

    @Override
    public <T> Pipe.Selector<T> selector(Pipe<T> first, Pipe<T> second) {
        Channel<T> a = ((JoxPipe<T>) first).channel();
        Channel<T> b = ((JoxPipe<T>) second).channel();
        return () -> Select.select(a.receiveClause(), b.receiveClause());
    }

    @Override
    public void close() {}

    @Override
    public String toString() {
        return Engines.JOX;
    }

    private record JoxPipe<T>(Channel<T> channel) implements Pipe<T> {

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
