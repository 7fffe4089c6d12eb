package dev.spindle.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SvgTest {

    @ParameterizedTest
    @CsvSource({"-7.609375, -7.6", "12.04, 12", "0.013, 0", "-0.04, 0", "100.96, 101", "3.5, 3.5", "1.25E-4, 0"})
    void compact_keeps_aTenthOfAPixel(String before, String after) {
        assertThat(Svg.compact("M" + before + ",2")).isEqualTo("M" + after + ",2");
    }

    @Test
    void compact_gives_randomNamesASteadyOne() {
        assertThat(Svg.compact("<clipPath id=\"clip903663540\"> url(#clip903663540)"))
                .isEqualTo("<clipPath id=\"clip\"> url(#clip)");
    }
}
