package dev.spindle.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The build runs jcstress on two processors, and jcstress leaves out, with no more than a word, what has more actors than that. */
class JcstressActorsTest {

    private static final Path TESTS =
            Path.of(System.getProperty("basedir", ".")).toAbsolutePath().resolveSibling("jcstress-tests/src/main/java");

    @Test
    void jcstressTest_hasNoMoreActorsThanProcessors() throws IOException {
        Map<String, Long> actors = new TreeMap<>();
        try (Stream<Path> files = Files.walk(TESTS)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith("Jcstress.java")).toList()) {
                actors.put(
                        file.getFileName().toString(),
                        Files.readAllLines(file).stream()
                                .filter(line -> line.strip().startsWith("@Actor"))
                                .count());
            }
        }
        assertThat(actors)
                .hasSizeGreaterThan(40)
                .allSatisfy((file, count) -> assertThat(count).as(file).isEqualTo(2));
    }
}
