package dev.spindle.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.blockhound.integration.BlockHoundIntegration;

class GoBlockHoundIntegrationTest {

    @Test
    void integration_isFoundByBlockHound() {
        assertThat(ServiceLoader.load(BlockHoundIntegration.class)).anyMatch(GoBlockHoundIntegration.class::isInstance);
    }

    @Test
    void blockHound_watchesStrictTasksOnly_andLetsNonBlockingThreadsSubmit() throws Exception {
        assertThat(runProbe())
                .contains(
                        "event loop sleeps: found",
                        "lax task sleeps: fine",
                        "lax task spins: fine",
                        "strict task spins: found",
                        "lax task spins after it: fine",
                        "event loop submits: fine",
                        "strict task submits: fine",
                        "event loops meet in the JDK's pools: [fine]",
                        "failures: []");
    }

    /** In a JVM of its own, with the flags of this one. */
    private static List<String> runProbe() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (flag.startsWith("--add-opens") || flag.startsWith("-Dspindle")) {
                command.add(flag);
            }
        }
        command.addAll(List.of(
                "-XX:+AllowRedefinitionToAddDeleteMethods",
                "-XX:+EnableDynamicAgentLoading",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                BlockHoundProbe.class.getName()));
        Path output = Files.createTempFile("blockhound", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(120, TimeUnit.SECONDS);
            process.destroyForcibly();
            assertThat(ended).as(Files.readString(output)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(output)).isZero();
            return Files.readAllLines(output);
        } finally {
            Files.delete(output);
        }
    }
}
