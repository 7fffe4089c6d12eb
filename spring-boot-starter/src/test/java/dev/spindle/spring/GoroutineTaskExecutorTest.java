package dev.spindle.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spindle.GoRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.core.task.TaskRejectedException;

class GoroutineTaskExecutorTest {

    private static final ThreadLocal<String> LOCAL = new ThreadLocal<>();

    @AutoClose
    private final GoRuntime runtime =
            GoRuntime.builder().name("executor-test").parallelism(1).build();

    private final GoroutineTaskExecutor executor = new GoroutineTaskExecutor(runtime);

    @Test
    void execute_manyThatBlock_runAtOnce() throws Exception {
        int tasks = 200;
        CountDownLatch all = new CountDownLatch(tasks);
        List<Future<Boolean>> futures = new ArrayList<>();
        for (int i = 0; i < tasks; i++) {
            futures.add(executor.submit(() -> {
                all.countDown();
                return all.await(Testing.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }));
        }
        for (Future<Boolean> future : futures) {
            assertThat(future.get()).isTrue();
        }
    }

    @Test
    void execute_afterATaskThatSetThreadLocals_meetsNone() throws Exception {
        for (int i = 0; i < 100; i++) {
            executor.submit(() -> LOCAL.set("left")).get();
            assertThat(executor.submit(() -> String.valueOf(LOCAL.get())).get()).isEqualTo("null");
        }
    }

    @Test
    void cancel_ofARunningTask_interruptsIt() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Future<?> future = executor.submit(() -> {
            running.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.complete(true);
            }
        });
        Testing.await(running);
        assertThat(future.cancel(true)).isTrue();
        assertThat(interrupted.get(Testing.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        assertThat(executor.submit(() -> Thread.currentThread().isInterrupted()).get())
                .isFalse();
    }

    @Test
    void submit_ofAFailingTask_failsItsFuture() {
        IllegalStateException failure = new IllegalStateException("on purpose");
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> executor.submit(() -> {
                            throw failure;
                        })
                        .get())
                .withCause(failure);
        assertThat(executor.submitCompletable(() -> {
                    throw failure;
                }))
                .failsWithin(Testing.PATIENCE);
    }

    @Test
    void execute_withADecorator_decoratesOnTheCallersThread() throws Exception {
        AtomicReference<Thread> decoratedOn = new AtomicReference<>();
        GoroutineTaskExecutor decorating = new GoroutineTaskExecutor(runtime, task -> {
            decoratedOn.set(Thread.currentThread());
            return () -> {
                LOCAL.set("decorated");
                task.run();
            };
        });
        assertThat(decorating.submit(LOCAL::get).get()).isEqualTo("decorated");
        assertThat(decoratedOn.get()).isSameAs(Thread.currentThread());
    }

    @Test
    void execute_onAClosedRuntime_isRejected() {
        runtime.close();
        assertThatExceptionOfType(TaskRejectedException.class)
                .isThrownBy(() -> executor.execute(() -> {}))
                .withStackTraceContaining("the runtime executor-test is closed");
    }
}
