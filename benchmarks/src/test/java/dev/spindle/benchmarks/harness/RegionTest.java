package dev.spindle.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegionTest {

    @TempDir
    private Path directory;

    @Test
    void replace_leavesAllElse_asItIs() throws IOException {
        Path file = file("before", Region.BEGIN, "old", "older", Region.END, "after");
        Region.replace(file, List.of("new"));
        assertThat(Files.readAllLines(file))
                .containsExactly("before", Region.BEGIN, "", "new", "", Region.END, "after");
    }

    @Test
    void replace_twice_isTheSameAsOnce() throws IOException {
        Path file = file("before", Region.BEGIN, Region.END);
        Region.replace(file, List.of("new"));
        List<String> once = Files.readAllLines(file);
        Region.replace(file, List.of("new"));
        assertThat(Files.readAllLines(file)).isEqualTo(once);
    }

    @Test
    void replace_withoutMarkers_changesNothing() throws IOException {
        for (Path file : List.of(file("text"), file(Region.BEGIN), file(Region.END, Region.BEGIN))) {
            List<String> before = Files.readAllLines(file);
            assertThatIOException()
                    .isThrownBy(() -> Region.replace(file, List.of("new")))
                    .withMessageContaining(Region.BEGIN);
            assertThat(Files.readAllLines(file)).isEqualTo(before);
        }
    }

    private Path file(String... lines) throws IOException {
        return Files.write(directory.resolve("document.md"), List.of(lines));
    }
}
