package dev.spindle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
