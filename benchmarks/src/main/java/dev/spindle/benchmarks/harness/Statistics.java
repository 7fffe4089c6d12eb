package dev.spindle.benchmarks.harness;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;

/** Order statistics of a handful of values. */
final class Statistics {

    private static final MathContext DIGITS = new MathContext(5);

    private final double[] sorted;

    /**
     * Statistics of some values.
     *
     * @throws IllegalArgumentException if there are none
     */
    Statistics(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("There are no values");
        }
        sorted = values.clone();
        Arrays.sort(sorted);
    }

    double median() {
        return percentile(50);
    }

    /** Linear between the two nearest values. */
    double percentile(double p) {
        double position = p / 100 * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    /** A value with the five digits that files hold. */
    static double rounded(double value) {
        return Double.isFinite(value) ? BigDecimal.valueOf(value).round(DIGITS).doubleValue() : value;
    }
}
