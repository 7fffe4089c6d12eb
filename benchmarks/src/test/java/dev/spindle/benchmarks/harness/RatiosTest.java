package dev.spindle.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.spindle.benchmarks.Group;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RatiosTest {

    @TempDir
    private Path directory;

    private final Progress progress = new Progress(System.out, Duration.ZERO);
    private final Catalog catalog = new Catalog(List.of(
            Fabricated.entry("spawn", true, List.of(1, 2), "spindle-native", "jox"),
            Fabricated.entry("drain", true, List.of(2), "spindle-native", "jox"),
            Fabricated.check("wakeup", Group.LATENCY)));
    private final List<Block> blocks =
            Plan.of(catalog.entries(), Set.of(), Plan.Wanted.everything()).blocks();

    private Path file;

    @BeforeEach
    void stored() throws IOException {
        file = directory.resolve("ratios.json");
        Ratios.open(file, Effort.FULL).store(results(20));
    }

    private static List<Result> results(double spawn) {
        return List.of(
                Fabricated.result("spawn", "spindle-native", spawn),
                Fabricated.result("spawn", "jox", 40),
                Fabricated.result("wakeup-50us-p50", "spindle-native", 10),
                Fabricated.result("wakeup-50us-p50", "jox", 40));
    }

    @Test
    void has_isTrue_ofStoredSettings() throws IOException {
        Ratios ratios = Ratios.open(file, Effort.FULL);
        assertThat(blocks)
                .filteredOn(block -> ratios.has(block, catalog))
                .extracting(Block::toString)
                .containsExactly("spawn (2 P, g1)", "wakeup (2 P, g1)");
    }

    @Test
    void fell_isTrue_ofWhatFell() throws IOException {
        Ratios ratios = Ratios.open(file, Effort.FULL);
        assertThat(blocks)
                .filteredOn(block -> ratios.fell(block, catalog, results(30)))
                .extracting(Block::toString)
                .containsExactly("spawn (2 P, g1)");
        assertThat(blocks).noneMatch(block -> ratios.fell(block, catalog, results(22)));
    }

    @Test
    void check_comparesRuns_ofTheSameEffortOnly() throws IOException {
        assertThat(Ratios.open(file, Effort.FULL).check(results(30), progress)).isFalse();
        Ratios quick = Ratios.open(file, Effort.QUICK);
        assertThatIOException().isThrownBy(quick::requireSome).withMessageContaining("no stored ratios of quick runs");
        List<Result> brief =
                List.of(Fabricated.quick("spawn", "spindle-native", 30), Fabricated.quick("spawn", "jox", 40));
        assertThat(quick.store(brief)).isEqualTo(3);
        assertThat(Ratios.open(file, Effort.QUICK).check(brief, progress)).isTrue();
        assertThat(Ratios.open(file, Effort.QUICK).check(results(20), progress)).isFalse();
        assertThat(Ratios.open(file, Effort.FULL).check(results(20), progress)).isTrue();
    }

    @Test
    void open_withoutAFile_hasNone() throws IOException {
        Ratios none = Ratios.open(directory.resolve("none.json"), Effort.FULL);
        assertThatIOException().isThrownBy(none::requireSome).withMessageContaining("--store");
        assertThat(blocks).noneMatch(block -> none.has(block, catalog));
    }
}
