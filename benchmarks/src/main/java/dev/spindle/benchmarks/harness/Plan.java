package dev.spindle.benchmarks.harness;

import dev.spindle.benchmarks.Group;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a run measures, in its order. First come the headlines on two Ps with G1, then all else there, the groups in turn and details last, then the headlines on
 * one P and with the other collector, then the rest: a run that is stopped early has the most important figures.
 */
final class Plan {

    /** Where every row is measured. */
    private static final int USUAL_PS = 2;

    private static final int HEADLINES = 0;
    private static final int USUAL = 1;

    /**
     * What a user asks for.
     *
     * @param names which cases
     * @param peers which engines
     * @param ps which numbers of Ps, or none for all
     * @param gcs which collectors, or none for all that a row is measured with
     */
    record Wanted(Predicate<String> names, Predicate<String> peers, Set<Integer> ps, Set<Gc> gcs) {

        Wanted {
            ps = Set.copyOf(ps);
            gcs = Set.copyOf(gcs);
        }

        static Wanted everything() {
            return new Wanted(name -> true, peer -> true, Set.of(), Set.of());
        }
    }

    private final List<Block> blocks;

    private Plan(List<Block> blocks) {
        this.blocks = blocks;
    }

    /**
     * Makes a plan.
     *
     * @param entries what there is
     * @param goCases what the Go program has, by name
     * @param wanted the user's choice
     */
    static Plan of(List<Entry> entries, Set<String> goCases, Wanted wanted) {
        var blocks = new ArrayList<Block>();
        for (Entry entry : entries) {
            if (wanted.names().test(entry.name())) {
                for (Gc gc : collectors(entry, wanted)) {
                    for (int ps : entry.ps()) {
                        if (wanted.ps().isEmpty() || wanted.ps().contains(ps)) {
                            blocks.add(block(entry, ps, gc, goCases, wanted));
                        }
                    }
                }
            }
        }
        blocks.removeIf(block -> block.jobs().isEmpty());
        blocks.sort(Comparator.comparingInt(Plan::tier));
        return new Plan(inTurn(blocks));
    }

    /** Lets groups take turns within the tier behind the headlines, so that a short run has something of each. */
    private static List<Block> inTurn(List<Block> sorted) {
        var ordered = new ArrayList<>(
                sorted.stream().filter(block -> tier(block) == HEADLINES).toList());
        Map<Group, Deque<Block>> groups = new EnumMap<>(Group.class);
        for (Block block : sorted) {
            if (tier(block) == USUAL) {
                groups.computeIfAbsent(block.entry().group(), group -> new ArrayDeque<>())
                        .add(block);
            }
        }
        while (!groups.isEmpty()) {
            groups.values().forEach(group -> ordered.add(group.remove()));
            groups.values().removeIf(Deque::isEmpty);
        }
        sorted.stream().filter(block -> tier(block) > USUAL).forEach(ordered::add);
        return ordered;
    }

    private static Set<Gc> collectors(Entry entry, Wanted wanted) {
        if (!wanted.gcs().isEmpty()) {
            return wanted.gcs();
        }
        return entry.headline() ? new LinkedHashSet<>(List.of(Gc.values())) : Set.of(Gc.G1);
    }

    private static Block block(Entry entry, int ps, Gc gc, Set<String> goCases, Wanted wanted) {
        var jobs = new ArrayList<Job>();
        for (String peer : entry.peers()) {
            if (wanted.peers().test(peer)) {
                jobs.add(new Job(entry, entry.source(), peer, ps, gc));
            }
        }
        if (gc == Gc.G1 && goCases.contains(entry.name()) && wanted.peers().test(Gc.GO)) {
            jobs.add(new Job(entry, Source.GO, Gc.GO, ps, gc));
        }
        return new Block(entry, ps, gc, jobs);
    }

    /** The smaller, the earlier. */
    private static int tier(Block block) {
        boolean headline = block.entry().headline();
        int usual = block.entry().ps().contains(USUAL_PS)
                ? USUAL_PS
                : block.entry().ps().getFirst();
        if (block.ps() == usual && block.gc() == Gc.G1) {
            return block.entry().detail() ? 2 : headline ? HEADLINES : USUAL;
        }
        if (headline && block.ps() <= USUAL_PS) {
            return block.gc() == Gc.G1 ? 3 : 4;
        }
        return 5;
    }

    /** Those blocks of it that a condition holds for. */
    Plan where(Predicate<Block> condition) {
        return new Plan(blocks.stream().filter(condition).toList());
    }

    List<Block> blocks() {
        return blocks;
    }

    List<Job> jobs() {
        return blocks.stream().flatMap(block -> block.jobs().stream()).toList();
    }

    /** About how long the whole of it takes. */
    Duration estimate(Effort effort) {
        Duration sum = Duration.ZERO;
        for (Block block : blocks) {
            sum = sum.plus(estimate(block, effort));
        }
        return sum;
    }

    /** About how long a block takes. */
    static Duration estimate(Block block, Effort effort) {
        Duration sum = Duration.ZERO;
        for (Job job : block.jobs()) {
            sum = sum.plus(
                    switch (job.source()) {
                        case JMH -> effort.process(block.entry());
                        case CHECK -> effort.isQuick() ? Duration.ofSeconds(8) : Duration.ofSeconds(40);
                        case GO -> Duration.ofMillis(300L * effort.reps());
                    });
        }
        return sum.multipliedBy(effort.forks());
    }
}
