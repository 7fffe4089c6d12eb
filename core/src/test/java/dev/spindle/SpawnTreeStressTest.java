package dev.spindle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random trees of goroutines and tasks, with changes of parallelism in between: each node runs exactly once. */
@Timeout(300)
class SpawnTreeStressTest {

    private static final int NODES = 40_000;
    private static final int TREES = 3;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 8})
    void everyNode_randomTree_runsExactlyOnce(int parallelism) throws Exception {
        Random random = new Random(Testing.seed(SpawnTreeStressTest.class));
        try (GoRuntime runtime = Testing.runtime(parallelism)) {
            AtomicBoolean over = new AtomicBoolean();
            long changes = random.nextLong();
            Thread changer = Thread.ofPlatform().start(() -> {
                SplittableRandom mine = new SplittableRandom(changes);
                while (!over.get()) {
                    runtime.parallelism(1 + mine.nextInt(8));
                    LockSupport.parkNanos(mine.nextInt(1_000_000));
                }
            });
            try {
                for (int tree = 0; tree < TREES; tree++) {
                    new Tree(runtime, random.nextLong()).grow();
                }
            } finally {
                over.set(true);
                changer.join();
            }
            runtime.parallelism(parallelism);
            Testing.until("all is quiet: " + runtime.trace(), () -> StatsTest.isQuiet(runtime.stats()));
            assertThat(runtime.stats().spawned()).isEqualTo((long) TREES * NODES);
        }
    }

    private static final class Tree {
        private final GoRuntime runtime;
        private final long seed;
        private final AtomicIntegerArray runs = new AtomicIntegerArray(NODES);
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicInteger ended = new AtomicInteger();

        Tree(GoRuntime runtime, long seed) {
            this.runtime = runtime;
            this.seed = seed;
        }

        void grow() {
            while (next.get() < NODES) {
                start(); // the roots come from outside, one more whenever a tree has died out
                LockSupport.parkNanos(10_000);
            }
            Testing.until("all have run: " + runtime.trace(), () -> ended.get() == NODES);
            for (int i = 0; i < NODES; i++) {
                assertThat(runs.get(i)).as("runs of node " + i).isEqualTo(1);
            }
        }

        private void start() {
            int node = next.getAndIncrement();
            if (node < NODES) {
                Work work = (node * 31 & 4) == 0 ? Work.GOROUTINE : Work.TASK;
                work.submit(runtime, () -> run(node));
            }
        }

        private void run(int node) {
            runs.incrementAndGet(node);
            SplittableRandom random = new SplittableRandom(seed + node);
            for (int children = random.nextInt(4); children > 0; children--) {
                start();
                switch (random.nextInt(12)) {
                    case 0 -> Go.yield();
                    case 1 -> LockSupport.parkNanos(random.nextInt(20_000));
                    case 2 -> {
                        for (int i = random.nextInt(200); i > 0; i--) {
                            Thread.onSpinWait();
                        }
                    }
                    default -> {}
                }
            }
            ended.incrementAndGet();
        }
    }
}
