package dev.spindle.tck;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs {@link EveryVerificationTest} once, without a build tool, for {@code scripts/tck-soak}. */
final class Soak {

    private Soak() {}

    /**
     * Prints what failed, and a line that sums up.
     *
     * @param arguments none
     */
    public static void main(String... arguments) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(EveryVerificationTest.class))
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        TestExecutionSummary summary = listener.getSummary();
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        if (summary.getTotalFailureCount() > 0) {
            summary.printFailuresTo(out);
        }
        out.printf(
                "%d tests, %d passed, %d skipped, %d failed, %d s%n",
                summary.getTestsFoundCount(),
                summary.getTestsSucceededCount(),
                summary.getTestsAbortedCount(),
                summary.getTotalFailureCount(),
                (summary.getTimeFinished() - summary.getTimeStarted()) / 1000);
        System.exit(summary.getTotalFailureCount() == 0 && summary.getTestsSucceededCount() > 0 ? 0 : 1);
    }
}
