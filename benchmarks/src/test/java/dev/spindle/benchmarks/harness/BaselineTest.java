package dev.spindle.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineTest {

    @Test
    void falls_areThose_byMoreThanFifteenPercent() {
        Baseline stored = baseline(20, 40);
        assertThat(stored.falls(baseline(22.9, 40))).isEmpty();
        assertThat(stored.falls(baseline(23.1, 40))).hasSize(1);
        assertThat(stored.falls(baseline(5, 40))).isEmpty();
    }

    @Test
    void falls_countRatios_notTimes() {
        Baseline stored = baseline(20, 40);
        assertThat(stored.falls(baseline(200, 400))).isEmpty();
        assertThat(stored.falls(baseline(20, 20))).hasSize(1);
    }

    @Test
    void fall_says_whatFellFromWhereToWhere() {
        assertThat(baseline(20, 40).falls(baseline(40, 40)).getFirst())
                .hasToString("spawn of spindle-native (2 P, g1) fell by 100 %:"
                        + " it costs 1.00 times what the best peer does, and cost 0.500 times");
    }

    @Test
    void falls_begin_withTheWorst() {
        Baseline stored = Baseline.of(
                List.of(
                        Fabricated.result("a", "spindle-native", 10),
                        Fabricated.result("a", "jox", 10),
                        Fabricated.result("b", "spindle-portable", 10),
                        Fabricated.result("b", "jox", 10)),
                Effort.FULL);
        Baseline now = Baseline.of(
                List.of(
                        Fabricated.result("a", "spindle-native", 20),
                        Fabricated.result("a", "jox", 10),
                        Fabricated.result("b", "spindle-portable", 50),
                        Fabricated.result("b", "jox", 10)),
                Effort.FULL);
        assertThat(stored.falls(now)).extracting(fall -> fall.stored().name()).containsExactly("b", "a");
    }

    @Test
    void falls_leaveOut_whatOnlyOneHas() {
        Baseline stored = baseline(20, 40);
        Baseline other = Baseline.of(
                List.of(
                        Fabricated.result("spawn", "spindle-native", 99, 1, "g1"),
                        Fabricated.result("spawn", "jox", 1, 1, "g1")),
                Effort.FULL);
        assertThat(stored.falls(other)).isEmpty();
        assertThat(stored.common(other)).isZero();
        assertThat(stored.common(stored)).isEqualTo(1);
    }

    @Test
    void of_results_leavesOutAllocationsAndMaxima() {
        assertThat(Baseline.of(
                                List.of(
                                        Fabricated.result("spawn-alloc", "spindle-native", 10),
                                        Fabricated.result("spawn-alloc", "jox", 10),
                                        Fabricated.result("wakeup-max", "spindle-native", 10),
                                        Fabricated.result("wakeup-max", "jox", 10)),
                                Effort.FULL)
                        .ratios())
                .isEmpty();
    }

    @Test
    void write_thenRead_givesTheSame(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("ratios.json");
        baseline(20, 40).write(file);
        assertThat(Baseline.read(file)).isEqualTo(baseline(20, 40));
    }

    @Test
    void of_effort_leavesOutOthers() {
        List<Result> results = List.of(
                Fabricated.result("spawn", "spindle-native", 10),
                Fabricated.result("spawn", "jox", 40),
                Fabricated.quick("spawn", "spindle-native", 20),
                Fabricated.quick("spawn", "jox", 40));
        Baseline both = Baseline.of(results, Effort.FULL).with(Baseline.of(results, Effort.QUICK));
        assertThat(both.ratios()).hasSize(2);
        assertThat(both.of(Effort.QUICK).ratios()).singleElement().satisfies(ratio -> {
            assertThat(ratio.effort()).isEqualTo("quick");
            assertThat(ratio.cost()).isEqualTo(0.5);
        });
    }

    @Test
    void read_ofSomethingElse_saysSo(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("ratios.json"), "{}");
        assertThatIOException().isThrownBy(() -> Baseline.read(file)).withMessageContaining("something else");
    }

    @Test
    void with_newerRatios_keepsOthers() {
        Baseline merged = baseline(20, 40)
                .with(Baseline.of(
                        List.of(
                                Fabricated.result("spawn", "spindle-native", 10),
                                Fabricated.result("spawn", "jox", 10),
                                Fabricated.result("other", "spindle-native", 10),
                                Fabricated.result("other", "jox", 40)),
                        Effort.FULL));
        assertThat(merged.ratios()).extracting(Baseline.Ratio::cost).containsExactly(1.0, 0.25);
    }

    private static Baseline baseline(double ours, double peer) {
        return Baseline.of(
                List.of(Fabricated.result("spawn", "spindle-native", ours), Fabricated.result("spawn", "jox", peer)),
                Effort.FULL);
    }
}
