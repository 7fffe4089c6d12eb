package dev.spindle.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spindle.Goroutine;
import dev.spindle.channel.Beside;
import dev.spindle.channel.Channel;
import dev.spindle.channel.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class SingleFlightTest {

    private final SingleFlight<String, String> flights = new SingleFlight<>();

    @Test
    void call_alone_givesItsOwn_unshared_andIsNoCache() throws Exception {
        assertThat(flights.call("key", () -> "one")).isEqualTo(new SingleFlight.Result<>("one", false));
        assertThat(flights.call("key", () -> "two").value()).isEqualTo("two");
        SingleFlight<String, String> nullable = flights;
        assertThat(nullable.call("key", () -> null).value()).isNull();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void call_sameKeyAtTheSameTime_worksOnce_andShares(Kind kind) throws Exception {
        for (int round = 0; round < 20; round++) {
            Channel<String> result = Channel.unbuffered();
            AtomicInteger calls = new AtomicInteger();
            List<Beside<SingleFlight.Result<String>>> all = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                all.add(Beside.call(
                                kind,
                                () -> flights.call("key", () -> {
                                    calls.incrementAndGet();
                                    return result.receive();
                                }))
                        .awaitWaiting());
            }
            result.send("value");
            for (Beside<SingleFlight.Result<String>> each : all) {
                assertThat(each.result()).isEqualTo(new SingleFlight.Result<>("value", true));
            }
            assertThat(calls).hasValue(1);
        }
    }

    @Test
    void call_otherKeys_areIndependent() throws Exception {
        Channel<String> result = Channel.unbuffered();
        Beside<SingleFlight.Result<String>> slow = Beside.call(
                        Kind.GOROUTINE, () -> flights.call("slow", result::receive))
                .awaitWaiting();
        assertThat(flights.call("other", () -> "fast").shared()).isFalse();
        result.send("value");
        assertThat(slow.result()).isEqualTo(new SingleFlight.Result<>("value", false));
    }

    /** Whatever it is, all get it, as the cause of their exception. */
    @Test
    void call_workFails_allGetTheFailure() throws Exception {
        for (Throwable failure : List.of(
                new Exception("as planned"),
                new StackOverflowError(),
                new CancellationException(),
                new CompletionException(new Exception("inside")),
                new InterruptedException())) {
            Channel<String> release = Channel.unbuffered();
            List<Beside<Throwable>> all = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                all.add(Beside.call(Kind.values()[i], () -> {
                            try {
                                flights.call("key", () -> {
                                    release.receiveOrNull();
                                    throw SingleFlightTest.<Exception>asIs(failure);
                                });
                                return null;
                            } catch (ExecutionException e) {
                                return e.getCause();
                            }
                        })
                        .awaitWaiting());
            }
            CompletableFuture<SingleFlight.Result<String>> future = flights.start("key", () -> "ignored");
            release.close();
            for (Beside<Throwable> each : all) {
                assertThat(each.result()).isSameAs(failure);
            }
            assertThat(future.handle((result, thrown) -> thrown).get(60, TimeUnit.SECONDS))
                    .isSameAs(failure);
            assertThat(flights.call("key", () -> "anew").value()).isEqualTo("anew");
        }
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> X asIs(Throwable failure) throws X {
        throw (X) failure;
    }

    @Test
    void forget_underWay_letsTheNextCallWorkAnew() throws Exception {
        Channel<String> results = Channel.unbuffered();
        Beside<SingleFlight.Result<String>> first = Beside.call(
                        Kind.GOROUTINE, () -> flights.call("key", results::receive))
                .awaitWaiting();
        flights.forget("key");
        assertThat(flights.call("key", () -> "second").value()).isEqualTo("second");
        Beside<SingleFlight.Result<String>> third = Beside.call(
                        Kind.GOROUTINE, () -> flights.call("key", results::receive))
                .awaitWaiting();
        results.send("first");
        assertThat(first.result().value()).isEqualTo("first");
        Beside<SingleFlight.Result<String>> joins = Beside.call(
                        Kind.PLATFORM, () -> flights.call("key", () -> "not this"))
                .awaitWaiting(); // the end of the forgotten one has not let go of the third
        results.send("third");
        assertThat(third.result()).isEqualTo(new SingleFlight.Result<>("third", true));
        assertThat(joins.result().value()).isEqualTo("third");
        flights.forget("unknown");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void waiter_interrupted_leavesTheWorkAlone(Kind kind) throws Exception {
        Channel<String> result = Channel.unbuffered();
        Beside<SingleFlight.Result<String>> worker = Beside.call(
                        Kind.GOROUTINE, () -> flights.call("key", result::receive))
                .awaitWaiting();
        Inside.assertRefusesInterrupted(kind, () -> flights.call("key", () -> "not this"));
        Inside.assertInterruptible(kind, () -> flights.call("key", () -> "not this"));
        result.send("value");
        assertThat(worker.result().value()).isEqualTo("value");
    }

    @Test
    void worker_interruptedInTheEnd_stillGetsTheResult() throws Exception {
        assertThat(flights.call("key", () -> {
                            Thread.currentThread().interrupt();
                            return "value";
                        })
                        .value())
                .isEqualTo("value");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void start_runsOnAGoroutine_andShares() throws Exception {
        Channel<String> result = Channel.unbuffered();
        CompletableFuture<SingleFlight.Result<String>> first = flights.start("key", () -> {
            assertThat(Goroutine.current()).isNotNull();
            return result.receive();
        });
        CompletableFuture<SingleFlight.Result<String>> second = flights.start("key", () -> "not this");
        CompletableFuture<SingleFlight.Result<String>> third = flights.start("key", () -> "nor this");
        assertThat(third.cancel(true)).isTrue();
        result.send("value");
        SingleFlight.Result<String> expected = new SingleFlight.Result<>("value", true);
        assertThat(first.get(60, TimeUnit.SECONDS)).isEqualTo(expected);
        assertThat(second.get(60, TimeUnit.SECONDS)).isEqualTo(expected);
    }

    @Test
    void call_forItsOwnKey_saysSo() {
        assertThatThrownBy(() -> flights.call(
                        "key", () -> flights.call("key", () -> "never").value()))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("calls for itself");
    }

    @Test
    void arguments_null_areNamed() {
        assertThatNullPointerException()
                .isThrownBy(() -> flights.call(null, () -> ""))
                .withMessage("key");
        assertThatNullPointerException()
                .isThrownBy(() -> flights.call("key", null))
                .withMessage("work");
        assertThatNullPointerException()
                .isThrownBy(() -> flights.start(null, () -> ""))
                .withMessage("key");
        assertThatNullPointerException()
                .isThrownBy(() -> flights.start("key", null))
                .withMessage("work");
        assertThatNullPointerException().isThrownBy(() -> flights.forget(null)).withMessage("key");
    }

    /** What is said to be shared went to several, what is not to one. */
    @Test
    void storm_ofCallers_theSharedFlagIsRight() throws Exception {
        int parties = 12;
        int rounds = 2_000;
        AtomicInteger started = new AtomicInteger();
        AtomicIntegerArray got = new AtomicIntegerArray(parties * rounds + 1);
        AtomicIntegerArray shared = new AtomicIntegerArray(parties * rounds + 1);
        SingleFlight<Integer, Integer> storm = new SingleFlight<>();
        Inside.join(Inside.start(parties, () -> {
            for (int i = 0; i < rounds; i++) {
                SingleFlight.Result<Integer> result = storm.call(i % 3, started::incrementAndGet);
                got.incrementAndGet(result.value());
                if (result.shared()) {
                    shared.incrementAndGet(result.value());
                }
            }
        }));
        int total = 0;
        for (int value = 1; value <= started.get(); value++) {
            assertThat(shared.get(value)).isEqualTo(got.get(value) > 1 ? got.get(value) : 0);
            total += got.get(value);
        }
        assertThat(total).isEqualTo(parties * rounds);
    }
}
