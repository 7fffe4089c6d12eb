package dev.spindle.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineOutputTest {

    private final Job go =
            new Job(Fabricated.entry("spawn", true, List.of(2), "spindle-native"), Source.GO, Gc.GO, 2, Gc.G1);
    private final Job check = Fabricated.job("wakeup-latency", "spindle-native");

    @Test
    void parse_ofRepetitions_makesOneSampleOfACase() throws IOException {
        List<Sample> samples = LineOutput.parse(
                List.of(
                        "{\"case\":\"spawn\",\"unit\":\"ns\",\"value\":801.3,\"procs\":2,\"rep\":0}",
                        "{\"case\":\"other\",\"unit\":\"B\",\"value\":2,\"procs\":2,\"rep\":0}",
                        "{\"case\":\"spawn\",\"unit\":\"ns\",\"value\":799,\"procs\":2,\"rep\":1}"),
                go);
        assertThat(samples).hasSize(2);
        assertThat(samples.getFirst())
                .isEqualTo(new Sample("spawn", "go", "ns", Better.LOWER, 2, "go", List.of(801.3, 799.0)));
        assertThat(samples.getLast().unit()).isEqualTo("B");
    }

    @Test
    void parse_ofAVariant_makesItAPeerOfItsOwn() throws IOException {
        List<Sample> samples = LineOutput.parse(
                List.of(
                        "{\"case\":\"late\",\"peer\":\"spindle-native\",\"unit\":\"us\",\"value\":1.5,\"ps\":2}",
                        "{\"case\":\"late\",\"peer\":\"spindle-native\",\"variant\":\"Go.sleep\",\"unit\":\"us\",\"value\":2,\"ps\":2}"),
                check);
        assertThat(samples).extracting(Sample::peer).containsExactly("spindle-native", "spindle-native-go-sleep");
        assertThat(samples).extracting(Sample::gc).containsOnly("g1");
    }

    @Test
    void parse_ofNothing_fails() {
        assertThatIOException().isThrownBy(() -> LineOutput.parse(List.of(), go));
    }

    @Test
    void parse_ofAnythingElse_saysWhat() {
        assertThatIOException()
                .isThrownBy(() -> LineOutput.parse(List.of("{\"case\":\"spawn\"}"), go))
                .withMessageContaining("{\"case\":\"spawn\"}");
        assertThatIOException().isThrownBy(() -> LineOutput.parse(List.of("panic: oh"), go));
    }
}
