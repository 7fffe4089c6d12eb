package dev.spindle.benchmarks.workload;

import dev.spindle.benchmarks.engine.Engine;
import dev.spindle.benchmarks.engine.Pipe;
import dev.spindle.benchmarks.engine.Task;

/** Goroutines that divide their work among others and wait for them. */
public final class TreeWorkloads {

    private static final int CHILDREN = 10;

    private TreeWorkloads() {}

    /**
     * A tree of goroutines, ten children each, whose leaves send their number up.
     *
     * @param leaves a power of ten
     * @return the sum at the root
     */
    public static long skynet(Engine engine, int leaves) throws InterruptedException {
        var sum = new long[1];
        Crew.run(engine, 1, () -> {
            Pipe<Long> result = engine.pipe(0);
            engine.spawn(new Node(engine, result, 0, leaves));
            sum[0] = result.receive();
        });
        long expected = (long) leaves * (leaves - 1) / 2;
        if (sum[0] != expected) {
            throw new IllegalStateException("skynet gave " + sum[0] + " in place of " + expected);
        }
        return sum[0];
    }

    private record Node(Engine engine, Pipe<Long> parent, long number, int size) implements Task {

        @Override
        public void run() {
            try {
                parent.send(size == 1 ? number : sumOfChildren());
            } catch (InterruptedException e) {
                throw new IllegalStateException("A node was interrupted", e);
            }
        }

        private long sumOfChildren() throws InterruptedException {
            Pipe<Long> children = engine.pipe(0);
            int each = size / CHILDREN;
            for (int i = 0; i < CHILDREN; i++) {
                engine.spawn(new Node(engine, children, number + (long) i * each, each));
            }
            long sum = 0;
            for (int i = 0; i < CHILDREN; i++) {
                sum += children.receive();
            }
            return sum;
        }
    }

    /**
     * Multiplies two square matrices of ones by halving: the longest side is cut in two until all are short. Halves of the
     * result's rows or columns are computed by two goroutines, halves of the common side one after the other.
     *
     * @param size rows of each matrix
     */
    public static void matmult(Engine engine, int size) throws InterruptedException {
        var product = new MatrixProduct(engine, size);
        Crew.run(engine, 1, product::compute);
        product.check();
    }
}
