package dev.spindle.benchmarks.engine;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.SynchronousQueue;
import org.jspecify.annotations.Nullable;

/** The JDK's virtual threads, one a task, with the queues of {@code java.util.concurrent} as channels. */
final class VirtualThreadEngine implements Engine {

    VirtualThreadEngine(int ps) {
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
        return new QueuePipe<>(capacity == 0 ? new SynchronousQueue<>() : new ArrayBlockingQueue<>(capacity));
    }

    @Override
    public void close() {}

    @Override
    public String toString() {
        return Engines.JDK_VIRTUAL;
    }

    private record QueuePipe<T>(BlockingQueue<T> queue) implements Pipe<T> {

        @Override
        public void send(T element) throws InterruptedException {
            queue.put(element);
        }

        @Override
        public T receive() throws InterruptedException {
            return queue.take();
        }

        @Override
        public boolean trySend(T element) {
            return queue.offer(element);
        }

        @Override
        public @Nullable T tryReceive() {
            return queue.poll();
        }
    }
}
