package dev.spindle.benchmarks.workload;

import dev.spindle.benchmarks.engine.Engine;
import dev.spindle.benchmarks.engine.Pipe;
import dev.spindle.benchmarks.engine.Task;
import java.util.Arrays;

/** The product of two square matrices of ones, computed by goroutines that halve it. */
final class MatrixProduct {

    private static final int SHORT = 8;
    private static final Object DONE = new Object();

    private final Engine engine;
    private final int size;
    private final double[][] left;
    private final double[][] right;
    private final double[][] product;

    MatrixProduct(Engine engine, int size) {
        this.engine = engine;
        this.size = size;
        left = ones(size);
        right = ones(size);
        product = new double[size][size];
    }

    private static double[][] ones(int size) {
        double[][] matrix = new double[size][size];
        for (double[] row : matrix) {
            Arrays.fill(row, 1);
        }
        return matrix;
    }

    void compute() throws InterruptedException {
        new Block(0, size, 0, size, 0, size).compute();
    }

    void check() {
        for (double[] row : product) {
            for (double value : row) {
                if (value != size) {
                    throw new IllegalStateException("The product has " + value + " in place of " + size);
                }
            }
        }
    }

    /** Rows, columns, and the part of the side that both matrices share; ends are exclusive. */
    private final class Block {

        private final int row;
        private final int rowEnd;
        private final int column;
        private final int columnEnd;
        private final int inner;
        private final int innerEnd;

        Block(int row, int rowEnd, int column, int columnEnd, int inner, int innerEnd) {
            this.row = row;
            this.rowEnd = rowEnd;
            this.column = column;
            this.columnEnd = columnEnd;
            this.inner = inner;
            this.innerEnd = innerEnd;
        }

        void compute() throws InterruptedException {
            int rows = rowEnd - row;
            int columns = columnEnd - column;
            int inners = innerEnd - inner;
            if (rows >= columns && rows >= inners && rows >= SHORT) {
                int middle = row + rows / 2;
                both(
                        new Block(row, middle, column, columnEnd, inner, innerEnd),
                        new Block(middle, rowEnd, column, columnEnd, inner, innerEnd));
            } else if (columns >= inners && columns >= SHORT) {
                int middle = column + columns / 2;
                both(
                        new Block(row, rowEnd, column, middle, inner, innerEnd),
                        new Block(row, rowEnd, middle, columnEnd, inner, innerEnd));
            } else if (inners >= SHORT) {
                int middle = inner + inners / 2;
                new Block(row, rowEnd, column, columnEnd, inner, middle).compute();
                new Block(row, rowEnd, column, columnEnd, middle, innerEnd).compute();
            } else {
                multiply();
            }
        }

        private void both(Block first, Block second) throws InterruptedException {
            Pipe<Object> done = engine.pipe(1);
            engine.spawn(Task.of(() -> {
                first.compute();
                done.send(DONE);
            }));
            second.compute();
            done.receive();
        }

        private void multiply() {
            for (int i = row; i < rowEnd; i++) {
                for (int j = column; j < columnEnd; j++) {
                    double sum = 0;
                    for (int k = inner; k < innerEnd; k++) {
                        sum += left[i][k] * right[k][j];
                    }
                    product[i][j] += sum;
                }
            }
        }
    }
}
