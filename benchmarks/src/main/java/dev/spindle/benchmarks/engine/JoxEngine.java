package dev.spindle.benchmarks.engine;

import com.softwaremill.jox.Channel;
import com.softwaremill.jox.ChannelClosed;
import com.softwaremill.jox.Select;
import com.softwaremill.jox.SelectClause;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    public <T> Pipe.Selector receiveAny(List<Pipe<T>> pipes) {
        List<Channel<T>> channels = channels(pipes);
        @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
        SelectClause<Integer>[] clauses = new SelectClause[channels.size()];
        return () -> {
            for (int i = 0; i < clauses.length; i++) {
                int index = i;
                clauses[i] = channels.get(i).receiveClause(element -> index);
            }
            return Select.select(clauses);
        };
    }

    @Override
    public <T> Pipe.SendSelector<T> sendAny(List<Pipe<T>> pipes) {
        List<Channel<T>> channels = channels(pipes);
        @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
        SelectClause<Void>[] clauses = new SelectClause[channels.size()];
        return element -> {
            for (int i = 0; i < clauses.length; i++) {
                clauses[i] = channels.get(i).sendClause(element);
            }
            Select.select(clauses);
        };
    }

    private static <T> List<Channel<T>> channels(List<Pipe<T>> pipes) {
        return pipes.stream().map(pipe -> ((JoxPipe<T>) pipe).channel()).toList();
    }

    @Override
    public void close() {}

    @Override
    public String toString() {
        return Engines.JOX;
    }

    private record JoxPipe<T>(Channel<T> channel) implements Pipe<T> {

        private static final Object NONE = new Object();
        private static final SelectClause<Object> NOTHING = Select.defaultClause(NONE);

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
            return Boolean.TRUE.equals(
                    atOnce(channel.sendClause(element, () -> true), Select.defaultClause(Boolean.FALSE)));
        }

        @Override
        @SuppressWarnings("unchecked") // what the clause gives is an element
        public @Nullable T tryReceive() {
            Object received = atOnce(channel.receiveClause(element -> (Object) element), NOTHING);
            return received == NONE ? null : (T) received;
        }

        private static <U> Object atOnce(SelectClause<U> clause, SelectClause<U> otherwise) {
            try {
                return Select.selectOrClosed(clause, otherwise);
            } catch (InterruptedException e) {
                throw new IllegalStateException("Interrupted in a select that does not wait", e);
            }
        }

        @Override
        public void close() {
            channel.done();
        }

        @Override
        @SuppressWarnings("unchecked") // what is not the end is an element
        public @Nullable T receiveOrNull() throws InterruptedException {
            Object received = channel.receiveOrClosed();
            return received instanceof ChannelClosed ? null : (T) received;
        }
    }
}
