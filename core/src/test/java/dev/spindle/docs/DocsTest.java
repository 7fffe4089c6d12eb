package dev.spindle.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Examples in the documentation are text of tests that run.
 *
 * <p>A page takes part if one of its Java blocks follows a line {@code <!-- snippet: FILE#TAG -->}. Then all of them do, and
 * each is the region of that file, from the root of the repository, between {@code // tag::TAG[]} and
 * {@code // end::TAG[]}. In a table of such a page that has a column "Spindle", each piece of code in that column stands
 * somewhere in the tests of this package.
 */
class DocsTest {

    private static final Path ROOT =
            Path.of(System.getProperty("basedir", ".")).toAbsolutePath().getParent();
    private static final Path SOURCES = ROOT.resolve("core/src/test/java/dev/spindle/docs");

    private static final Pattern BLOCK =
            Pattern.compile("(?m)^(?:<!-- snippet: (\\S+)#(\\S+) -->\\R)?```java\\R(.*?)^```$", Pattern.DOTALL);
    private static final Pattern CALL = Pattern.compile("\\b(?:Go[A-Z]\\w*|ReactorContext)\\.\\w+\\(");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /** A block of Java in a page, and where it is said to come from. */
    private record Block(Path page, String file, String tag, String text) {

        @Override
        public String toString() {
            return page.getFileName() + ": " + tag;
        }
    }

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
            List<Path> pages =
                    files.filter(file -> file.toString().endsWith(".md")).toList();
            List<Path> taking = new ArrayList<>();
            for (Path page : pages) {
                if (Files.readString(page).contains("<!-- snippet: ")) {
                    taking.add(page);
                }
            }
            return taking.stream();
        }
    }

    static Stream<Block> blocks() throws IOException {
        List<Block> blocks = new ArrayList<>();
        for (Path page : pages().toList()) {
            Matcher matcher = BLOCK.matcher(Files.readString(page));
            while (matcher.find()) {
                blocks.add(new Block(page, matcher.group(1), matcher.group(2), matcher.group(3)));
            }
        }
        return blocks.stream();
    }

    @Test
    void channelsPage_takesPart() throws IOException {
        assertThat(pages()).contains(ROOT.resolve("docs/channels.md"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void markers_allHaveTheirBlock(Path page) throws IOException {
        String text = Files.readString(page);
        assertThat(count(text, "<!-- snippet: ")).isEqualTo(count(text, "```java"));
        assertThat(BLOCK.matcher(text).results().count()).isEqualTo(count(text, "```java"));
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void block_isTextOfATest(Block block) throws IOException {
        assertThat(block.tag).as("the line above the block").isNotNull();
        String source = Files.readString(ROOT.resolve(block.file));
        assertThat(block.text).isEqualTo(region(source, block.tag));
    }

    private static String region(String source, String tag) {
        Pattern region = Pattern.compile(
                "(?m)^ *// tag::" + Pattern.quote(tag) + "\\[]\\R(.*?)^ *// end::" + Pattern.quote(tag) + "\\[]$",
                Pattern.DOTALL);
        Matcher matcher = region.matcher(source);
        assertThat(matcher.find()).as("a region tagged %s", tag).isTrue();
        return matcher.group(1).stripTrailing().stripIndent() + '\n';
    }

    @ParameterizedTest
    @MethodSource("pages")
    void tables_expressionsStandInATest(Path page) throws IOException {
        String sources = sources();
        int column = -1;
        for (String line : Files.readAllLines(page)) {
            List<String> cells = List.of(line.split("(?<!\\\\)\\|", -1));
            if (!line.startsWith("|")) {
                column = -1;
            } else if (column < 0) {
                column = cells.stream().map(String::strip).toList().indexOf("Spindle");
                column = column < 0 ? Integer.MAX_VALUE : column;
            } else if (column < cells.size()) {
                CODE.matcher(cells.get(column))
                        .results()
                        .forEach(code -> assertThat(sources)
                                .as("%s, in line %s", page.getFileName(), line)
                                .contains(code.group(1)));
            }
        }
    }

    /** In tables and text: {@code GoFlux.generate(…)} stands in a test of the bridges as well. */
    @ParameterizedTest
    @ValueSource(strings = {"bridges.md", "bridges-reactor.md", "bridges-rxjava.md"})
    void bridgesPage_callsStandInATest(String page) throws IOException {
        String tests = sources(ROOT.resolve("reactor-bridge/src/test/java/dev/spindle/reactor"))
                + sources(ROOT.resolve("rxjava-bridge/src/test/java/dev/spindle/rxjava"));
        List<String> calls = CALL.matcher(Files.readString(ROOT.resolve("docs").resolve(page)))
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
        assertThat(calls).isNotEmpty().allSatisfy(call -> {
            String[] typeAndMethod = call.replace("(", "").split("\\.");
            assertThat(tests).containsPattern(typeAndMethod[0] + "\\s*\\.\\s*(?:<[^()]*>)?" + typeAndMethod[1] + "\\(");
        });
    }

    private static String sources() throws IOException {
        return sources(SOURCES);
    }

    private static String sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> texts = new ArrayList<>();
            for (Path file :
                    files.filter(file -> !file.endsWith("DocsTest.java")).toList()) {
                texts.add(Files.readString(file));
            }
            return texts.stream().collect(Collectors.joining("\n"));
        }
    }
}
