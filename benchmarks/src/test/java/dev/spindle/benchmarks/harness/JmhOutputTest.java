package dev.spindle.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class JmhOutputTest {

    private static final String OUTPUT = """
        [{
          "jmhVersion" : "1.37",
          "benchmark" : "dev.spindle.benchmarks.jmh.SpawnBenchmark.goroutine",
          "mode" : "avgt",
          "params" : {"engine" : "jox", "ps" : "2"},
          "primaryMetric" : {
            "score" : 21.0, "scoreError" : "NaN", "scoreUnit" : "ns/op",
            "rawData" : [[20.5, 21.0], [22.5]]
          },
          "secondaryMetrics" : {
            "gc.alloc.rate" : {"score" : 900.0, "scoreUnit" : "MB/sec", "rawData" : [[900.0]]},
            "gc.alloc.rate.norm" : {"score" : 48.1, "scoreUnit" : "B/op", "rawData" : [[48.0, 48.2]]},
            "gc.count" : {"score" : 3.0, "scoreUnit" : "counts", "rawData" : [[3.0]]}
          }
        }]
        """;

    private final Job job = Fabricated.job("spawn", "jox");

    @Test
    void parse_takesEveryIteration_ofEveryFork() throws IOException {
        Sample times = JmhOutput.parse(OUTPUT, job).getFirst();
        assertThat(times.name()).isEqualTo("spawn");
        assertThat(times.peer()).isEqualTo("jox");
        assertThat(times.unit()).isEqualTo("ns");
        assertThat(times.better()).isEqualTo(Better.LOWER);
        assertThat(times.ps()).isEqualTo(2);
        assertThat(times.gc()).isEqualTo("g1");
        assertThat(times.values()).containsExactly(20.5, 21.0, 22.5);
    }

    @Test
    void parse_takesAllocation_asACaseOfItsOwn() throws IOException {
        List<Sample> samples = JmhOutput.parse(OUTPUT, job);
        assertThat(samples).hasSize(2);
        assertThat(samples.getLast().name()).isEqualTo("spawn-alloc");
        assertThat(samples.getLast().unit()).isEqualTo("B");
        assertThat(samples.getLast().values()).containsExactly(48.0, 48.2);
    }

    @Test
    void parse_knowsThroughput_asBetterWhenHigher() throws IOException {
        Sample sample = JmhOutput.parse(OUTPUT.replace("ns/op", "ops/s"), job).getFirst();
        assertThat(sample.better()).isEqualTo(Better.HIGHER);
        assertThat(sample.unit()).isEqualTo("ops/s");
    }

    @Test
    void parse_ofNoRun_fails() {
        assertThatIOException().isThrownBy(() -> JmhOutput.parse("[]", job)).withMessage("JMH gave no result");
        assertThatIOException().isThrownBy(() -> JmhOutput.parse("{}", job)).withMessage("JMH gave no result");
    }

    @Test
    void parse_ofARunWithoutValues_fails() {
        String text = OUTPUT.replace("[[20.5, 21.0], [22.5]]", "[[]]");
        assertThatIOException()
                .isThrownBy(() -> JmhOutput.parse(text, job))
                .withMessageContaining("no value for spawn");
    }

    @Test
    void parse_ofNotANumber_fails() {
        String text = OUTPUT.replace("22.5", "\"NaN\"");
        assertThatIOException().isThrownBy(() -> JmhOutput.parse(text, job)).withMessageContaining("'NaN'");
    }

    @Test
    void parse_ofAnUnknownUnit_fails() {
        String text = OUTPUT.replace("ns/op", "furlongs");
        assertThatIOException().isThrownBy(() -> JmhOutput.parse(text, job)).withMessageContaining("'furlongs'");
    }

    @Test
    void parse_ofSomethingElse_fails() {
        assertThatIOException().isThrownBy(() -> JmhOutput.parse("# JMH version: 1.37", job));
    }
}
