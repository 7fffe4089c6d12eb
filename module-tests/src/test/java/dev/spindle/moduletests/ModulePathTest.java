package dev.spindle.moduletests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.context.CancelContext;
import dev.spindle.context.Context;
import dev.spindle.sync.WaitGroup;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
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

    /** What stands below the façade finds it, although nobody has named it before. */
    @Test
    void syncAndContext_onTheModulePath_startGoroutinesAndTimers() throws Exception {
        WaitGroup group = new WaitGroup();
        AtomicInteger ran = new AtomicInteger();
        group.go(ran::incrementAndGet);
        group.await();
        assertThat(ran).hasValue(1);
        try (CancelContext context = Context.background().withTimeout(Duration.ofMillis(1))) {
            assertThat(context.await(Duration.ofSeconds(60))).isTrue();
        }
    }

    @Test
    void javaLang_inNativeModeOnly_isOpenToCore() {
        boolean nativeMode = "native".equals(System.getProperty("spindle.test.mode"));
        assertThat(Object.class.getModule().isOpen("java.lang", core)).isEqualTo(nativeMode);
    }
}
