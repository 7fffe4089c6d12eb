package dev.spindle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ms have large stacks: recursion 100,000 frames deep, parking down there included. */
@Timeout(120)
class DeepRecursionTest {

    private static final int FRAMES = 100_000;
    private static final int MODERATE_FRAMES = 1_500;

    private static int descend(int frames, GoBody atTheBottom) throws Exception {
        if (frames == 0) {
            atTheBottom.run();
            return 0;
        }
        return descend(frames - 1, atTheBottom) + 1;
    }

    @ParameterizedTest
    @MethodSource("dev.spindle.Work#onPs")
    void recursion_deep_works(Work work) throws Exception {
        try (GoRuntime runtime = Testing.runtime(1)) {
            for (int i = 0; i < 5; i++) {
                work.start(runtime, () -> assertThat(descend(FRAMES, () -> {})).isEqualTo(FRAMES))
                        .await();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.spindle.Work#onPs")
    void recursion_moderatelyDeep_parksDownThere(Work work) throws Exception {
        parkBelow(MODERATE_FRAMES, work);
    }

    private static void parkBelow(int frames, Work work) throws Exception {
        try (GoRuntime runtime = Testing.runtime(1)) {
            AtomicInteger others = new AtomicInteger();
            Work.Running deep = work.start(
                    runtime,
                    () -> assertThat(descend(frames, () -> {
                                for (int i = 0; i < 5; i++) {
                                    Go.sleep(Duration.ofMillis(1));
                                    Go.yield();
                                    work.start(runtime, others::incrementAndGet).await();
                                }
                            }))
                            .isEqualTo(frames));
            deep.await();
            assertThat(others).hasValue(5);
        }
    }

    /**
     * The JDK copies the frames of a virtual thread that parks into one heap object, and G1 refuses one of more than half a region ("Humongous
     * stack chunk"), whoever schedules it. So this takes a JVM with large regions.
     */
    @Test
    void recursion_deepWithLargeHeapRegions_parksDownThere() throws Exception {
        Path output = Files.createTempFile("deep", ".txt");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseG1GC", "-XX:G1HeapRegionSize=32m", "-Xmx1g"));
        if (!Testing.isPortable()) {
            command.addAll(List.of("--add-opens", "java.base/java.lang=ALL-UNNAMED"));
        }
        command.add("-Dspindle.test.mode=" + (Testing.isPortable() ? "portable" : "native"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), DeepRecursionTest.class.getName()));
        try {
            Process jvm = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = jvm.waitFor(Testing.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            jvm.destroyForcibly();
            assertThat(ended).as(Files.readString(output)).isTrue();
            assertThat(jvm.exitValue()).as(Files.readString(output)).isZero();
        } finally {
            Files.delete(output);
        }
    }

    /** In a JVM with large heap regions. */
    public static void main(String[] args) throws Exception {
        for (Work work : Work.onPs().toList()) {
            parkBelow(FRAMES, work);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.spindle.Work#onPs")
    void recursion_tooDeepToPark_endsAloneIfItFails(Work work) throws Exception {
        try (GoRuntime runtime = Testing.runtime(1)) {
            for (int i = 0; i < 3; i++) {
                Work.Running deep = work.start(runtime, () -> descend(FRAMES, () -> Go.sleep(Duration.ofMillis(1))));
                try {
                    deep.await();
                } catch (ExecutionException e) {
                    assertThat(e).hasCauseInstanceOf(StackOverflowError.class);
                }
                work.start(runtime, () -> Go.sleep(Duration.ofMillis(1))).await();
                Testing.until("both have ended", () -> runtime.stats().goroutines() == 0);
            }
        }
    }

    @Test
    void machineStackBytes_small_overflowsEarlierAndAlone() throws Exception {
        try (GoRuntime runtime =
                Testing.build(GoRuntime.builder().parallelism(1).machineStackBytes(512 << 10))) {
            AtomicInteger overflows = new AtomicInteger();
            Work.TASK
                    .start(runtime, () -> {
                        try {
                            descend(1_000_000, () -> {});
                        } catch (StackOverflowError e) {
                            overflows.incrementAndGet();
                        }
                    })
                    .await();
            assertThat(overflows).hasValue(1);
            Work.TASK
                    .start(runtime, () -> assertThat(descend(500, () -> {})).isEqualTo(500))
                    .await();
        }
    }
}
