package dev.spindle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.opentest4j.TestAbortedException;

/**
 * Runs every verification and holds it to what is {@link Expected} of it, so that none skips a test silently, and none stops
 * running unnoticed. Each test of the TCK is a test here.
 */
class EveryVerificationTest {

    private static final String SUFFIX = "Verification";

    /** Of all verifications together; to be changed by hand where one comes or goes. */
    private static final int TESTS_IN_ALL = 2854;

    /** By the name without the suffix. What is not here must not be, and what is here must run. */
    private static final Map<String, Expected> EXPECTED = new TreeMap<>();

    static {
        for (String flow : List.of("", "Flow")) {
            EXPECTED.put(flow + "GoroutinePublisher", Expected.FULL);
            EXPECTED.put(flow + "ChannelPublisher", Expected.COMPETING);
            EXPECTED.put(flow + "BroadcastPublisher", Expected.FULL);
            EXPECTED.put(flow + "TransformPublisher", Expected.FULL);
            EXPECTED.put(flow + "ConcurrentMapPublisher", Expected.FULL);
            EXPECTED.put(flow + "ConcurrentMapPublisherUnordered", Expected.UNORDERED);
            EXPECTED.put(flow + "GoroutineProcessor", Expected.PROCESSOR);
            EXPECTED.put(flow + "ChannelSubscriberWhitebox", Expected.WHITEBOX);
            EXPECTED.put(flow + "ChannelSubscriberBlackbox", Expected.BLACKBOX);
            EXPECTED.put(flow + "GoFluxGenerate", Expected.FULL);
            EXPECTED.put(flow + "GoFluxGenerateHopping", Expected.FULL);
            EXPECTED.put(flow + "GoFluxFrom", Expected.COMPETING);
            EXPECTED.put(flow + "GoFluxBroadcast", Expected.FULL);
            EXPECTED.put(flow + "GoFluxTransform", Expected.FULL);
            EXPECTED.put(flow + "GoFluxMapConcurrent", Expected.FULL);
            EXPECTED.put(flow + "GoFluxMapConcurrentUnordered", Expected.UNORDERED);
            EXPECTED.put(flow + "FluxOfGoroutineProcessor", Expected.PROCESSOR);
            EXPECTED.put(flow + "GoFluxToChannelBlackbox", Expected.BLACKBOX);
            EXPECTED.put(flow + "GoFluxToChannelWhitebox", Expected.WHITEBOX);
            EXPECTED.put(flow + "GoMono", Expected.AT_MOST_ONE);
            EXPECTED.put(flow + "FluxPublishOn", Expected.FULL);
            EXPECTED.put(flow + "FluxSubscribeOn", Expected.FULL);
            EXPECTED.put(flow + "GoFlowableGenerate", Expected.FULL);
            EXPECTED.put(flow + "GoFlowableGenerateHopping", Expected.FULL);
            EXPECTED.put(flow + "GoFlowableFrom", Expected.COMPETING);
            EXPECTED.put(flow + "GoFlowableBroadcast", Expected.FULL);
            EXPECTED.put(flow + "GoFlowableTransform", Expected.FULL);
            EXPECTED.put(flow + "GoFlowableMapConcurrent", Expected.FULL);
            EXPECTED.put(flow + "GoFlowableMapConcurrentUnordered", Expected.UNORDERED);
            EXPECTED.put(flow + "FlowableOfGoroutineProcessor", Expected.PROCESSOR);
            EXPECTED.put(flow + "GoFlowableToChannelBlackbox", Expected.BLACKBOX);
            EXPECTED.put(flow + "GoFlowableToChannelWhitebox", Expected.WHITEBOX);
            EXPECTED.put(flow + "GoSingle", Expected.EXACTLY_ONE);
            EXPECTED.put(flow + "GoMaybe", Expected.AT_MOST_ONE);
            EXPECTED.put(flow + "GoCompletable", Expected.AT_MOST_ONE);
            EXPECTED.put(flow + "FlowableObserveOn", Expected.FULL);
            EXPECTED.put(flow + "FlowableSubscribeOn", Expected.FULL);
        }
    }

    /** How many classes run at once: most of their time they listen whether there is silence. */
    private static final int CLASSES_AT_ONCE = Integer.getInteger("spindle.tck.classes", 6);

    private static final Pattern ROW =
            Pattern.compile("\\| `(?<name>\\w+)" + SUFFIX + "` \\|[^|]*\\| (?<rest>\\d+ \\| .*) \\|");

