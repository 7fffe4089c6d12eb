package dev.spindle.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/** Who may spin, and for how long. */
class SpinnersTest {

    private final Spinners spinners = new Spinners();

    @Test
    void tryBeFirst_onlyWhereNobodySpins() {
        assertThat(spinners.isNone()).isTrue();
        assertThat(spinners.tryBeFirst()).isTrue();
        assertThat(spinners.tryBeFirst()).isFalse();
        assertThat(spinners.count()).isEqualTo(1);
        spinners.leave();
        assertThat(spinners.isNone()).isTrue();
    }

    @Test
    void tryJoin_upToHalfOfTheBusy() {
        assertThat(spinners.tryJoin(0)).isFalse();
        assertThat(spinners.tryJoin(1)).isTrue();
        assertThat(spinners.tryJoin(2)).isFalse();
        assertThat(spinners.tryJoin(3)).isTrue();
        assertThat(spinners.tryJoin(4)).isFalse();
        spinners.join();
        assertThat(spinners.count()).isEqualTo(3);
    }

    @Test
    void spinBudget_outOfRange_saysWhatIsAllowed() {
        assertThatCode(() -> new SpinBudget(0, 0)).doesNotThrowAnyException();
        assertThatCode(() -> new SpinBudget(Long.MAX_VALUE, 1)).doesNotThrowAnyException();
        for (double share : new double[] {-0.1, 1.1, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new SpinBudget(1, share))
                    .withMessageContaining("from 0 to 1");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SpinBudget(-1, 0))
                .withMessageContaining("must not be negative");
    }
}
