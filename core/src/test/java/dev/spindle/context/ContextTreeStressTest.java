package dev.spindle.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.Testing;
import dev.spindle.channel.Beside;
import dev.spindle.channel.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Random trees, cancelled here and there by several at once. */
@Timeout(120)
class ContextTreeStressTest {

    private static final Duration TIME = Testing.stressTime(Duration.ofMillis(1_200));
    private static final int LAYERS = 200;

    /** Two hundred layers of values, cancels and timeouts: one of them ends, and all values are still there. */
    @Test
    void layers_oneIsCancelled_theLeafIsDone() throws Exception {
        long seed = Testing.seed(ContextTreeStressTest.class);
        for (int round = 0; round < 50; round++) {
            layers(new Random(seed + round), false);
        }
    }

    @Test
    void layers_oneTimesOut_theLeafIsDone() throws Exception {
        long seed = Testing.seed(ContextTreeStressTest.class);
        for (int round = 0; round < 20; round++) {
            layers(new Random(seed + round), true);
        }
    }

    private static void layers(Random random, boolean byTime) throws Exception {
        List<Context.Key<Integer>> keys = new ArrayList<>();
        List<CancelContext> cancels = new ArrayList<>();
        int timed = random.nextInt(LAYERS);
        Context leaf = Context.background();
        while (cancels.size() < LAYERS) {
            switch (random.nextInt(3)) {
                case 0 -> {
                    Context.Key<Integer> key = Context.Key.of("k" + keys.size());
                    leaf = leaf.withValue(key, keys.size());
                    keys.add(key);
                }
                case 1 -> {
                    CancelContext next = byTime && cancels.size() == timed
                            ? leaf.withTimeout(Duration.ofMillis(5))
                            : leaf.withCancel();
                    cancels.add(next);
                    leaf = next;
                }
                default -> {
                    CancelContext next = leaf.withTimeout(
                            byTime && cancels.size() == timed ? Duration.ofMillis(5) : Duration.ofDays(1));
                    cancels.add(next);
                    leaf = next;
                }
            }
        }
        checkValues(leaf, keys);
        CancelContext root = cancels.getFirst();
        if (byTime) {
            assertThat(leaf.await(Duration.ofSeconds(60))).isTrue();
            assertThat(leaf.err()).isInstanceOf(DeadlineExceededException.class);
        } else {
            assertThat(leaf.done().isClosed()).isFalse();
            int chosen = random.nextInt(LAYERS);
            cancels.get(chosen).cancel();
            assertThat(leaf.done().isClosed()).isTrue();
            assertThat(leaf.err()).isInstanceOf(ContextCancelledException.class);
            for (int i = 0; i < LAYERS; i++) {
                assertThat(cancels.get(i).isDone()).isEqualTo(i >= chosen);
            }
        }
        checkValues(leaf, keys);
        root.cancel();
        for (CancelContext each : cancels) {
            assertThat(each.isDone()).isTrue();
            Beside.await(() -> ((TreeContext) each).knows() == 0); // the timer's walk may be on its way
        }
    }

    private static void checkValues(Context leaf, List<Context.Key<Integer>> keys) {
        for (int i = 0; i < keys.size(); i++) {
            assertThat(leaf.value(keys.get(i))).isEqualTo(i);
        }
    }

    /** Each of a tree of hundred is cancelled by its own goroutine, all at once. */
    @Test
    void simultaneousCancels_allAreDone() throws Exception {
        Random random = new Random(Testing.seed(ContextTreeStressTest.class));
        for (int round = 0; round < 20; round++) {
            List<CancelContext> tree = new ArrayList<>();
            tree.add(Context.background().withCancel());
            while (tree.size() < 100) {
                tree.add(tree.get(random.nextInt(tree.size())).withCancel());
            }
            List<Beside<Void>> cancellers = new ArrayList<>();
            for (CancelContext each : tree) {
                cancellers.add(Beside.run(Kind.GOROUTINE, each::cancel));
            }
            for (CancelContext each : tree) {
                each.await();
            }
            for (Beside<Void> each : cancellers) {
                each.result();
            }
            for (CancelContext each : tree) {
                assertThat(((TreeContext) each).knows()).isZero();
            }
        }
    }

