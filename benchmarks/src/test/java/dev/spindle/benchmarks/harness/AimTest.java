package dev.spindle.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AimTest {

    private final Aim both = new Aim("spawn", "spindle-native", 20.0, 0.1);

    @ParameterizedTest
    @CsvSource({"19, 200, true", "21, 300, false", "19, 180, false", "20, 200, true"})
    void reached_needs_bothLimits(double ours, double go, boolean reached) {
        assertThat(both.reached(standing(ours, go))).contains(reached);
    }

    @Test
    void reached_withoutGo_needsTheLimitAlone() {
        Standing alone = Standing.of(List.of(Fabricated.result("spawn", "spindle-native", 19)))
                .getFirst();
        assertThat(both.reached(alone)).contains(true);
        assertThat(new Aim("spawn", "spindle-native", null, 0.1).reached(alone)).isEmpty();
    }

    @Test
    void text_says_bothLimits() {
        assertThat(both.text("ns")).isEqualTo("≤ 20 ns, ≤ 0.1 × Go");
        assertThat(new Aim("spawn", "spindle-native", null, 1 / 30.0).text("ns"))
                .isEqualTo("≤ 1/30 of Go");
        assertThat(new Aim("spawn", "spindle-native", 0.5, null).text("us")).isEqualTo("≤ 0.5 us");
    }

    private static Standing standing(double ours, double go) {
        return Standing.of(List.of(
                        Fabricated.result("spawn", "spindle-native", ours), Fabricated.result("spawn", "go", go)))
                .getFirst();
    }
}
