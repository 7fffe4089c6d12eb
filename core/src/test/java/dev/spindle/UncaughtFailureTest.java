package dev.spindle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a goroutine or task throws, it ends alone, and somebody hears of it. */
@Timeout(120)
class UncaughtFailureTest {

    private final BlockingQueue<Throwable> uncaught = new LinkedBlockingQueue<>();

    private GoRuntime runtime() {
        return Testing.build(
                GoRuntime.builder().parallelism(1).uncaughtHandler((thread, failure) -> uncaught.add(failure)));
    }

    private Throwable nextUncaught() throws InterruptedException {
        Throwable failure = uncaught.poll(Testing.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(failure).as("a report within time").isNotNull();
        return failure;
    }

    enum Failure {
        CHECKED {
            @Override
            void raise() throws Exception {
                throw new IOException("checked");
            }
        },
        UNCHECKED {
            @Override
            void raise() {
                throw new IllegalStateException("unchecked");
            }
        },
        ERROR {
            @Override
            void raise() {
                throw new AssertionError("error");
            }
        },
        STACK_OVERFLOW {
            @Override
            void raise() {
                depth(0);
            }
        },
        OUT_OF_MEMORY {
            @Override
            void raise() {
                throw new IllegalStateException("got " + new long[Integer.MAX_VALUE].length);
            }
        },
        THREAD_DEATH_LIKE {
            @Override
            void raise() {
                sneak(new Throwable("neither exception nor error"));
            }
        };

        abstract void raise() throws Exception;

        @SuppressWarnings("InfiniteRecursion")
        private static int depth(int n) {
            return depth(n + 1) + 1;
        }

        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
        private static <E extends Throwable> void sneak(Throwable t) throws E {
            throw (E) t;
        }

        boolean isRaisedBy(Throwable t) {
            return switch (this) {
                case CHECKED -> t instanceof IOException;
                case UNCHECKED -> t instanceof IllegalStateException;
                case ERROR -> t instanceof AssertionError;
                case STACK_OVERFLOW -> t instanceof StackOverflowError;
                case OUT_OF_MEMORY -> t instanceof OutOfMemoryError;
                case THREAD_DEATH_LIKE -> t.getClass() == Throwable.class;
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void goroutine_throws_endsAloneAndIsReported(Failure failure) throws Exception {
        try (GoRuntime runtime = runtime()) {
            int rounds = failure == Failure.STACK_OVERFLOW ? 3 : 20;
            for (int i = 0; i < rounds; i++) {
                Goroutine g = runtime.go(failure::raise);
                assertThat(nextUncaught()).matches(failure::isRaisedBy);
                assertThatThrownBy(g::join).cause().matches(failure::isRaisedBy);
                Testing.join(runtime.go(() -> {}));
                Work.TASK.start(runtime, () -> {}).await();
            }
            assertThat(uncaught).isEmpty();
            Testing.until("all have ended", () -> runtime.stats().goroutines() == 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void task_throws_endsAloneAndIsReported(Failure failure) throws Exception {
        try (GoRuntime runtime = runtime()) {
            int rounds = failure == Failure.STACK_OVERFLOW ? 3 : 20;
            for (int i = 0; i < rounds; i++) {
                runtime.execute(() -> {
                    try {
                        failure.raise();
                    } catch (Exception e) {
                        Failure.sneak(e);
                    }
                });
                assertThat(nextUncaught()).matches(failure::isRaisedBy);
                Testing.join(runtime.go(() -> {}));
                Work.TASK.start(runtime, () -> {}).await();
            }
            assertThat(uncaught).isEmpty();
            Testing.until("all have ended", () -> runtime.stats().goroutines() == 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void failure_inTheMidstOfMany_harmsNobodyElse(Work work) throws Exception {
        try (GoRuntime runtime = runtime()) {
            CountDownLatch well = new CountDownLatch(500);
            for (int i = 0; i < 1_000; i++) {
                boolean fails = i % 2 == 0;
                work.submit(runtime, () -> {
                    if (fails) {
                        throw new IllegalStateException("one of many");
                    }
                    well.countDown();
                });
            }
            Testing.await(well);
            for (int i = 0; i < 500; i++) {
                assertThat(nextUncaught()).isInstanceOf(IllegalStateException.class);
            }
        }
    }

    @Test
    void handler_isCalledOnTheGoroutinesThread() throws Exception {
        BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
        try (GoRuntime runtime =
                Testing.build(GoRuntime.builder().parallelism(1).uncaughtHandler((t, e) -> {
                    if (t == Thread.currentThread()) {
                        threads.add(t);
                    }
                }))) {
            runtime.go("failing", () -> {
                throw new IllegalStateException();
            });
            Thread thread = threads.poll(Testing.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(thread).isNotNull();
            assertThat(thread.isVirtual()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void handlerThrows_isPrintedAndHarmsNobody(Work work) throws Exception {
        String printed = printed(() -> {
            try (GoRuntime runtime =
                    Testing.build(GoRuntime.builder().parallelism(1).uncaughtHandler((t, e) -> {
                        throw new IllegalStateException("the handler throws");
                    }))) {
                for (int i = 0; i < 5; i++) {
                    work.submit(runtime, () -> {
                        throw new IllegalArgumentException("the body throws");
                    });
                }
                Work.TASK.start(runtime, () -> {}).await();
                Testing.until("all have ended", () -> runtime.stats().goroutines() == 0);
            }
        });
        assertThat(printed).contains("the handler throws");
    }

    @Test
    void noHandler_printsLikeTheJdk() throws Exception {
        String printed = printed(() -> {
            try (GoRuntime runtime = Testing.runtime(1)) {
                runtime.go("failing", () -> {
                    throw new IllegalArgumentException("nobody hears");
                });
            }
        });
        assertThat(printed).contains("Exception in thread \"failing\"", "nobody hears");
    }

    @Test
    void noHandler_defaultHandlerOfThreads_isAsked() throws Exception {
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((t, e) -> uncaught.add(e));
        try (GoRuntime runtime = Testing.runtime(1)) {
            runtime.go(() -> {
                throw new IllegalArgumentException("to the default");
            });
            assertThat(nextUncaught()).hasMessage("to the default");
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    private static String printed(GoBody body) throws Exception {
        PrintStream before = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            body.run();
        } finally {
            System.setErr(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
