package dev.spindle.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.GoGroup;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Go's power series programs: thousands of goroutines that ask each other for coefficients. */
@Timeout(60)
class PowerSeriesTest {

    private final GoGroup group = GoGroup.open();
    private final PowerSeries series = new PowerSeries(group);

    @AfterEach
    void endAll() {
        group.close();
    }

    private PowerSeries.Series ones() {
        return series.constant(Rational.ONE);
    }

    private static void assertStarts(PowerSeries.Series actual, String expected) throws InterruptedException {
        int n = expected.split(" ").length;
        List<String> coefficients = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            coefficients.add(actual.next().toString());
        }
        assertThat(String.join(" ", coefficients)).isEqualTo(expected);
    }

    @Test
    void sums_ofConstants() throws Exception {
        assertStarts(series.plus(ones(), series.constant(Rational.of(2))), "3 3 3 3 3 3 3 3");
        assertStarts(series.times(Rational.of(-1), ones()), "-1 -1 -1 -1 -1");
        assertStarts(series.shifted(Rational.of(5), ones()), "5 1 1 1");
    }

    @Test
    void split_readUnevenly_givesBothAll() throws Exception {
        List<PowerSeries.Series> copies = series.split(series.integral(Rational.ZERO, ones()));
        assertStarts(copies.get(0), "0 1 1/2 1/3 1/4 1/5 1/6");
        assertStarts(copies.get(1), "0 1 1/2 1/3 1/4 1/5 1/6 1/7 1/8");
        assertStarts(copies.get(0), "1/7 1/8 1/9");
    }

    @Test
    void calculus_ofOnes() throws Exception {
        assertStarts(series.derivative(ones()), "1 2 3 4 5 6 7 8");
        assertStarts(series.integral(Rational.ZERO, ones()), "0 1 1/2 1/3 1/4 1/5");
        assertStarts(series.substituted(ones(), Rational.of(-1), 2), "1 0 -1 0 1 0 -1 0 1");
        assertStarts(series.arctangent(), "0 1 0 -1/3 0 1/5 0 -1/7 0 1/9");
    }

    @Test
    void products_ofSeries() throws Exception {
        String naturals = "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20";
        assertStarts(series.times(ones(), ones()), naturals);
        assertStarts(series.reciprocal(series.plus(ones(), ones())), "1/2 -1/2 0 0 0 0");
    }

    @Test
    void exponential_definedByItself() throws Exception {
        assertStarts(series.exp(ones()), "1 1 3/2 13/6 73/24 167/40 4051/720 37633/5040 43817/4480");
    }

    @Test
    void tangent_reversedArctangent() throws Exception {
        assertStarts(series.reverse(series.arctangent()), "0 1 0 1/3 0 2/15 0 17/315 0 62/2835 0 1382/155925");
    }

    @Test
    void product_ofExponentials_isTheExponentialOfTheSum() throws Exception {
        PowerSeries.Series product = series.times(exp(1), exp(1));
        PowerSeries.Series expected = exp(2);
        for (int n = 0; n < 20; n++) {
            assertThat(product.next()).as("coefficient %d", n).isEqualTo(expected.next());
        }
    }

    /** exp(n x). */
    private PowerSeries.Series exp(int n) {
        return series.exp(series.shifted(Rational.ZERO, first(n)));
    }

    /** n + 0x + 0x^2 and so on. */
    private PowerSeries.Series first(int n) {
        return series.shifted(Rational.of(n), series.constant(Rational.ZERO));
    }
}
