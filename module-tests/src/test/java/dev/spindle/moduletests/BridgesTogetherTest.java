package dev.spindle.moduletests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.GoRuntime;
import dev.spindle.channel.Channel;
import dev.spindle.channel.ReceiveCase;
import dev.spindle.channel.Receiver;
import dev.spindle.channel.Select;
import dev.spindle.reactive.StreamOptions;
import dev.spindle.reactor.GoFlux;
import dev.spindle.reactor.GoSchedulers;
import dev.spindle.rxjava.GoFlowable;
import dev.spindle.rxjava.GoRxSchedulers;
import io.reactivex.rxjava3.core.Flowable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;

/** Reactor's and RxJava's pipelines, channels and goroutines on one runtime. */
@Timeout(60)
class BridgesTogetherTest {

    private static final int N = 5_000;

    private final GoRuntime runtime =
            GoRuntime.builder().name("together").parallelism(2).build();
    private final StreamOptions here = StreamOptions.defaults().runtime(runtime);
    private final reactor.core.scheduler.Scheduler reactor = GoSchedulers.from(runtime);
    private final io.reactivex.rxjava3.core.Scheduler rxjava = GoRxSchedulers.from(runtime);
    private final Set<GoRuntime> runtimes = ConcurrentHashMap.newKeySet();

    @AfterEach
    void close() {
        reactor.dispose();
        rxjava.shutdown();
        runtime.close();
    }

    private int seenHere(int element) {
        runtimes.add(GoRuntime.current());
        return element;
    }

    private Flux<Integer> flux(int from, int step) {
        return GoFlux.<Integer>generate(
                        emitter -> {
                            for (int i = from; i < N; i += step) {
                                emitter.emit(seenHere(i));
                            }
                        },
                        here)
                .publishOn(reactor, 16)
                .map(this::seenHere);
    }

    @Test
    void flux_feedsAChannel_thatAFlowableReads_andAGoroutineSelectsOverBoth() throws Exception {
        Channel<Integer> throughChannel = Channel.buffered(8);
        var _ = runtime.go("feeds", () -> {
            for (int i : GoFlux.toChannel(flux(0, 2), 8)) { // the even numbers
                throughChannel.send(i);
            }
            throughChannel.close();
        });
        Flowable<Integer> flowable = GoFlowable.from(throughChannel, runtime)
                .observeOn(rxjava, false, 16)
                .map(this::seenHere);

        List<Integer> even = new ArrayList<>();
        List<Integer> odd = new ArrayList<>();
        runtime.go("selects", () -> selectOverBoth(flowable, flux(1, 2), even, odd))
                .join();

        assertThat(even)
                .isEqualTo(IntStream.range(0, N).filter(i -> i % 2 == 0).boxed().toList());
        assertThat(odd)
                .isEqualTo(IntStream.range(0, N).filter(i -> i % 2 == 1).boxed().toList());
        assertThat(runtimes).containsExactly(runtime);
    }

    private void selectOverBoth(Flowable<Integer> flowable, Flux<Integer> flux, List<Integer> even, List<Integer> odd)
            throws InterruptedException {
        Receiver<Integer> fromRxJava = GoFlowable.toChannel(flowable, 4);
        Receiver<Integer> fromReactor = GoFlux.toChannel(flux, 4);
        Select select = Select.fair();
        ReceiveCase<Integer> first = select.receive(fromRxJava);
        ReceiveCase<Integer> second = select.receive(fromReactor);
        while (first.isEnabled() || second.isEnabled()) {
            boolean isFirst = select.select() == first;
            ReceiveCase<Integer> received = isFirst ? first : second;
            Integer element = received.elementOrNull();
            if (element == null) {
                received.disable(); // its stream has completed
            } else {
                (isFirst ? even : odd).add(seenHere(element));
            }
        }
    }

    @Test
    void flowable_insideAFlux_insideAFlowable_meetOnOneRuntime() {
        List<Integer> through = Flowable.fromPublisher(Flux.from(GoFlowable.<Integer>generate(
                                emitter -> {
                                    for (int i = 0; i < N; i++) {
                                        emitter.emit(seenHere(i));
                                    }
                                },
                                here))
                        .publishOn(reactor, 4)
                        .map(this::seenHere))
                .observeOn(rxjava, false, 4)
                .map(this::seenHere)
                .toList()
                .blockingGet();
        assertThat(through).isEqualTo(IntStream.range(0, N).boxed().toList());
        assertThat(runtimes).containsExactly(runtime);
    }
}