    /**
     * Several derive, register and cancel in one tree. When a cancel returns, all that derived before are done; each action
     * of a done context runs once; in the end just those are done that have a cancelled one above.
     */
    @Test
    void growingTree_cancelledMeanwhile_isDoneWhereItHasToBe() throws Exception {
        long seed = Testing.seed(ContextTreeStressTest.class);
        long start = System.nanoTime();
        int rounds = 0;
        while (System.nanoTime() - start < TIME.toNanos()) {
            new Round(new Random(seed + rounds)).run();
            rounds++;
        }
        System.out.println("ContextTreeStressTest " + rounds + " rounds");
    }

    private static final class Node {
        final Node parent;
        final CancelContext context;
        final AtomicInteger fired = new AtomicInteger();
        volatile boolean cancelled;
        final List<Node> children = Collections.synchronizedList(new ArrayList<>());

        Node(Node parent, CancelContext context) {
            this.parent = parent;
            this.context = context;
        }

        boolean shouldBeDone() {
            for (Node node = this; node != null; node = node.parent) {
                if (node.cancelled) {
                    return true;
                }
            }
            return false;
        }
    }

    private static final class Round {

        private final Random random;
        private final List<Node> nodes = Collections.synchronizedList(new ArrayList<>());

        Round(Random random) {
            this.random = random;
            Node root = new Node(null, Context.background().withCancel());
            root.context.onDone(root.fired::incrementAndGet);
            nodes.add(root);
        }

        void run() throws Exception {
            List<Beside<Void>> parties = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Random own = new Random(random.nextLong());
                parties.add(Beside.run(Kind.values()[i % 3], () -> {
                    for (int step = 0; step < 100; step++) {
                        step(own);
                    }
                }));
            }
            for (Beside<Void> each : parties) {
                each.result();
            }
            for (Node node : nodes) {
                boolean done = node.shouldBeDone();
                assertThat(node.context.isDone()).isEqualTo(done);
                assertThat(node.fired.get()).isEqualTo(done ? 1 : 0);
                if (done) {
                    assertThat(((TreeContext) node.context).knows()).isZero();
                } else {
                    long open = node.children.stream()
                            .filter(child -> !child.context.isDone())
                            .count();
                    assertThat((long) ((TreeContext) node.context).knows()).isEqualTo(open + 1); // and its action
                }
            }
            nodes.getFirst().context.cancel();
        }

        private void step(Random own) {
            Node node = nodes.get(own.nextInt(nodes.size()));
            if (own.nextInt(12) == 0 && node.parent != null) {
                List<Node> before = new ArrayList<>();
                collect(node, before);
                node.cancelled = true;
                node.context.cancel();
                for (Node each : before) {
                    assertThat(each.context.isDone()).isTrue();
                }
            } else {
                CancelContext context = own.nextInt(4) == 0
                        ? node.context.withTimeout(Duration.ofDays(1))
                        : node.context.withValue(Context.Key.of("key"), 1).withCancel();
                Node child = new Node(node, context);
                context.onDone(child.fired::incrementAndGet);
                node.children.add(child);
                nodes.add(child);
            }
        }

        private static void collect(Node node, List<Node> into) {
            into.add(node);
            List<Node> children;
            synchronized (node.children) {
                children = List.copyOf(node.children);
            }
            children.forEach(child -> collect(child, into));
        }
    }

    /** Whoever sees a cause sees the end, and the other way round. */
    @Test
    void errAndCause_beside_cancel_agree() throws Exception {
        Exception cause = new Exception("as planned");
        for (int i = 0; i < 5_000; i++) {
            CancelContext context = Context.background().withCancel();
            Beside<Void> canceller = Beside.run(Kind.GOROUTINE, () -> context.cancel(cause));
            while (!context.isDone()) {
                Thread.onSpinWait();
            }
            assertThat(context.cause()).isSameAs(cause);
            assertThat(context.err()).isNotNull();
            context.await();
            canceller.result();
        }
    }
}
