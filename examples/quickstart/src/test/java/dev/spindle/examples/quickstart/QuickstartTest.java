package dev.spindle.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class QuickstartTest {

    @TempDir
    private Path root;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return new CommandLine(new Quickstart())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
    }

    @Test
    void pathThatDoesNotExist_isOneLineAndExitCode2() {
        assertThat(run(root.resolve("missing").toString())).isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().endsWith("missing: no such file or directory");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void pathThatIsNoFile_isOneLineAndExitCode2() {
        assertThat(run("/dev/null")).isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().contains("neither a file nor a directory");
    }

    @ParameterizedTest
    @CsvSource({
        "--top=x, not an int",
        "--top=-1, 0 or more",
        "--top=99999999999, not an int",
        "--mode=fast, native or portable",
        "--engine=akka, reactor or rxjava",
        "--nonsense, Unknown option",
        "--top, Missing required parameter",
    })
    void badArgument_isExplainedWithTheUsageAndExitCode2(String argument, String message) {
        assertThat(run(argument)).isEqualTo(2);
        assertThat(err.toString()).contains(message, "Usage: quickstart");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void twoPaths_areRefused() {
        assertThat(run("a", "b")).isEqualTo(2);
        assertThat(err.toString()).contains("Usage: quickstart");
    }

    @Test
    void help_tellsWhatIsLeftOut() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains(".git", "target", "binary", "--top", "--mode", "--engine");
    }

    @Test
    void emptyTree_isDoneWithNothing() {
        assertThat(run(root.toString())).isZero();
        assertThat(out.toString()).contains("files       0 counted", "words       0, 0 different");
    }

    @Test
    void topN_ofAFile_printsNLines() throws Exception {
        Path file = Files.writeString(root.resolve("f"), "b c c a a a d");
        assertThat(run("--top", "2", file.toString())).isZero();
        assertThat(out.toString())
                .startsWith("3 a" + System.lineSeparator() + "2 c" + System.lineSeparator())
                .contains("words       7, 4 different");
        assertThat(out.toString().lines().skip(2).findFirst()).hasValue("");
    }

    @Test
    void portableMode_whenAskedFor_isUsed() {
        assertThat(run("--mode", "portable", root.toString())).isZero();
        assertThat(out.toString()).contains("mode        portable: ");
    }
}
