package dev.spindle.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeTest {

    @TempDir
    private Path root;

    private final StringWriter err = new StringWriter();
    private final Problems problems = new Problems(new PrintWriter(err));
    private final Tree tree = new Tree(problems);
    private final List<String> visited = new ArrayList<>();

    private void walk(Path path) throws InterruptedException {
        tree.walk(path, file -> visited.add(root.relativize(file).toString()));
    }

    private void write(String name) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "x");
    }

    @Test
    void walk_visitsHiddenFilesAndLeavesOutBuildAndGit() throws Exception {
        for (String name :
                List.of("a", ".hidden", "d/.e/f", ".git/config", "d/.git/x", "target/y", "d/target/z", "d/targets/t")) {
            write(name);
        }
        walk(root);
        assertThat(visited).containsExactlyInAnyOrder("a", ".hidden", "d/.e/f", "d/targets/t");
        assertThat(problems.count()).isZero();
    }

    @Test
    void walk_ofAFile_visitsIt() throws Exception {
        write("a");
        walk(root.resolve("a"));
        assertThat(visited).containsExactly("a");
    }

    @Test
    void walk_ofALeftOutDirectoryItself_visitsIt() throws Exception {
        write("target/a");
        walk(root.resolve("target"));
        assertThat(visited).containsExactly("target/a");
    }

    @Test
    void walk_ofLinks_followsNoneAndNamesTheBroken() throws Exception {
        write("d/a");
        Files.createSymbolicLink(root.resolve("to-file"), Path.of("d/a"));
        Files.createSymbolicLink(root.resolve("to-sibling"), Path.of("d"));
        Files.createSymbolicLink(root.resolve("nowhere"), Path.of("missing"));
        Files.createSymbolicLink(root.resolve("self"), Path.of("self"));
        Files.createSymbolicLink(root.resolve("d/up"), Path.of(".."));
        walk(root);
        assertThat(visited).containsExactly("d/a");
        assertThat(tree.links()).isEqualTo(2);
        assertThat(problems.count()).isEqualTo(3);
        assertThat(err.toString())
                .contains(
                        "nowhere: a symbolic link that leads nowhere",
                        "self: ",
                        "up: a symbolic link into a directory");
    }

    @Test
    void walk_ofWhatVanishesMeanwhile_goesOn() throws Exception {
        for (int i = 0; i < 10; i++) {
            write("f" + i);
            write("d" + i + "/x");
        }
        tree.walk(root, file -> {
            visited.add(file.toString());
            deleteAll();
        });
        assertThat(visited).hasSize(1);
        assertThat(problems.count()).isPositive();
        assertThat(err.toString()).contains("no such file or directory");
    }

    private void deleteAll() {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                if (!path.equals(root)) {
                    Files.delete(path);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void printable_ofAnOddName_holdsNoControlCharacters() {
        assertThat(Problems.printable(Path.of("a\nb\u001b[31mc d"))).isEqualTo("a\\x0ab\\x1b[31mc d");
    }
}
