package dev.spindle;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing of one goroutine is met by the next, though in native mode they share a host and so a thread. */
@Timeout(120)
class GoroutineIsolationTest {

    private static final ThreadLocal<String> LOCAL = new ThreadLocal<>();
    private static final InheritableThreadLocal<String> INHERITABLE = new InheritableThreadLocal<>();
    private static final ScopedValue<String> SCOPED = ScopedValue.newInstance();

    private final GoRuntime runtime = Testing.runtime(1);

    @AfterEach
    void close() {
        runtime.close();
    }

    /** Runs the polluter and then, on the same P, the goroutine that must not notice. */
    private void after(Work polluterKind, GoBody polluter, GoBody next) throws Exception {
        for (int i = 0; i < 20; i++) {
            polluterKind.start(runtime, polluter).await();
            Testing.join(runtime.go(next));
        }
        // From within a goroutine, both in one go: the host runs the second right after the first.
        Work.GOROUTINE
                .start(runtime, () -> {
                    for (int i = 0; i < 20; i++) {
                        Work.Running first = polluterKind.start(runtime, polluter);
                        first.await();
                        Testing.join(runtime.go(next));
                        List<Goroutine> batch = new ArrayList<>();
                        Work.Running second = polluterKind.start(runtime, polluter);
                        batch.add(runtime.go(next));
                        batch.add(runtime.go(next));
                        second.await();
                        for (Goroutine g : batch) {
                            Testing.join(g);
                        }
                    }
                })
                .await();
    }

    @ParameterizedTest
    @EnumSource
    void threadLocal_setByEarlierWork_isNotThere(Work work) throws Exception {
        after(work, () -> LOCAL.set("dirt"), () -> assertThat(LOCAL.get()).isNull());
    }

    @ParameterizedTest
    @EnumSource
    void inheritableThreadLocal_setByEarlierWork_isNotThere(Work work) throws Exception {
        after(
                work,
                () -> INHERITABLE.set("dirt"),
                () -> assertThat(INHERITABLE.get()).isNull());
    }

    @Test
    void inheritableThreadLocal_ofTheStarter_isNotInherited() throws Exception {
        INHERITABLE.set("of the starter");
        try {
            Testing.join(runtime.go(() -> {
                assertThat(INHERITABLE.get()).isNull();
                INHERITABLE.set("of the goroutine");
                Testing.join(runtime.go(() -> assertThat(INHERITABLE.get()).isNull()));
            }));
        } finally {
            INHERITABLE.remove();
        }
    }

    @ParameterizedTest
    @EnumSource
    void interruptFlag_leftByEarlierWork_isNotThere(Work work) throws Exception {
        after(
                work,
                () -> Thread.currentThread().interrupt(),
                () -> assertThat(Thread.currentThread().isInterrupted()).isFalse());
    }

    @Test
    void interruptFlag_leftByATask_isNotThereInTheNextTask() throws Exception {
        for (int i = 0; i < 20; i++) {
            Work.TASK.start(runtime, () -> Thread.currentThread().interrupt()).await();
            Work.TASK
                    .start(
                            runtime,
                            () -> assertThat(Thread.currentThread().isInterrupted())
                                    .isFalse())
                    .await();
        }
    }

    @ParameterizedTest
    @EnumSource
    void contextClassLoader_setByEarlierWork_isBack(Work work) throws Exception {
        ClassLoader expected = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader other = new URLClassLoader(new URL[0], expected)) {
            after(
                    work,
                    () -> Thread.currentThread().setContextClassLoader(other),
                    () -> assertThat(Thread.currentThread().getContextClassLoader())
                            .isSameAs(expected));
        }
    }

    @ParameterizedTest
    @EnumSource
    void name_setByEarlierWork_isNotThere(Work work) throws Exception {
        after(
                work,
                () -> Thread.currentThread().setName("dirt"),
                () -> assertThat(Thread.currentThread().getName()).isEmpty());
    }

    @Test
    void name_ofAnEarlierGoroutine_isNotThere() throws Exception {
        for (int i = 0; i < 20; i++) {
            Testing.join(runtime.go("dirt", () -> {}));
            Testing.join(runtime.go(
                    () -> assertThat(Thread.currentThread().getName()).isEmpty()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void uncaughtExceptionHandler_setByEarlierWork_isNotThere(Work work) throws Exception {
        Thread.UncaughtExceptionHandler dirt = (t, e) -> {};
        after(work, () -> Thread.currentThread().setUncaughtExceptionHandler(dirt), () -> {
            assertThat(Thread.currentThread().getUncaughtExceptionHandler()).isNotSameAs(dirt);
            assertThat(Goroutine.current()).isNotNull();
        });
    }

    @ParameterizedTest
    @EnumSource
    void scopedValue_boundByTheStarter_isUnbound(Work work) throws Exception {
        List<Goroutine> started = new ArrayList<>();
        work.start(
                        runtime,
                        () -> ScopedValue.where(SCOPED, "bound").run(() -> {
                            for (int i = 0; i < 10; i++) {
                                started.add(runtime.go(
                                        () -> assertThat(SCOPED.isBound()).isFalse()));
                                Go.yield();
                                assertThat(SCOPED.get()).isEqualTo("bound");
                            }
                        }))
                .await();
        for (Goroutine g : started) {
            Testing.join(g);
        }
        ScopedValue.where(SCOPED, "bound outside").call(() -> {
            Testing.join(runtime.go(() -> assertThat(SCOPED.isBound()).isFalse()));
            return null;
        });
    }

    @Test
    void threadLocals_ofAGoroutine_surviveItsParking() throws Exception {
        List<Goroutine> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            String mine = "mine " + i;
            all.add(runtime.go(mine, () -> {
                LOCAL.set(mine);
                for (int k = 0; k < 20; k++) {
                    Go.yield();
                    assertThat(LOCAL.get()).isEqualTo(mine);
                    assertThat(Thread.currentThread().getName()).isEqualTo(mine);
                }
            }));
        }
        for (Goroutine g : all) {
            Testing.join(g);
        }
    }

    @Test
    void cleanTaskThreads_asked_cleansTasksToo() throws Exception {
        try (GoRuntime clean = Testing.build(GoRuntime.builder().parallelism(1).cleanTaskThreads(true))) {
            if (clean.mode() == GoRuntime.Mode.NATIVE) {
                for (int i = 0; i < 20; i++) {
                    Work.TASK.start(clean, () -> LOCAL.set("dirt")).await();
                    Work.TASK
                            .start(clean, () -> assertThat(LOCAL.get()).isNull())
                            .await();
                }
            }
        }
    }

    @Test
    void permit_leftByEarlierGoroutine_onlyWakesSpuriously() throws Exception {
        for (int i = 0; i < 200; i++) {
            Goroutine first = runtime.go(() -> java.util.concurrent.locks.LockSupport.unpark(Thread.currentThread()));
            Goroutine second = runtime.go(() -> Go.sleep(java.time.Duration.ofNanos(1)));
            Testing.join(first);
            Testing.join(second);
        }
    }
}
