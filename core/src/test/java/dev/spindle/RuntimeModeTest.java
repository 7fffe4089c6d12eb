package dev.spindle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which mode a runtime has, and what it says of it. */
class RuntimeModeTest {

    @Test
    void mode_default_isTheOneTheBuildAskedFor() {
        String asked = System.getProperty("spindle.test.mode");
        GoRuntime.Mode expected = asked == null
                ? GoRuntime.shared().mode()
                : asked.equals("native") ? GoRuntime.Mode.NATIVE : GoRuntime.Mode.PORTABLE;

        try (GoRuntime runtime = GoRuntime.builder().build()) {
            assertThat(runtime.mode()).as(runtime.modeReason()).isEqualTo(expected);
            assertThat(GoRuntime.shared().mode()).isEqualTo(expected);
        }
    }

    @Test
    void modeReason_default_saysWhy() {
        try (GoRuntime runtime = Testing.runtime(1)) {
            assertThat(runtime.modeReason())
                    .contains(
                            Testing.isPortable() ? "--add-opens java.base/java.lang=ALL-UNNAMED" : "self-check passed");
            assertThat(runtime.modeReason()).doesNotContain("\n");
        }
    }

    @Test
    void mode_portableAskedFor_isPortable() {
        try (GoRuntime runtime =
                GoRuntime.builder().mode(GoRuntime.Mode.PORTABLE).build()) {
            assertThat(runtime.mode()).isEqualTo(GoRuntime.Mode.PORTABLE);
            assertThat(runtime.modeReason()).isEqualTo("portable mode was asked for");
        }
    }

    @Test
    void mode_nativeAskedFor_fallsBackWhereImpossible() {
        try (GoRuntime runtime = GoRuntime.builder().mode(GoRuntime.Mode.NATIVE).build()) {
            assertThat(runtime.mode()).isEqualTo(Testing.expectedMode());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void build_ofAPortableRuntime_logsOneLineUnlessToldNotTo(boolean announced) {
        List<String> lines = new CopyOnWriteArrayList<>();
        Logger logger = Logger.getLogger("dev.spindle");
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(new SimpleFormatter().formatMessage(line));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        try (GoRuntime runtime = GoRuntime.builder()
                .name("told")
                .mode(GoRuntime.Mode.PORTABLE)
                .announced(announced)
                .build()) {
            assertThat(lines)
                    .filteredOn(line -> line.contains(runtime.name()))
                    .containsExactly(
                            announced
                                    ? new String[] {"runtime told is portable: portable mode was asked for"}
                                    : new String[0]);
        } finally {
            logger.removeHandler(handler);
        }
    }

    @ParameterizedTest
    @EnumSource
    void current_insideWork_isItsRuntime(Work work) throws Exception {
        try (GoRuntime runtime = Testing.runtime(2)) {
            work.start(runtime, () -> {
                        assertThat(GoRuntime.current()).isSameAs(runtime);
                        assertThat(Go.go(() -> {}).runtime()).isSameAs(runtime);
                        assertThat(Thread.currentThread().isVirtual())
                                .isEqualTo(work == Work.GOROUTINE || !Testing.isPortable());
                    })
                    .await();
        }
        assertThat(GoRuntime.current()).isSameAs(GoRuntime.shared());
    }

    @Test
    void spindleModeProperty_unknownValue_isNamed() {
        System.setProperty("spindle.mode", "fast");
        try {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> GoRuntime.builder().build())
                    .withMessageContaining("native or portable")
                    .withMessageContaining("fast");
        } finally {
            System.clearProperty("spindle.mode");
        }
    }
}
