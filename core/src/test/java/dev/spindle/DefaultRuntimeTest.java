package dev.spindle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Which runtime is used outside of goroutines. */
class DefaultRuntimeTest {

    @AutoClose
    private final GoRuntime first = Testing.runtime(1);

    @AutoClose
    private final GoRuntime second = Testing.runtime(1);

    @Test
    void current_withoutADefault_isTheSharedOne() {
        assertThat(GoRuntime.current()).isSameAs(GoRuntime.shared());
    }

    @Test
    void current_outsideOfGoroutines_isTheDefault_andInsideTheirOwn() throws Exception {
        try (DefaultRuntime _ = first.makeDefault()) {
            assertThat(GoRuntime.current()).isSameAs(first);
            Goroutine goroutine = Go.go(() -> {});
            assertThat(goroutine.runtime()).isSameAs(first);
            goroutine.join();
            second.go(() -> assertThat(GoRuntime.current()).isSameAs(second)).join();
        }
        assertThat(GoRuntime.current()).isSameAs(GoRuntime.shared());
    }

    @Test
    void current_withSeveralDefaults_isTheLatestInForce() {
        DefaultRuntime one = first.makeDefault();
        DefaultRuntime other = second.makeDefault();
        assertThat(GoRuntime.current()).isSameAs(second);
        one.close();
        assertThat(GoRuntime.current()).isSameAs(second);
        other.close();
        other.close();
        assertThat(GoRuntime.current()).isSameAs(GoRuntime.shared());
    }

    @Test
    void current_whenTheLatestIsTakenBack_isTheOneFromBefore() {
        try (DefaultRuntime _ = first.makeDefault()) {
            second.makeDefault().close();
            assertThat(GoRuntime.current()).isSameAs(first);
        }
    }

    @Test
    void current_whenTheDefaultIsClosed_isTheSharedOne() throws Exception {
        try (DefaultRuntime _ = first.makeDefault()) {
            first.close();
            assertThat(GoRuntime.current()).isSameAs(GoRuntime.shared());
            Go.go(() -> {}).join();
        }
    }
}
