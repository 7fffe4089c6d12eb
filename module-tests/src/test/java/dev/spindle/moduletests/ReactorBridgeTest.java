package dev.spindle.moduletests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spindle.reactor.GoFlux;
import dev.spindle.reactor.GoMono;
import dev.spindle.reactor.GoSchedulers;
import dev.spindle.reactor.ReactorContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.util.context.Context;

/** The Reactor bridge in an application that has none of the libraries that it can integrate. */
class ReactorBridgeTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.micrometer.context.ContextRegistry",
                "io.micrometer.core.instrument.MeterRegistry",
                "reactor.blockhound.BlockHound"
            })
    void optionalLibrary_isNotThere(String className) {
        assertThatThrownBy(() -> Class.forName(className)).isInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void bridge_withoutOptionalLibraries_works() throws Exception {
        Flux<String> users = GoFlux.<Integer>generate(emitter -> {
                    for (int i = 0; i < 10; i++) {
                        emitter.emit(i);
                    }
                })
                .publishOn(GoSchedulers.shared())
                .transform(GoFlux.mapConcurrent(4, i -> ReactorContext.current().<String>get("user") + i))
                .contextWrite(Context.of("user", "Ada"));
        List<String> seen = new ArrayList<>();
        for (String user : GoFlux.iterate(users)) {
            seen.add(user);
        }
        assertThat(seen).hasSize(10).first().isEqualTo("Ada0");
        String first = GoMono.await(users.next());
        assertThat(first).isEqualTo("Ada0");
        assertThat(GoMono.of(() -> 1).block(LONG)).isEqualTo(1);
        assertThat(GoFlux.toChannel(users, 2).receive()).isEqualTo("Ada0");
    }

    @Test
    void forbidBlocking_withoutOptionalLibraries_works() {
        var strict = GoSchedulers.builder(dev.spindle.GoRuntime.shared())
                .forbidBlocking()
                .build();
        assertThatThrownBy(() -> GoMono.of(() -> 1)
                        .publishOn(strict)
                        .map(i -> Flux.just(i).blockLast())
                        .block(LONG))
                .isInstanceOf(IllegalStateException.class);
        strict.dispose();
    }
}
