package dev.spindle.rxjava;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Replacing RxJava's own schedulers before they were ever used, in a JVM of its own. */
@Timeout(120)
class EarlyInstallTest {

    @Test
    void install_beforeAnyUse_makesNoThreadOfRxJavaAndIsReversible() throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if ("native".equals(System.getProperty("spindle.test.mode"))) {
            command.addAll(List.of("--add-opens", "java.base/java.lang=ALL-UNNAMED"));
        }
        command.addAll(
                List.of("-Drx3.scheduler.drift-tolerance=50", "-Drx3.scheduler.drift-tolerance-unit=milliseconds"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), EarlyInstallation.class.getName()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process.getOutputStream().close();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(lines)
                .containsExactly(
                        "io Spindle",
                        "computation Spindle",
                        "newThread Spindle",
                        "single Spindle",
                        "handlers true",
                        "threads 0",
                        "drift tolerance true",
                        "io again RxJava",
                        "kept RxJava",
                        "computation by its handler true",
                        "threads true",
                        "second Spindle",
                        "taken back in lockdown RxJava",
                        "lockdown RxJavaPlugins.lockdown() was called: install before that");
        assertThat(process.exitValue()).isZero();
    }
}
