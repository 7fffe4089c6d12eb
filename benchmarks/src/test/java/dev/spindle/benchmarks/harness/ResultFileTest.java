package dev.spindle.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("deep/figures.json");
    }

    @Test
    void of_samplesOfSeveralProcesses_takesAllTheirValues() {
        List<Result> results = Result.of(
                List.of(
                        Fabricated.sample("spawn", "jox", 1.0, 2.0),
                        Fabricated.sample("spawn", "go", 10.0),
                        Fabricated.sample("spawn", "jox", 3.0)),
                Effort.FULL);
        assertThat(results).extracting(Result::peer).containsExactly("jox", "go");
        Result jox = results.getFirst();
        assertThat(jox.median()).isEqualTo(2);
        assertThat(jox.p10()).isEqualTo(1.2);
        assertThat(jox.p90()).isEqualTo(2.8);
    }

    @Test
    void write_thenRead_givesTheSame() throws IOException {
        var written = new ResultFile("a machine", List.of(Fabricated.result("spawn", "jox", 1.5)));
        written.write(file);
        assertThat(ResultFile.read(file, "ignored")).isEqualTo(written);
        assertThat(file.getParent()).isDirectoryNotContaining(each -> !each.equals(file));
    }

    @Test
    void write_givesTheFormat_thatReadersKnow() throws IOException {
        new ResultFile("a machine", List.of(Fabricated.result("spawn", "jox", 1.5))).write(file);
        JsonNode json = Json.MAPPER.readTree(Files.readString(file));
        assertThat(json.path("machine").asText()).isEqualTo("a machine");
        JsonNode result = json.path("results").path(0);
        assertThat(result.fieldNames())
                .toIterable()
                .containsExactly("case", "peer", "unit", "better", "median", "p10", "p90", "ps", "gc");
        assertThat(result.path("better").asText()).isEqualTo("lower");
        assertThat(result.path("median").asDouble()).isEqualTo(1.5);
    }

    @Test
    void read_withoutAFile_hasNoResults() throws IOException {
        assertThat(ResultFile.read(file, "here")).isEqualTo(new ResultFile("here", List.of()));
    }

    @Test
    void read_ofSomethingElse_fails() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"results\": 1}");
        assertThatIOException().isThrownBy(() -> ResultFile.read(file, "here"));
    }

    @Test
    void with_moreResults_replacesThoseOfTheSameKeyOnly() {
        var before = new ResultFile(
                "here",
                List.of(
                        Fabricated.result("spawn", "jox", 1, 1, "g1"),
                        Fabricated.result("spawn", "jox", 2, 2, "g1"),
                        Fabricated.result("spawn", "go", 3)));
        var after = before.with(List.of(
                Fabricated.result("spawn", "jox", 9, 2, "g1"), Fabricated.result("spawn", "jox", 8, 2, "parallel")));
        assertThat(after.results()).extracting(Result::median).containsExactly(1.0, 9.0, 3.0, 8.0);
    }

    @Test
    void with_resultsOfShortRuns_keepsThoseOfLongOnes() {
        var before = new ResultFile(
                "here", List.of(Fabricated.result("spawn", "jox", 1), Fabricated.quick("spawn", "fjp", 2)));
        var after = before.with(List.of(
                Fabricated.quick("spawn", "jox", 9),
                Fabricated.quick("spawn", "fjp", 8),
                Fabricated.quick("spawn", "stpe", 7)));
        assertThat(after.results()).extracting(Result::median).containsExactly(1.0, 8.0, 7.0);
        assertThat(after.with(List.of(Fabricated.result("spawn", "fjp", 3))).results())
                .extracting(Result::median)
                .containsExactly(1.0, 3.0, 7.0);
    }

    @Test
    void write_ofShortRuns_saysSo() throws IOException {
        var written = new ResultFile("a machine", List.of(Fabricated.quick("spawn", "jox", 1.5)));
        written.write(file);
        assertThat(Json.MAPPER
                        .readTree(Files.readString(file))
                        .at("/results/0/quick")
                        .asBoolean())
                .isTrue();
        assertThat(ResultFile.read(file, "ignored")).isEqualTo(written);
    }
}
