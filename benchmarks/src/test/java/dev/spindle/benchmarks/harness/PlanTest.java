package dev.spindle.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.benchmarks.Group;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanTest {

    private final Entry headline = Fabricated.entry("spawn", true, List.of(1, 2), "spindle-native", "jox");
    private final Entry plain = Fabricated.entry("drain", false, List.of(1, 2, 4), "spindle-native", "jox");

    @Test
    void blocks_begin_withHeadlinesOnTwoPsAndEndWithTheRest() {
        Plan plan = Plan.of(List.of(plain, headline), Set.of(), Plan.Wanted.everything());
        assertThat(plan.blocks())
                .extracting(Block::toString)
                .containsExactly(
                        "spawn (2 P, g1)",
                        "drain (2 P, g1)",
                        "spawn (1 P, g1)",
                        "spawn (1 P, parallel)",
                        "spawn (2 P, parallel)",
                        "drain (1 P, g1)",
                        "drain (4 P, g1)");
    }

    @Test
    void groups_takeTurns_behindTheHeadlines() {
        Plan plan = Plan.of(
                List.of(
                        Fabricated.entry("drain", false, List.of(2), "jox"),
                        Fabricated.entry("closed", false, List.of(2), "jox"),
                        Fabricated.check("late", Group.LATENCY)),
                Set.of(),
                Plan.Wanted.everything());
        assertThat(plan.blocks()).extracting(block -> block.entry().name()).containsExactly("drain", "late", "closed");
    }

    @Test
    void block_has_aJobForEachPeer() {
        Plan plan = Plan.of(List.of(plain), Set.of("drain"), Plan.Wanted.everything());
        assertThat(plan.blocks().getFirst().jobs())
                .extracting(Job::peer)
                .containsExactly("spindle-native", "jox", "go");
    }

    @Test
    void go_isMeasured_onceForAllCollectors() {
        Plan plan = Plan.of(List.of(headline), Set.of("spawn", "other"), Plan.Wanted.everything());
        assertThat(plan.blocks().stream().flatMap(block -> block.jobs().stream()))
                .filteredOn(job -> job.source() == Source.GO)
                .extracting(Job::id)
                .containsExactly("GO spawn go 2 go", "GO spawn go 1 go");
    }

    @Test
    void ids_ofAllJobs_differ() {
        Plan plan = Plan.of(List.of(headline, plain), Set.of("spawn", "drain"), Plan.Wanted.everything());
        assertThat(plan.blocks().stream()
                        .flatMap(block -> block.jobs().stream())
                        .map(Job::id))
                .doesNotHaveDuplicates();
    }

    @Test
    void wanted_narrows_everyDimension() {
        var wanted = new Plan.Wanted("spawn"::equals, "jox"::equals, Set.of(2), Set.of(Gc.PARALLEL));
        Plan plan = Plan.of(List.of(headline, plain), Set.of("spawn"), wanted);
        assertThat(plan.blocks()).hasSize(1);
        assertThat(plan.blocks().getFirst().jobs()).extracting(Job::id).containsExactly("JMH spawn jox 2 parallel");
    }

    @Test
    void wanted_thatLeavesNoPeer_leavesNoBlock() {
        var wanted = new Plan.Wanted(name -> true, "nobody"::equals, Set.of(), Set.of());
        assertThat(Plan.of(List.of(headline), Set.of("spawn"), wanted).blocks()).isEmpty();
    }

    @Test
    void estimate_grows_withProcesses() {
        Plan plan = Plan.of(List.of(headline), Set.of(), Plan.Wanted.everything());
        Duration one = plan.estimate(Effort.FULL.withForks(1));
        assertThat(one).isGreaterThan(Duration.ofSeconds(8));
        assertThat(plan.estimate(Effort.FULL.withForks(3))).isEqualTo(one.multipliedBy(3));
    }
}
