package dev.spindle.moduletests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.GoRuntime;
import dev.spindle.rxjava.GoCompletable;
import dev.spindle.rxjava.GoFlowable;
import dev.spindle.rxjava.GoMaybe;
import dev.spindle.rxjava.GoObservable;
import dev.spindle.rxjava.GoRxSchedulers;
import dev.spindle.rxjava.GoSingle;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.schedulers.Schedulers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The RxJava bridge on the module path, where what RxJava does not export is out of reach. */
@Timeout(60)
class RxJavaBridgeTest {

    private static final String INTERNAL = "io.reactivex.rxjava3.internal.schedulers";

    @Test
    void bridge_onTheModulePath_isTwoNamedModules() {
        Module rxjava = Scheduler.class.getModule();
        Module bridge = GoRxSchedulers.class.getModule();
        assertThat(rxjava.getName()).isEqualTo("io.reactivex.rxjava3");
        assertThat(bridge.getName()).isEqualTo("dev.spindle.rxjava");
        assertThat(rxjava.isExported(INTERNAL, bridge)).isFalse();
    }

    @Test
    void scheduler_withoutRxJavasInternals_works() {
        List<Integer> all = Flowable.range(0, 1000)
                .observeOn(GoRxSchedulers.shared())
                .parallel(4)
                .runOn(GoRxSchedulers.shared())
                .map(i -> i * 2)
                .sequential()
                .toList()
                .blockingGet();
        assertThat(all).hasSize(1000).doesNotHaveDuplicates();
    }

    @Test
    void install_withoutRxJavasInternals_works() {
        GoRxSchedulers.install();
        try {
            assertThat(Flowable.range(0, 100)
                            .parallel(2)
                            .runOn(Schedulers.computation())
                            .map(i -> GoRuntime.current())
                            .sequential()
                            .distinct()
                            .toList()
                            .blockingGet())
                    .containsExactly(GoRuntime.shared());
        } finally {
            GoRxSchedulers.uninstall();
        }
        assertThat(Flowable.range(0, 100)
                        .parallel(2)
                        .runOn(Schedulers.computation())
                        .sequential()
                        .count()
                        .blockingGet())
                .isEqualTo(100);
    }

    @Test
    void sources_onTheModulePath_work() throws Exception {
        Flowable<Integer> squares = GoFlowable.<Integer>generate(emitter -> {
                    for (int i = 0; i < 10; i++) {
                        emitter.emit(i);
                    }
                })
                .compose(GoFlowable.mapConcurrent(4, i -> i * i));
        List<Integer> seen = new ArrayList<>();
        for (int square : GoFlowable.iterate(squares)) {
            seen.add(square);
        }
        assertThat(seen).containsExactly(0, 1, 4, 9, 16, 25, 36, 49, 64, 81);
        assertThat(GoSingle.await(GoSingle.of(() -> 1))).isEqualTo(1);
        Object nothing = GoMaybe.await(GoMaybe.of(() -> null));
        assertThat(nothing).isNull();
        GoCompletable.await(GoCompletable.of(() -> {}));
        assertThat(GoObservable.generate(emitter -> emitter.emit(1)).blockingFirst())
                .isEqualTo(1);
        assertThat(GoFlowable.toChannel(squares, 2).receive()).isZero();
    }
}
