package dev.spindle.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.GoRuntime;
import dev.spindle.channel.Channel;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Generators whose runtime is closed. */
class StreamRuntimeClosedTest extends StreamTest {

    @Test
    void runtimeClosed_beforeTheSubscription_failsAtOnce() {
        runtime.close();
        Probe<Integer> probe = subscribe(numbers(1));
        assertThat(probe.ends).singleElement().isInstanceOf(RejectedExecutionException.class);
        probe.subscription.request(1);
        assertThat(probe.ends).hasSize(1);
    }

    @Test
    void runtimeClosed_beforeTheRequest_failsTheSubscriber() {
        Probe<Integer> probe = subscribe(numbers(1));
        runtime.close();
        probe.subscription.request(1);
        assertThat(probe.ends).singleElement().isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void runtimeClosed_whileItWaits_failsTheSubscriber() {
        Probe<Integer> probe = subscribe(numbers(2));
        probe.subscription.request(1);
        probe.awaitElements(1);
        awaitWaitingForDemand();
        assertThat(runtime.close(Duration.ZERO)).isTrue();
        assertThat(probe.awaitEnd()).isInstanceOf(InterruptedException.class);
    }

    @Test
    void runtimeClosed_whileMappersWaitForTheSource_failsTheSubscriber() {
        for (ConcurrentMapPublisher.Order order : ConcurrentMapPublisher.Order.values()) {
            GoRuntime closing =
                    GoRuntime.builder().name("closing").parallelism(2).build();
            Channel<Integer> source = Channel.buffered(1);
            Probe<Integer> probe = new Probe<>();
            ConcurrentMapPublisher.of(
                            ChannelPublisher.from(source, options),
                            4,
                            order,
                            element -> element,
                            options.runtime(closing))
                    .subscribe(probe);
            probe.subscription.request(2);
            assertThat(source.trySend(1)).isTrue();
            probe.awaitElements(1);
            closing.close(Duration.ZERO);
            assertThat(probe.awaitEnd()).as(order.name()).isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void runtimeClosed_beforeTheGoroutineRan_failsTheSubscriber() throws InterruptedException {
        try (GoRuntime narrow =
                GoRuntime.builder().name("narrow").parallelism(1).maxMachines(1).build()) {
            AtomicBoolean release = hold(narrow);
            Probe<Integer> probe = new Probe<>();
            GoroutinePublisher.<Integer>of(emitter -> emitter.emit(1), narrow).subscribe(probe);
            probe.subscription.request(1);
            narrow.close(Duration.ZERO);
            if (dev.spindle.Testing.isPortable()) {
                assertThat(probe.awaitEnd()).isNotNull(); // the JDK's scheduler has run it, perhaps interrupted
            } else {
                assertThat(probe.awaitEnd()).isInstanceOf(RejectedExecutionException.class);
            }
            release.set(true);
        }
    }
}
