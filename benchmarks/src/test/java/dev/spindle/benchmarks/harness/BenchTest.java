package dev.spindle.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchTest {

    @TempDir
    private Path root;

    private Path document;

    @BeforeEach
    void repository() throws IOException {
        Files.createDirectories(root.resolve("docs"));
        Files.createDirectories(root.resolve("benchmarks"));
        document = Files.write(
                root.resolve("docs/benchmarks.md"), List.of("# Benchmarks", Region.BEGIN, Region.END, "By hand."));
    }

    private void figures(double nativeSpawn) throws IOException {
        var results = new ArrayList<Result>();
        for (String name : List.of("spawn", "spawn-steal", "prod-cons-0", "prod-cons-0-2x2", "prod-cons-0-64x64")) {
            results.add(Fabricated.result(name, "spindle-native", name.equals("spawn") ? nativeSpawn : 30));
            results.add(Fabricated.result(name, "spindle-portable", 400));
            results.add(Fabricated.result(name, "jdk-virtual", 500));
            results.add(Fabricated.result(name, "go", 900));
        }
        results.add(Fabricated.result("spawn", "spindle-native", 45, 1, "parallel"));
        results.add(Fabricated.result("spawn", "jdk-virtual", 50, 1, "parallel"));
        results.add(Fabricated.result("spawn-alloc", "spindle-native", 48));
        results.add(Fabricated.result("wakeup-latency-50us-p50", "spindle-native-latency", 0.4));
        new ResultFile("a machine", results).write(root.resolve("docs/benchmarks.json"));
    }

    private final StringWriter errors = new StringWriter();

    private int bench(String... args) {
        var all = new ArrayList<>(List.of("--root", root.toString()));
        all.addAll(List.of(args));
        return Bench.commandLine().setErr(new PrintWriter(errors, true)).execute(all.toArray(String[]::new));
    }

    @Test
    void report_writesTables_betweenTheMarkers() throws IOException {
        figures(15);
        assertThat(bench("--report")).isZero();
        List<String> lines = Files.readAllLines(document);
        assertThat(lines).startsWith("# Benchmarks", Region.BEGIN).endsWith(Region.END, "By hand.");
        assertThat(lines)
                .contains(
                        "Machine: a machine.",
                        "| case | aim | Spindle | reached | Go | best other | ratio |",
                        "| `spawn` | ≤ 20 ns, ≤ 1/30 of Go | 15 | yes | 900 | 500 jdk-virtual | 0.03 |",
                        "| `wakeup-latency-50us-p50` spindle-native-latency | ≤ 0.5 ns | 0.4 | yes | – | – | – |",
                        "| case | unit | spindle-native | spindle-portable | jdk-virtual | go | ratio |",
                        "| `spawn` | ns | **15** | 400 | 500 | 900 | 0.03 |",
                        "| `spawn` | – | 0.03 | 0.9 | – | – | 0.8 | – | – |",
                        "| `spawn` | 48 | – | – |");
    }

    @Test
    void report_drawsPlots_asSvgAndPng() throws IOException {
        figures(15);
        assertThat(bench("--report")).isZero();
        for (String name : List.of("overview", "prod-cons-0")) {
            Path svg = root.resolve("docs/img/" + name + ".svg");
            assertThat(svg).content().contains("<svg").hasSizeGreaterThan(2_000);
            assertThat(ImageIO.read(root.resolve("docs/img/" + name + ".png").toFile())
                            .getWidth())
                    .isEqualTo(900);
        }
        assertThat(Files.readString(document))
                .contains("(img/overview.svg)", "![Unbuffered channel](img/prod-cons-0.svg)")
                .doesNotContain("prod-cons-128.svg");
    }

    @Test
    void report_isTheSame_inWhateverOrderFiguresCame() throws IOException {
        figures(15);
        assertThat(bench("--report")).isZero();
        List<String> lines = Files.readAllLines(document);
        byte[] drawing = Files.readAllBytes(root.resolve("docs/img/prod-cons-0.svg"));
        ResultFile file = ResultFile.read(root.resolve("docs/benchmarks.json"), "here");
        List<Result> backwards = file.results().reversed();
        new ResultFile(file.machine(), backwards).write(root.resolve("docs/benchmarks.json"));
        assertThat(bench("--report")).isZero();
        assertThat(Files.readAllLines(document)).isEqualTo(lines);
        assertThat(Files.readAllBytes(root.resolve("docs/img/prod-cons-0.svg"))).isEqualTo(drawing);
    }

    @Test
    void check_namesWhatFell_andFails() throws IOException {
        figures(15);
        assertThat(bench("--report", "--no-docs", "--store")).isZero();
        assertThat(bench("--report", "--no-docs", "--check")).isZero();
        figures(16.5);
        assertThat(bench("--report", "--no-docs", "--check")).isZero();
        figures(18);
        assertThat(bench("--report", "--no-docs", "--check")).isEqualTo(1);
    }

    @Test
    void noDocs_leavesDocuments_asTheyAre() throws IOException {
        figures(15);
        List<String> before = Files.readAllLines(document);
        assertThat(bench("--report", "--no-docs")).isZero();
        assertThat(Files.readAllLines(document)).isEqualTo(before);
        assertThat(root.resolve("docs/img")).doesNotExist();
    }

    @Test
    void check_withoutStoredRatios_fails() throws IOException {
        figures(15);
        assertThat(bench("--report", "--no-docs", "--check")).isEqualTo(1);
        assertThat(errors.toString().lines())
                .singleElement()
                .asString()
                .contains("There are no stored ratios of full runs");
    }

    @Test
    void document_withoutMarkers_isRefused_beforeAnythingIsMeasured() throws IOException {
        Files.write(document, List.of("# Benchmarks"));
        assertThat(bench("--only", "^spawn$")).isEqualTo(1);
        assertThat(errors.toString().lines()).singleElement().asString().contains("must have the lines");
        assertThat(root.resolve("benchmarks/target")).doesNotExist();
    }

    @Test
    void report_names_whereAPeerIsAhead() throws IOException {
        var results = new ArrayList<Result>();
        results.add(Fabricated.result("spawn", "spindle-native", 30));
        results.add(Fabricated.result("spawn", "go", 20));
        results.add(Fabricated.result("ping-pong", "spindle-native", 105));
        results.add(Fabricated.result("ping-pong", "jox", 100));
        results.add(Fabricated.result("submit", "spindle-native", 10));
        results.add(Fabricated.result("submit", "fjp", 100));
        new ResultFile("a machine", results).write(root.resolve("docs/benchmarks.json"));
        assertThat(bench("--report")).isZero();
        assertThat(Files.readAllLines(document))
                .containsSubsequence(
                        "| case | unit | Spindle | best peer | ratio | within the spread |",
                        "| `spawn` | ns | 30 | 20 go | 1.5 |  |",
                        "| `ping-pong` | ns | 105 | 100 jox | 1.05 | yes |")
                .doesNotContain("| `submit` | ns | 10 | 100 fjp | 0.1 |  |");
    }

    @Test
    void report_marks_figuresOfShortRuns() throws IOException {
        new ResultFile(
                        "a machine",
                        List.of(
                                Fabricated.quick("submit", "spindle-native", 30),
                                Fabricated.result("submit", "fjp", 60)))
                .write(root.resolve("docs/benchmarks.json"));
        assertThat(bench("--report")).isZero();
        assertThat(Files.readAllLines(document))
                .anySatisfy(line -> assertThat(line).endsWith("~: of a short run."))
                .anySatisfy(line -> assertThat(line).startsWith("| `submit` | ns | **~30** | 60 | 0.5 |"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        --forks 0 --list   | --forks is 0; it must be at least 1
        --ps 2,0 --list    | --ps has a number below 1
        --ps two --list    | 'two' is not an int
        --gc zgc --list    | was 'zgc'
        --only [ --list    | '[' is no regular expression: Unclosed character class
        --no-such-option   | Unknown option: '--no-such-option'
        --only nothing --list | No case is left
        --report           | There are no figures to report
        """)
    void options_thatAreWrong_areToldInALine(String options, String message) {
        assertThat(bench(options.split(" "))).isEqualTo(2);
        assertThat(errors.toString().lines())
                .singleElement()
                .asString()
                .startsWith("bench: ")
                .contains(message);
    }

    @Test
    void json_thatCannotBeWritten_isRefused_beforeAnythingIsMeasured() throws IOException {
        Path file = Files.writeString(root.resolve("file"), "");
        for (Path target : List.of(root, file.resolve("figures.json"))) {
            assertThat(bench("--json", target.toString())).isEqualTo(2);
        }
        assertThat(errors.toString().lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains(" cannot be written: "));
        assertThat(root.resolve("benchmarks/target")).doesNotExist();
    }

    @Test
    void json_thatHoldsSomethingElse_isToldInALine() throws IOException {
        Files.writeString(root.resolve("docs/benchmarks.json"), "{\n\"results\": 1\n}");
        assertThat(bench("--report")).isEqualTo(1);
        assertThat(errors.toString().lines()).singleElement().asString().contains("something else than figures");
    }

    @Test
    void json_named_thatIsOfAnotherMachine_isRefused() throws IOException {
        figures(15);
        String file = root.resolve("docs/benchmarks.json").toString();
        assertThat(bench("--only", "^spawn$", "--quick", "--json", file)).isEqualTo(2);
    }

    @Test
    void json_ofAnotherMachine_isKept_whereNothingCanBeMeasured() throws IOException {
        figures(15);
        Path file = root.resolve("docs/benchmarks.json");
        String before = Files.readString(file);
        assertThat(bench("--only", "^no such case$")).isEqualTo(2);
        assertThat(errors.toString()).contains("No case is left");
        assertThat(Files.readString(file)).isEqualTo(before);
    }
}
