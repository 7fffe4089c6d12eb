package dev.spindle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code -Dspindle.schedtrace=MS} prints a line every so many milliseconds, up to the end of the runtime. */
@Timeout(120)
class SchedTraceTest {

    @Test
    void schedtrace_asked_printsLinesUntilClose() {
        PrintStream before = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        System.setProperty("spindle.schedtrace", "5");
        try (GoRuntime runtime =
                Testing.build(GoRuntime.builder().name("traced").parallelism(3))) {
            System.clearProperty("spindle.schedtrace");
            Testing.until(
                    "three lines",
                    () -> bytes.toString(StandardCharsets.UTF_8)
                                    .lines()
                                    .filter(line -> line.startsWith("SCHED "))
                                    .count()
                            >= 3);
            runtime.close();
            Testing.until(
                    "its thread has ended",
                    () -> Thread.getAllStackTraces().keySet().stream()
                            .noneMatch(t -> t.getName().equals("traced-schedtrace")));
        } finally {
            System.clearProperty("spindle.schedtrace");
            System.setErr(before);
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .anySatisfy(line -> assertThat(line).startsWith("SCHED ").contains("gomaxprocs=3"));
    }

    @Test
    void schedtrace_notAsked_hasNoThread() {
        try (GoRuntime runtime = Testing.build(GoRuntime.builder().name("untraced"))) {
            runtime.go(() -> {});
            assertThat(Thread.getAllStackTraces().keySet())
                    .noneMatch(t -> t.getName().equals("untraced-schedtrace"));
        }
    }
}