    @Test
    void verifications_allOfThoseInThisModule_areExpected() throws IOException, URISyntaxException {
        assertThat(verifications()).isEqualTo(EXPECTED.keySet());
    }

    @Test
    void documentation_table_saysWhatIsExpected() throws IOException {
        Map<String, String> documented = new TreeMap<>();
        String page = Files.readString(Path.of(System.getProperty("spindle.tck.docs")));
        int skipped = EXPECTED.values().stream()
                .mapToInt(each -> each.skipped().size())
                .sum();
        assertThat(page.replace('\n', ' '))
                .contains("makes %d classes and %d tests, of which %d pass and %d are skipped"
                        .formatted(EXPECTED.size(), TESTS_IN_ALL, TESTS_IN_ALL - skipped, skipped));
        for (String line : page.lines().toList()) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                documented.put(row.group("name"), row.group("rest"));
            }
        }
        Map<String, String> expected = new TreeMap<>();
        EXPECTED.forEach((name, e) -> {
            if (!isThroughFlow(name)) {
                expected.put(name, e.row());
            }
        });
        assertThat(documented).isEqualTo(expected);
    }

    @Test
    void modes_whichOneRuns_isTheOneAskedFor() {
        assertThat(Tck.runtime().mode().name()).isEqualToIgnoringCase(System.getProperty("spindle.test.mode"));
    }

    @TestFactory
    Stream<DynamicNode> verifications_run_skipExactlyWhatIsExpected() {
        Map<String, Run> runs = Run.ofAll(
                EXPECTED.keySet().stream().map(EveryVerificationTest::load).toList(), CLASSES_AT_ONCE);
        List<DynamicNode> nodes = new ArrayList<>();
        EXPECTED.forEach((name, expected) -> {
            Run run = runs.get(load(name).getName());
            nodes.add(
                    run == null
                            ? DynamicTest.dynamicTest(name, () -> fail(name + " did not run"))
                            : DynamicContainer.dynamicContainer(name, tests(name, expected, run)));
        });
        nodes.add(DynamicTest.dynamicTest("all of them, together", () -> {
            assertThat(runs).doesNotContainKey(Run.NO_CLASS).hasSameSizeAs(EXPECTED);
            assertThat(runs.values().stream()
                            .mapToInt(run -> run.results().size())
                            .sum())
                    .isEqualTo(TESTS_IN_ALL);
        }));
        nodes.add(DynamicTest.dynamicTest(
                "nothing was thrown at the runtime",
                () -> assertThat(Tck.uncaught()).isEmpty()));
        return nodes.stream();
    }

    private static Stream<DynamicTest> tests(String name, Expected expected, Run run) {
        Stream<DynamicTest> each = run.results().entrySet().stream()
                .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> repeat(name, e.getKey(), e.getValue(), expected)));
        DynamicTest exact = DynamicTest.dynamicTest("exactly these", () -> {
            assertThat(run.namesOf(Status.ABORTED)).as("skipped by " + name).isEqualTo(expected.skipped());
            assertThat(run.results()).as("run by " + name).hasSize(expected.tests());
        });
        return Stream.concat(each, Stream.of(exact));
    }

    /** Ends as the TCK's test has ended; a skip that is not expected is a failure. */
    private static void repeat(String verification, String test, TestExecutionResult result, Expected expected) {
        String name = verification + " " + test;
        Throwable reason = result.getThrowable().orElse(null);
        switch (result.getStatus()) {
            case SUCCESSFUL -> {}
            case FAILED -> throw new AssertionError(name, reason);
            case ABORTED -> {
                if (!expected.skipped().contains(test)) {
                    throw new AssertionError(name + " was skipped", reason);
                }
                throw new TestAbortedException(name, reason);
            }
        }
    }

    private static Set<String> verifications() throws IOException, URISyntaxException {
        Path classes = Path.of(
                Tck.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (Stream<Path> files = Files.walk(classes)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(SUFFIX + ".class"))
                    .map(file -> file.substring(0, file.length() - (SUFFIX + ".class").length()))
                    .filter(name -> !Modifier.isAbstract(load(name).getModifiers()))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static boolean isThroughFlow(String name) {
        return name.startsWith("Flow") && EXPECTED.containsKey(name.substring("Flow".length()));
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(EveryVerificationTest.class.getPackageName() + "." + name + SUFFIX);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
