package dev.spindle.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StatisticsTest {

    @Test
    void median_ofAnOddNumber_isTheMiddleOne() {
        assertThat(new Statistics(new double[] {9, 1, 5}).median()).isEqualTo(5);
    }

    @Test
    void median_ofAnEvenNumber_isBetweenTheMiddleTwo() {
        assertThat(new Statistics(new double[] {4, 1, 2, 8}).median()).isEqualTo(3);
    }

    @Test
    void percentiles_lieLinearly_betweenNeighbours() {
        var tens = new Statistics(new double[] {0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100});
        assertThat(tens.percentile(10)).isEqualTo(10);
        assertThat(tens.percentile(90)).isEqualTo(90);
        assertThat(tens.percentile(95)).isCloseTo(95, within(1e-9));
        assertThat(tens.percentile(0)).isZero();
        assertThat(tens.percentile(100)).isEqualTo(100);
    }

    @Test
    void percentiles_ofOneValue_areThatValue() {
        var one = new Statistics(new double[] {7});
        assertThat(one.percentile(10)).isEqualTo(7);
        assertThat(one.percentile(90)).isEqualTo(7);
    }

    @Test
    void statistics_ofNothing_areRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Statistics(new double[0]));
    }

    @Test
    void constructor_leavesTheArray_asItIs() {
        double[] values = {3, 1, 2};
        new Statistics(values);
        assertThat(values).containsExactly(3, 1, 2);
    }

    @Test
    void rounded_keeps_fiveDigits() {
        assertThat(Statistics.rounded(123.456789)).isEqualTo(123.46);
        assertThat(Statistics.rounded(0.000123456)).isEqualTo(0.00012346);
        assertThat(Statistics.rounded(1_234_567)).isEqualTo(1_234_600);
        assertThat(Statistics.rounded(0)).isZero();
    }
}
