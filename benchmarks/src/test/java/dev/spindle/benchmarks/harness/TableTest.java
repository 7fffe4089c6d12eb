package dev.spindle.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {

    @Test
    void lines_areAHeader_aRulerAndTheRows() {
        var table = new Table(List.of("case", "a", "b"));
        assertThat(table.isEmpty()).isTrue();
        table.row(List.of("spawn", "1", "2"));
        assertThat(table.isEmpty()).isFalse();
        assertThat(table.lines()).containsExactly("| case | a | b |", "|---|--:|--:|", "| spawn | 1 | 2 |");
    }

    @Test
    void row_ofAnotherWidth_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Table(List.of("case", "a")).row(List.of("spawn")))
                .withMessage("1 cells in a table of 2");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0.504, 0.5",
        "0.123, 0.12",
        "9.999, 10",
        "9.5, 9.5",
        "12.34, 12.3",
        "123.4, 123",
        "12345.6, 12346"
    })
    void number_hasThreeDigits_orAllBeforeThePoint(double value, String text) {
        assertThat(Table.number(value)).isEqualTo(text);
    }
}
