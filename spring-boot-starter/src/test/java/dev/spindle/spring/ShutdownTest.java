package dev.spindle.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spindle.GoRuntime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.scheduling.concurrent.ExecutorConfigurationSupport;

/** What becomes of goroutines when the application context closes. */
class ShutdownTest {

    private final ApplicationContextRunner contexts =
            Testing.contexts().withConfiguration(AutoConfigurations.of(LifecycleAutoConfiguration.class));

    /** Notes when it is stopped. */
    private record Stopped(String name, int phase, List<String> order, GoRuntime runtime) implements SmartLifecycle {

        @Override
        public void start() {}

        @Override
        public void stop() {
            order.add(name + (runtime.isClosed() ? " after" : " before"));
        }

        @Override
        public boolean isRunning() {
            return true;
        }

        @Override
        public int getPhase() {
            return phase;
        }
    }

    @Test
    void phase_isThatOfSpringsExecutors() {
        assertThat(RuntimeOwner.PHASE)
                .isEqualTo(ExecutorConfigurationSupport.DEFAULT_PHASE)
                .isLessThan(WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE);
    }

    @Test
    void close_closesTheRuntime_betweenWebServerAndEventLoops() {
        List<String> order = new CopyOnWriteArrayList<>();
        AtomicReference<GoRuntime> runtime = new AtomicReference<>();
        contexts.run(context -> {
            runtime.set(context.getBean(GoRuntime.class));
            assertThat(runtime.get().isClosed()).isFalse();
            var beans = context.getSourceApplicationContext().getBeanFactory();
            int answering = WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE;
            int listening = WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE;
            int eventLoops = new ReactorResourceFactory().getPhase();
            beans.registerSingleton("web", new Stopped("web", answering, order, runtime.get()));
            beans.registerSingleton("server", new Stopped("server", listening, order, runtime.get()));
            beans.registerSingleton("loops", new Stopped("loops", eventLoops, order, runtime.get()));
        });
        assertThat(order).containsExactly("web before", "server before", "loops after");
        assertThat(runtime.get().isClosed()).isTrue();
    }

    @Test
    void close_waitsForGoroutines_andRefusesNewOnes() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        List<String> done = new CopyOnWriteArrayList<>();
        AtomicReference<Thread> closer = new AtomicReference<>();
        contexts.run(context -> {
            GoRuntime runtime = context.getBean(GoRuntime.class);
            runtime.go(() -> {
                running.countDown();
                Testing.await(finish);
                runtime.go(() -> done.add("started by an accepted one"));
                done.add("accepted");
            });
            Testing.await(running);
            ConfigurableApplicationContext source = context.getSourceApplicationContext();
            closer.set(Thread.ofPlatform().start(source::close));
            Testing.until("closing begins", runtime::isClosed);
            assertThatExceptionOfType(RejectedExecutionException.class)
                    .isThrownBy(() -> runtime.go(() -> {}))
                    .withMessageContaining("is closing");
            finish.countDown();
            closer.get().join();
            assertThat(done).containsExactlyInAnyOrder("accepted", "started by an accepted one");
        });
    }

    @Test
    void close_afterItsTimeout_interrupts() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        contexts.withPropertyValues("spindle.close-timeout=50ms").run(context -> {
            context.getBean(GoRuntime.class).go(() -> waitForInterrupt(running, interrupted));
            Testing.await(running);
        });
        assertThat(interrupted.getCount()).isZero();
    }

    private static void waitForInterrupt(CountDownLatch running, CountDownLatch interrupted) {
        running.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            interrupted.countDown();
        }
    }

    @Test
    void close_withTheTimeoutOfACustomizer_interruptsAfterThat() {
        long[] closing = new long[1];
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        contexts.withPropertyValues("spindle.close-timeout=10m", "spring.lifecycle.timeout-per-shutdown-phase=20m")
                .withBean(GoRuntimeCustomizer.class, () -> builder -> builder.closeTimeout(Duration.ofMillis(50)))
                .run(context -> {
                    context.getBean(GoRuntime.class).go(() -> waitForInterrupt(running, interrupted));
                    Testing.await(running);
                    closing[0] = System.nanoTime();
                });
        assertThat(Duration.ofNanos(System.nanoTime() - closing[0])).isLessThan(Testing.PATIENCE);
        assertThat(interrupted.getCount()).isZero();
    }

    @Test
    void close_withALongTimeout_interruptsWithinSpringsPhase() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        contexts.withPropertyValues("spindle.close-timeout=10m", "spring.lifecycle.timeout-per-shutdown-phase=1s")
                .run(context -> {
                    context.getBean(GoRuntime.class).go(() -> waitForInterrupt(running, interrupted));
                    Testing.await(running);
                });
        Testing.await(interrupted); // Spring goes on meanwhile, as it may on a busy machine
    }

    @Test
    void failedStart_closesTheRuntime() {
        AtomicReference<GoRuntime> runtime = new AtomicReference<>();
        contexts.withBean("broken", Object.class, () -> {
                    throw new IllegalStateException("on purpose");
                })
                .withInitializer(context -> context.addBeanFactoryPostProcessor(beans ->
                        beans.addBeanPostProcessor(new org.springframework.beans.factory.config.BeanPostProcessor() {
                            @Override
                            public Object postProcessAfterInitialization(Object bean, String name) {
                                if (bean instanceof GoRuntime made) {
                                    runtime.set(made);
                                }
                                return bean;
                            }
                        })))
                .withInitializer(context -> context.addBeanFactoryPostProcessor(
                        beans -> beans.getBeanDefinition("broken").setDependsOn("goRuntime")))
                .run(context -> assertThat(context).hasFailed());
        assertThat(runtime.get().isClosed()).isTrue();
    }

    @Test
    void pause_leavesTheRuntimeOpen_andStopDoesNot() {
        contexts.run(context -> {
            GoRuntime runtime = context.getBean(GoRuntime.class);
            ConfigurableApplicationContext source = context.getSourceApplicationContext();
            source.pause();
            assertThat(runtime.isClosed()).isFalse();
            source.restart();
            source.stop();
            assertThat(runtime.isClosed()).isTrue();
            assertThatException().isThrownBy(source::start).withStackTraceContaining("made anew");
        });
    }
}
