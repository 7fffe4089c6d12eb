package dev.spindle.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StandingTest {

    @Test
    void of_results_comparesWithinASetting() {
        List<Standing> standings = Standing.of(List.of(
                Fabricated.result("spawn", "spindle-native", 20, 2, "g1"),
                Fabricated.result("spawn", "jox", 40, 2, "g1"),
                Fabricated.result("spawn", "spindle-native", 30, 1, "g1"),
                Fabricated.result("spawn", "jox", 15, 1, "g1")));
        assertThat(standings).extracting(Standing::ps).containsExactly(2, 1);
        assertThat(standings.getFirst().ratio("spindle-native")).contains(0.5);
        assertThat(standings.getLast().ratio("spindle-native")).contains(2.0);
    }

    @Test
    void of_results_takesGoBesideEitherCollector() {
        List<Standing> standings = Standing.of(List.of(
                Fabricated.result("spawn", "go", 100),
                Fabricated.result("spawn", "spindle-native", 20, 2, "g1"),
                Fabricated.result("spawn", "spindle-native", 25, 2, "parallel"),
                Fabricated.result("spawn", "spindle-native", 25, 1, "g1")));
        assertThat(standings)
                .extracting(standing -> standing.ratio("spindle-native").orElse(-1.0))
                .containsExactly(0.2, 0.25, -1.0);
    }

    @Test
    void of_results_leavesOutWhatSpindleHasNot() {
        assertThat(Standing.of(List.of(Fabricated.result("spawn", "jox", 1), Fabricated.result("spawn", "go", 1))))
                .isEmpty();
    }

    @Test
    void bestPeer_isNever_oneOfOurs() {
        Standing standing = Standing.of(List.of(
                        Fabricated.result("spawn", "spindle-native", 1),
                        Fabricated.result("spawn", "spindle-native-latency", 2),
                        Fabricated.result("spawn", "jox", 50),
                        Fabricated.result("spawn", "jdk-virtual", 40),
                        Fabricated.result("spawn", "go", 60)))
                .getFirst();
        assertThat(standing.bestPeer().map(Result::peer)).contains("jdk-virtual");
        assertThat(standing.ratio("spindle-native-latency")).contains(0.05);
        assertThat(standing.ratio("spindle-portable")).isEmpty();
    }

    @Test
    void bestPeer_whereHigherIsBetter_isTheHighest() {
        var ours = new Result("rate", "spindle-native", "ops/s", Better.HIGHER, 50, 50, 50, 2, "g1", false);
        var slow = new Result("rate", "jox", "ops/s", Better.HIGHER, 10, 10, 10, 2, "g1", false);
        var fast = new Result("rate", "fjp", "ops/s", Better.HIGHER, 100, 100, 100, 2, "g1", false);
        Standing standing = Standing.of(List.of(ours, slow, fast)).getFirst();
        assertThat(standing.bestPeer()).contains(fast);
        assertThat(standing.ratio("spindle-native")).contains(2.0);
    }

    @Test
    void ratio_besideAPeerThatNeedsNothing_isNone() {
        Standing standing = Standing.of(List.of(
                        Fabricated.result("idle", "spindle-native", 1), Fabricated.result("idle", "jdk-virtual", 0)))
                .getFirst();
        assertThat(standing.ratio("spindle-native")).isEmpty();
    }
}
