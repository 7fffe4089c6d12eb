package dev.spindle.reactor;

import static dev.spindle.reactor.Waiting.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.Go;
import dev.spindle.GoRuntime;
import dev.spindle.OnCancel;
import dev.spindle.channel.Channel;
import dev.spindle.channel.Receiver;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;

/** The examples of {@code docs/bridges-reactor.md}, run; the build compares the regions between the tags. */
@Timeout(60)
class ReactorSnippetsTest {

    private static String load(int id) {
        return "user " + id;
    }

    @Test
    void scheduler() {
        Flux<Integer> ids = Flux.range(1, 3);
        // tag::scheduler[]
        Flux<String> names = ids.publishOn(GoSchedulers.shared()) // a task there may block
                .map(id -> Mono.fromCallable(() -> load(id))
                        .delayElement(Duration.ofMillis(1))
                        .block());
        // end::scheduler[]
        assertThat(names.collectList().block(LONG)).containsExactly("user 1", "user 2", "user 3");
    }

    @Test
    void builder() {
        GoRuntime runtime = GoRuntime.builder().name("mine").build();
        // tag::builder[]
        Scheduler files = GoSchedulers.builder(runtime)
                .name("files")
                .onDispose(OnCancel.LET_RUN) // an interrupt would close a file channel
                .build();
        Scheduler oneByOne = GoSchedulers.builder(runtime).serial().build();
        Scheduler strict = GoSchedulers.builder(runtime).forbidBlocking().build(); // block() throws there
        // end::builder[]
        for (Scheduler scheduler : List.of(files, oneByOne, strict)) {
            assertThat(Flux.range(0, 100).publishOn(scheduler).count().block(LONG))
                    .isEqualTo(100);
            scheduler.dispose();
        }
        Schedulers.resetNonBlockingThreadPredicate();
        runtime.close();
    }

    @Test
    void install() {
        // tag::install[]
        GoSchedulers.install(); // first thing in main: parallel(), boundedElastic() and single() are goroutines now
        // end::install[]
        assertThat(Mono.fromCallable(() -> GoRuntime.current().name())
                        .subscribeOn(Schedulers.boundedElastic())
                        .block(LONG))
                .isEqualTo("spindle");
        // tag::uninstall[]
        GoSchedulers.uninstall(); // for tests: all is as it was, and nobody's scheduler was disposed of
        // end::uninstall[]
    }

    @Test
    void generate(@TempDir Path folder) throws IOException {
        Path path = Files.writeString(folder.resolve("lines.txt"), "a\nb\nc\n");
        // tag::generate[]
        Flux<String> lines = GoFlux.generate(emitter -> {
            try (BufferedReader reader = Files.newBufferedReader(path)) {
                for (String line; (line = reader.readLine()) != null; ) {
                    emitter.emit(line); // parks while nobody wants more
                }
            }
        });
        // end::generate[]
        assertThat(lines.collectList().block(LONG)).containsExactly("a", "b", "c");
        assertThat(lines.take(1).collectList().block(LONG)).containsExactly("a");
    }

    @Test
    void transform() {
        Flux<Integer> numbers = Flux.range(1, 4);
        // tag::transform[]
        Flux<Integer> sums = numbers.transform(GoFlux.transform((in, out) -> {
            int sum = 0;
            for (int i : in) {
                sum += i;
                out.emit(sum);
            }
        }));
        // end::transform[]
        assertThat(sums.collectList().block(LONG)).containsExactly(1, 3, 6, 10);
    }

    @Test
    void mapConcurrent() {
        Flux<Integer> ids = Flux.range(1, 3);
        // tag::mapConcurrent[]
        Flux<String> users = ids.transform(GoFlux.mapConcurrent(16, id -> load(id))); // load blocks
        // end::mapConcurrent[]
        assertThat(users.collectList().block(LONG)).containsExactly("user 1", "user 2", "user 3");
    }

    @Test
    void channels() throws Exception {
        List<Integer> seen = new ArrayList<>();
        // tag::channels[]
        Channel<Integer> channel = Channel.buffered(16);
        Go.go(() -> {
            for (int i = 0; i < 100; i++) {
                channel.send(i);
            }
            channel.close();
        });
        Flux<Integer> squares = GoFlux.from(channel).map(i -> i * i);

        Receiver<Integer> received = GoFlux.toChannel(squares, 16);
        for (int square : received) {
            seen.add(square);
        }
        // end::channels[]
        assertThat(seen).hasSize(100).isSorted();
    }

    @Test
    void loop() {
        Flux<Integer> orders = Flux.range(0, 1000);
        List<Integer> processed = new ArrayList<>();
        // tag::loop[]
        try (FluxLoop<Integer> loop = GoFlux.iterate(orders, 64)) {
            for (int order : loop) {
                processed.add(order);
                if (order == 9) {
                    break; // the end of the block cancels the subscription
                }
            }
        }
        // end::loop[]
        assertThat(processed).hasSize(10);
    }

    @Test
    void mono() throws Exception {
        // tag::mono[]
        Mono<String> user = GoMono.of(() -> load(7)); // blocks a goroutine, not a thread; cancel interrupts
        String name = GoMono.await(user.timeout(Duration.ofSeconds(5))); // parks; an interrupt cancels upstream
        // end::mono[]
        assertThat(name).isEqualTo("user 7");
    }

    @Test
    void context() {
        // tag::context[]
        Mono<String> greeting = GoMono.of(() -> {
            Optional<String> user = ReactorContext.current().getOrEmpty("user");
            return "hello " + user.orElse("nobody");
        });
        Mono<String> toAda = greeting.contextWrite(Context.of("user", "Ada"));
        // end::context[]
        assertThat(toAda.block(LONG)).isEqualTo("hello Ada");
        assertThat(greeting.block(LONG)).isEqualTo("hello nobody");
    }

    @Test
    void meters() {
        MeterRegistry registry = new SimpleMeterRegistry();
        // tag::meters[]
        new GoRuntimeMetrics(GoRuntime.shared()).bindTo(registry); // spindle.goroutines, spindle.steals, ...
        // end::meters[]
        assertThat(registry.get("spindle.goroutines").gauge().value()).isNotNegative();
    }
}
