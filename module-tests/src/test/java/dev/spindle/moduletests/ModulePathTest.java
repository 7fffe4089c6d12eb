package dev.spindle.moduletests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ModulePathTest {

    private final Module application = getClass().getModule();
    private final Module core =
            application.getLayer().findModule("dev.spindle.core").orElseThrow();

    @Test
    void application_onTheModulePath_isNamed() {
        assertThat(application.getName()).isEqualTo("dev.spindle.moduletests");
    }

    @Test
    void core_onTheModulePath_keepsTheRuntimeToItself() {
        assertThat(core.isExported("dev.spindle.runtime", application)).isFalse();
    }

    @Test
    void javaLang_inNativeModeOnly_isOpenToCore() {
        boolean nativeMode = "native".equals(System.getProperty("spindle.test.mode"));
        assertThat(Object.class.getModule().isOpen("java.lang", core)).isEqualTo(nativeMode);
    }
}
