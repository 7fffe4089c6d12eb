package dev.spindle.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole program in a JVM of its own, in the mode of this test run, against {@code cat | tr | sort | uniq -c}. */
class ShellComparisonTest {

    private static final int SMALL_FILES = 2000;

    /** Files called ".bin" are those with an early zero byte; the newline keeps words of two files apart. */
    private static final String PIPELINE = """
        find "$1" -type d \\( -name .git -o -name target \\) -prune -o -type f ! -name '*.bin' \
          -exec sh -c 'for f; do cat "$f" 2>/dev/null; echo; done' sh {} + 2>/dev/null |
        LC_ALL=C tr -cs 'A-Za-z' '\\n' | LC_ALL=C tr 'A-Z' 'a-z' | grep -v '^$' |
        LC_ALL=C sort | LC_ALL=C uniq -c | LC_ALL=C sort -k1,1nr -k2 | sed 's/^ *//'
        """;

    @TempDir
    private static Path root;

    /** What the shell says of it. */
    private static List<String> expected;

    private record Ended(int code, List<String> out, List<String> err) {}

    @BeforeAll
    static void makeTree() throws Exception {
        Random random = new Random(42);
        for (int i = 0; i < SMALL_FILES; i++) {
            write("d" + i % 37 + "/e" + i % 5 + "/f" + i + ".txt", text(random, random.nextInt(60)));
        }
        write("empty", new byte[0]);
        write("crlf.txt", bytes("one\r\ntwo\r\nthree Three\r\n"));
        write("utf8.txt", bytes("naïve façade Zürich œuvre Ωmega"));
        write("latin1.txt", "naïve façade".getBytes(StandardCharsets.ISO_8859_1));
        write("no-newline", bytes("last"));
        write("name with spaces", bytes("spaces"));
        write("name\nwith newline", bytes("newline"));
        write("-dash", bytes("dash"));
        // By the shell, as a JVM in the C locale cannot name it.
        String umlaut = "printf umlaut > \"$1/$(printf '\\303\\274')\"";
        assertThat(run(List.of("sh", "-c", umlaut, "sh", root.toString())).code())
                .isZero();
        write(".hidden/file", bytes("hidden"));
        write("early.bin", bytes("binary \0 binary"));
        write("late-zero", bytes("late " + " ".repeat(9000) + "a\0b zero"));
        write("one-word", bytes("x".repeat(200_000)));
        write("boundary", bytes(" ".repeat(8190) + "boundary" + " ".repeat(57_336) + "boundary"));
        write("long-lines", text(random, 100_000));
        write(".git/config", bytes("left out"));
        write("d1/target/classes", bytes("left out"));
        write("a/".repeat(150) + "deep", bytes("deep"));
        write("unreadable", bytes("perhaps"));
        Files.setPosixFilePermissions(root.resolve("unreadable"), PosixFilePermissions.fromString("---------"));
        Files.createSymbolicLink(root.resolve("link"), Path.of("crlf.txt"));
        Files.createSymbolicLink(root.resolve("dangling"), Path.of("missing"));
        Files.createSymbolicLink(root.resolve("d2/loop"), Path.of("../d2"));
        expected = run(List.of("sh", "-c", PIPELINE, "sh", root.toString())).out();
    }

    private static void write(String name, byte[] content) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    private static byte[] bytes(String content) {
        return content.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] text(Random random, int words) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            int length = 1 + random.nextInt(3);
            for (int c = 0; c < length; c++) {
                text.append((char) ((random.nextBoolean() ? 'A' : 'a') + random.nextInt(6)));
            }
            text.append(" \n.,\t7_".charAt(random.nextInt(7)));
        }
        return bytes(text.toString());
    }

    private static Ended run(List<String> command) throws Exception {
        Path err = Files.createTempFile("quickstart", ".err");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(err.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
            List<String> out;
            try (InputStream in = process.getInputStream()) {
                out = lines(in.readAllBytes());
            }
            return new Ended(process.waitFor(), out, lines(Files.readAllBytes(err)));
        } finally {
            Files.delete(err);
        }
    }

    private static List<String> lines(byte[] output) {
        return new String(output, StandardCharsets.UTF_8).lines().toList();
    }

    private static Ended quickstart(String... args) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (mode().equals("native")) {
            command.addAll(List.of("--add-opens", "java.base/java.lang=ALL-UNNAMED"));
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Quickstart.class.getName()));
        command.addAll(Arrays.asList(args));
        return run(command);
    }

    private static String mode() {
        return System.getProperty("spindle.test.mode", "portable");
    }

    private static String line(Ended ended, String name) {
        return ended.out().stream()
                .filter(line -> line.startsWith(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"reactor, Flux", "rxjava, Flowable"})
    void main_overATreeOfOddFiles_countsAsTheShellDoes(String engine, String stream) throws Exception {
        assertThat(expected).hasSizeGreaterThan(100);

        Ended ended = quickstart("--top", "1000000", "--mode", mode(), "--engine", engine, root.toString());
        assertThat(ended.code()).isZero();
        int blank = ended.out().indexOf("");
        assertThat(ended.out().subList(0, blank)).isEqualTo(expected);

        boolean readable = Files.isReadable(root.resolve("unreadable"));
        int files = SMALL_FILES + 15 + (readable ? 1 : 0);
        int problems = 2 + (readable ? 0 : 1);
        assertThat(line(ended, "files"))
                .isEqualTo("files       " + files + " counted, 1 binary, " + problems
                        + " not readable, 1 links passed by");
        assertThat(line(ended, "goroutines"))
                .startsWith("goroutines  " + (SMALL_FILES + 19) + ":")
                .endsWith(" the " + stream);
        assertThat(line(ended, "mode")).startsWith("mode        " + mode() + ": ");
        assertThat(line(ended, "trace")).contains("SCHED", "gomaxprocs=");
        assertThat(line(ended, "parked")).matches("parked +\\d+ times a reader waited for demand");
        assertThat(ended.err()).anyMatch(line -> line.contains("dangling")).anyMatch(line -> line.contains("loop"));
    }

    @Test
    void main_overATreeDeeperThanPathsMayBe_namesWhatItCannotReach(@TempDir Path bottomless) throws Exception {
        // Two branches, one moved to the end of the other: deeper than a path may be long, even for root.
        String branch = ("d".repeat(200) + "/").repeat(14);
        Path end = Files.createDirectories(bottomless.resolve(branch));
        Path moved = bottomless.resolve("e");
        Files.writeString(Files.createDirectories(moved.resolve(branch)).resolve("f"), "unreachable");
        Files.move(moved, end.resolve("e"));
        Files.writeString(bottomless.resolve("reachable"), "reached");
        try {
            Ended ended = quickstart("--top", "5", bottomless.toString());
            assertThat(ended.code()).isZero();
            assertThat(ended.out()).startsWith("1 reached", "");
            assertThat(line(ended, "files")).contains("1 counted", "1 not readable");
            assertThat(ended.err()).anyMatch(line -> line.contains("name too long"));
        } finally { // JUnit deletes by path, too
            assertThat(run(List.of("sh", "-c", "rm -rf \"$1\"/d*", "sh", bottomless.toString()))
                            .code())
                    .isZero();
        }
    }
}
