package dev.spindle;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.spindle.context.Context;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input gets an exception that says what was wrong and what is allowed; closed runtimes are in RuntimeCloseTest. */
class BadInputTest {

    private final GoRuntime runtime =
            Testing.build(GoRuntime.builder().parallelism(1).maxMachines(8));

    @AfterEach
    void close() {
        runtime.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 10_001, Integer.MAX_VALUE})
    void builderParallelism_outOfRange_saysSo(int n) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GoRuntime.builder().parallelism(n))
                .withMessage("parallelism must be from 1 to 10000, not " + n);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 9})
    void parallelism_outOfRangeWhileRunning_saysSoAndChangesNothing(int n) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> runtime.parallelism(n))
                .withMessage("parallelism must be from 1 to 8, not " + n);
        assertThatCode(() -> runtime.parallelism(8)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 10_001})
    void maxMachines_outOfRange_saysSo(int n) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GoRuntime.builder().maxMachines(n))
                .withMessage("maxMachines must be from 1 to 10000, not " + n);
    }

    @Test
    void build_parallelismAboveTheCap_saysSo() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> GoRuntime.builder().parallelism(4).maxMachines(3).build())
                .withMessage("parallelism must be from 1 to 3, not 4");
    }

    @Test
    void machineStackBytes_tooSmall_saysSo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GoRuntime.builder().machineStackBytes(1))
                .withMessage("machineStackBytes must be at least 262144, not 1");
    }

    @Test
    void name_blank_saysSo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GoRuntime.builder().name(" "))
                .withMessage("name must not be blank");
    }

    @Test
    void closeTimeout_negative_saysSo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GoRuntime.builder().closeTimeout(Duration.ofNanos(-1)))
                .withMessageContaining("closeTimeout must not be negative");
    }

    @Test
    void groupLimit_belowOne_saysSo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GoGroup.open(runtime, 0))
                .withMessage("limit must be at least 1, not 0");
    }

    @Test
    void null_anywhere_isNamed() {
        Goroutine g = runtime.go(() -> {});
        GoGroup group = GoGroup.open(runtime);
        assertNullNamed("body", () -> runtime.go(null));
        assertNullNamed("body", () -> runtime.go("name", null));
        assertNullNamed("name", () -> runtime.go((String) null, () -> {}));
        assertNullNamed("context", () -> runtime.go((Context) null, () -> {}));
        assertNullNamed("body", () -> runtime.go(Context.background(), null));
        assertNullNamed("body", () -> Go.go(null));
        assertNullNamed("body", () -> Go.go("name", null));
        assertNullNamed("name", () -> Go.go((String) null, () -> {}));
        assertNullNamed("context", () -> Go.go((Context) null, () -> {}));
        assertNullNamed("task", () -> runtime.execute(null));
        assertNullNamed("task", () -> runtime.schedule(null, 1, TimeUnit.SECONDS));
        assertNullNamed("unit", () -> runtime.schedule(() -> {}, 1, null));
        assertNullNamed("duration", () -> Go.sleep(null));
        assertNullNamed("call", () -> Go.blocking(null));
        assertNullNamed("timeout", () -> g.join(null));
        assertNullNamed("action", () -> g.onEnd(null));
        assertNullNamed("timeout", () -> runtime.close(null));
        assertNullNamed("runtime", () -> GoGroup.open((GoRuntime) null));
        assertNullNamed("parent", () -> GoGroup.open((Context) null));
        assertNullNamed("parent", () -> GoGroup.open(runtime, (Context) null));
        assertNullNamed("body", () -> group.go(null));
        assertNullNamed("body", () -> group.tryGo(null));
        assertNullNamed("timeout", () -> group.join(null));
        assertNullNamed("name", () -> GoRuntime.builder().name(null));
        assertNullNamed("spin", () -> GoRuntime.builder().spin(null));
        assertNullNamed("mode", () -> GoRuntime.builder().mode(null));
        assertNullNamed("handler", () -> GoRuntime.builder().uncaughtHandler(null));
        assertNullNamed("handler", () -> GoRuntime.builder().onDeadlock(null));
        assertNullNamed("timeout", () -> GoRuntime.builder().closeTimeout(null));
    }

    private static void assertNullNamed(String name, GoBody call) {
        assertThatNullPointerException().isThrownBy(call::run).withMessage(name);
    }
}
