package dev.spindle.tck;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What came of the tests of one verification, by their names: how each ended, in that run. */
final class Run implements TestExecutionListener {

    private final Map<String, TestExecutionResult> results = new TreeMap<>();

    private Run() {}

    /** Runs all tests of a class, on the calling thread. */
    static Run of(Class<?> verification) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(verification))
                .filters(EngineFilter.includeEngines("testng"))
                .build();
        LauncherConfig alone = LauncherConfig.builder()
                .enableLauncherDiscoveryListenerAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .build();
        Run run = new Run();
        LauncherFactory.create(alone).execute(request, run);
        return run;
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
        TestExecutionResult before = results.put(name, result);
        if (before != null) {
            throw new IllegalStateException(name + " ended twice: " + before + ", " + result);
        }
    }
}
