package dev.spindle.tck;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId.Segment;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What came of the tests of one verification, by their names: how each ended, in that run. */
final class Run {

    /** Where that is which belongs to no class. */
    static final String NO_CLASS = "";

    private final Map<String, TestExecutionResult> results = new ConcurrentSkipListMap<>();

    private Run() {}

    /**
     * Runs all tests of these classes: several classes at once, each on one thread.
     *
     * @return the runs, by the names of the classes
     */
    static Map<String, Run> ofAll(Collection<? extends Class<?>> verifications, int atOnce) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(verifications.stream().map(each -> selectClass(each)).toList())
                .filters(EngineFilter.includeEngines("testng"))
                .configurationParameter("testng.parallel", "classes")
                .configurationParameter("testng.threadCount", Integer.toString(atOnce))
                .configurationParameter("testng.listeners", Guarded.Hook.class.getName())
                .build();
        LauncherConfig alone = LauncherConfig.builder()
                .enableLauncherDiscoveryListenerAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .build();
        Map<String, Run> runs = new ConcurrentHashMap<>();
        LauncherFactory.create(alone).execute(request, new Listener(runs));
        return runs;
    }

    Map<String, TestExecutionResult> results() {
        return results;
    }

    /** The tests that ended so. */
    Set<String> namesOf(TestExecutionResult.Status status) {
        return results.entrySet().stream()
                .filter(e -> e.getValue().getStatus() == status)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void add(String name, TestExecutionResult result) {
        TestExecutionResult before = results.put(name, result);
        if (before != null) {
            results.put(
                    name,
                    TestExecutionResult.failed(
                            new IllegalStateException(name + " ended twice: " + before + ", " + result)));
        }
    }

    /** Sorts what ends by class. */
    private record Listener(Map<String, Run> runs) implements TestExecutionListener {

        @Override
        public void executionSkipped(TestIdentifier test, String reason) {
            record(test, TestExecutionResult.aborted(new AssertionError(reason)));
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (test.isTest() || result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
                record(test, result);
            }
        }

        private void record(TestIdentifier test, TestExecutionResult result) {
            String name = test.getSource()
                    .filter(MethodSource.class::isInstance)
                    .map(source -> ((MethodSource) source).getMethodName())
                    .orElse(test.getDisplayName());
            runs.computeIfAbsent(classOf(test), _ -> new Run()).add(name, result);
        }

        private static String classOf(TestIdentifier test) {
            return test.getUniqueIdObject().getSegments().stream()
                    .filter(segment -> segment.getType().equals("class"))
                    .map(Segment::getValue)
                    .findFirst()
                    .orElse(NO_CLASS);
        }
    }
}
