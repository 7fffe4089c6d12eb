package dev.spindle.rxjava;

import static dev.spindle.rxjava.Waiting.await;
import static dev.spindle.rxjava.Waiting.awaitUntil;
import static dev.spindle.rxjava.Waiting.isInterruptedIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spindle.GoRuntime;
import dev.spindle.Goroutine;
import dev.spindle.OnCancel;
import dev.spindle.channel.Channel;
import dev.spindle.reactive.StreamOptions;
import io.reactivex.rxjava3.core.BackpressureStrategy;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.disposables.Disposable;
import io.reactivex.rxjava3.plugins.RxJavaPlugins;
import io.reactivex.rxjava3.schedulers.Schedulers;
import io.reactivex.rxjava3.subjects.CompletableSubject;
import io.reactivex.rxjava3.subjects.MaybeSubject;
import io.reactivex.rxjava3.subjects.SingleSubject;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Singles, maybes, completables and observables from blocking code, and back. */
@Timeout(120)
class GoSingleTest {

    private final GoRuntime runtime =
            GoRuntime.builder().name("single").parallelism(2).build();
    private final StreamOptions here = StreamOptions.defaults().runtime(runtime);
    private final IOException failure = new IOException("on purpose");
    private Undeliverable undeliverable;

    @BeforeEach
    void watch() {
        undeliverable = new Undeliverable();
    }

    @AfterEach
    void close() {
        awaitUntil(() -> runtime.stats().goroutines() == 0);
        undeliverable.close();
        RxJavaPlugins.reset();
        runtime.close();
        undeliverable.expectNone();
    }

    private interface Wait {
        void run() throws InterruptedException;
    }

    // ---- from blocking code ----

    @Test
    void single_ofACallable_hasItsValueOrItsFailure() {
        AtomicInteger runs = new AtomicInteger();
        Single<Integer> single = GoSingle.of(runs::incrementAndGet, here);
        assertThat(runs).hasValue(0);
        assertThat(single.blockingGet()).isEqualTo(1);
        assertThat(single.blockingGet()).isEqualTo(2);
        GoSingle.of(
                        () -> {
                            throw failure;
                        },
                        here)
                .test()
                .awaitDone(60, TimeUnit.SECONDS)
                .assertError(failure);
        GoSingle.<Integer>of(() -> null, here)
                .test()
                .awaitDone(60, TimeUnit.SECONDS)
                .assertError(error -> error instanceof NullPointerException
                        && error.getMessage().contains("use GoMaybe.of"));
    }

    @Test
    void await_ofAValueThatHasCome_leavesUpstreamAlone() throws Exception {
        CountDownLatch returned = new CountDownLatch(1);
        CountDownLatch audited = new CountDownLatch(1);
        AtomicBoolean disposed = new AtomicBoolean();
        AtomicBoolean interrupted = new AtomicBoolean();
        Single<Integer> audit = Single.just(7)
                .doAfterSuccess(value -> {
                    interrupted.set(isInterruptedIn(returned));
                    audited.countDown();
                })
                .subscribeOn(Schedulers.io())
                .doOnDispose(() -> disposed.set(true));
        Integer seven = GoSingle.await(audit);
        assertThat(seven).isEqualTo(7);
        returned.countDown();
        audited.await();
        assertThat(interrupted).isFalse();
        assertThat(disposed).isFalse();
    }

    @Test
    void of_aCallThatReturnsAfterTheDispose_reportsItsValue() throws Exception {
        List<Object> undelivered = new CopyOnWriteArrayList<>();
        StreamOptions options = here.onCancel(OnCancel.LET_RUN).undelivered(undelivered::add);
        for (boolean maybe : List.of(true, false)) {
            CountDownLatch began = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            Callable<String> call = () -> {
                began.countDown();
                release.await();
                return "connection " + maybe;
            };
            Disposable disposable = maybe
                    ? GoMaybe.of(call, options).subscribe()
                    : GoSingle.of(call, options).subscribe();
            began.await();
            disposable.dispose();
            release.countDown();
            awaitUntil(() -> undelivered.contains("connection " + maybe));
        }
        assertThat(undelivered).hasSize(2);
    }

    @Test
    void maybe_ofACallable_isEmptyForNull() {
        GoMaybe.of(() -> 1, here).test().awaitDone(60, TimeUnit.SECONDS).assertResult(1);
        GoMaybe.of(() -> null, here).test().awaitDone(60, TimeUnit.SECONDS).assertResult();
        GoMaybe.of(
                        () -> {
                            throw failure;
                        },
                        here)
                .test()
                .awaitDone(60, TimeUnit.SECONDS)
                .assertError(failure);
    }

    @Test
    void completable_ofAnAction_completesOrFails() {
        AtomicBoolean ran = new AtomicBoolean();
        GoCompletable.of(() -> ran.set(true), here)
                .test()
                .awaitDone(60, TimeUnit.SECONDS)
                .assertResult();
        assertThat(ran).isTrue();
        GoCompletable.of(
                        () -> {
                            throw failure;
                        },
                        here)
                .test()
                .awaitDone(60, TimeUnit.SECONDS)
                .assertError(failure);
    }

    @Test
    void observable_ofAGenerator_emitsWithoutWaiting() {
        Observable<Integer> observable = GoObservable.generate(
                emitter -> {
                    for (int i = 0; i < 10_000; i++) {
                        assertThat(emitter.demand()).isEqualTo(Long.MAX_VALUE);
                        emitter.emit(i);
                    }
                },
                here);
        assertThat(observable.toList().blockingGet()).hasSize(10_000).isSorted();
        Channel<Integer> channel = Channel.buffered(4);
        runtime.go(() -> {
            for (int i = 0; i < 1000; i++) {
                channel.send(i);
            }
            channel.close();
        });
        assertThat(GoObservable.from(channel, here).toList().blockingGet())
                .hasSize(1000)
                .isSorted();
    }

    @Test
    void observable_asAChannel_doesWithTheRestWhatTheStrategySays() {
        Observable<Integer> source = Observable.range(0, 1000);
        assertThat(GoObservable.toChannel(source, BackpressureStrategy.BUFFER, 8))
                .hasSize(1000);
        assertThat(GoObservable.toChannel(source, BackpressureStrategy.DROP, 8))
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(GoObservable.toChannel(source, BackpressureStrategy.LATEST, 8))
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 999);
    }

    @Test
    void dispose_ofEachKind_interruptsItsGoroutine() {
        CountDownLatch begun = new CountDownLatch(4);
        CountDownLatch interrupted = new CountDownLatch(4);
        Callable<Boolean> stuck = () -> {
            begun.countDown();
            boolean was = isInterruptedIn(new CountDownLatch(1));
            if (was) {
                interrupted.countDown();
            }
            return was;
        };
        List<Disposable> all = List.of(
                GoSingle.of(stuck, here).subscribe(),
                GoMaybe.of(stuck, here).subscribe(),
                GoCompletable.of(stuck::call, here).subscribe(),
                GoObservable.generate(emitter -> stuck.call(), here).subscribe());
        await(begun);
        all.forEach(Disposable::dispose);
        assertThat(all).allMatch(Disposable::isDisposed);
        await(interrupted);
    }

    @Test
    void withoutOptions_theCurrentRuntimeIsUsed() throws Exception {
        AtomicReference<GoRuntime> seen = new AtomicReference<>();
        runtime.go(() -> {
                    seen.set(GoSingle.await(GoSingle.of(GoRuntime::current)));
                    assertThat(GoMaybe.await(GoMaybe.of(GoRuntime::current))).isSameAs(runtime);
                    GoCompletable.await(GoCompletable.of(
                            () -> assertThat(GoRuntime.current()).isSameAs(runtime)));
                })
                .join();
        assertThat(seen).hasValue(runtime);
    }

    // ---- awaiting ----

    @Test
    void await_inAGoroutine_parksUntilTheOutcome() throws Exception {
        SingleSubject<Integer> single = SingleSubject.create();
        MaybeSubject<Integer> maybe = MaybeSubject.create();
        CompletableSubject completable = CompletableSubject.create();
        AtomicInteger sum = new AtomicInteger();
        Goroutine goroutine = runtime.go(() -> {
            sum.addAndGet(GoSingle.await(single));
            assertThat(GoMaybe.await(maybe)).isNull();
            GoCompletable.await(completable);
        });
        awaitUntil(single::hasObservers);
        single.onSuccess(42);
        awaitUntil(maybe::hasObservers);
        maybe.onComplete();
        awaitUntil(completable::hasObservers);
        completable.onComplete();
        goroutine.join();
        assertThat(sum).hasValue(42);
    }

    @Test
    void await_ofAFailure_throwsWhatBlockingGetThrows() {
        IllegalStateException unchecked = new IllegalStateException("on purpose");
        assertThatThrownBy(() -> GoSingle.await(Single.error(unchecked))).isSameAs(unchecked);
        assertThatThrownBy(() -> GoMaybe.await(Maybe.error(failure))).cause().isSameAs(failure);
        assertThatThrownBy(() -> GoCompletable.await(Completable.error(failure)))
                .cause()
                .isSameAs(failure);
        Error error = new AssertionError("on purpose");
        assertThatThrownBy(() -> GoSingle.await(Single.error(error))).isSameAs(error);
    }

    @Test
    void await_thatIsInterrupted_disposesOfTheSubscription() throws Exception {
        SingleSubject<Integer> single = SingleSubject.create();
        MaybeSubject<Integer> maybe = MaybeSubject.create();
        CompletableSubject completable = CompletableSubject.create();
        assertCancellable(() -> GoSingle.await(single), single::hasObservers);
        assertCancellable(() -> GoMaybe.await(maybe), maybe::hasObservers);
        assertCancellable(() -> GoCompletable.await(completable), completable::hasObservers);
    }

    private void assertCancellable(Wait wait, BooleanSupplier subscribed) throws Exception {
        AtomicBoolean interrupted = new AtomicBoolean();
        Goroutine goroutine = runtime.go(() -> {
            try {
                wait.run();
            } catch (InterruptedException e) {
                interrupted.set(true);
            }
        });
        awaitUntil(subscribed);
        goroutine.cancel();
        goroutine.join();
        assertThat(interrupted).isTrue();
        assertThat(subscribed.getAsBoolean()).isFalse();
    }

    @Test
    void await_whenInterruptedBefore_subscribesToNothing() throws Exception {
        AtomicBoolean subscribed = new AtomicBoolean();
        Single<Integer> single = Single.just(1).doOnSubscribe(d -> subscribed.set(true));
        Goroutine goroutine = runtime.go(() -> {
            Thread.currentThread().interrupt();
            GoSingle.await(single);
        });
        assertThatThrownBy(goroutine::join)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(InterruptedException.class);
        assertThat(subscribed).isFalse();
    }

    @Test
    void await_whereTheApplicationForbidsToBlock_isForbiddenToo() {
        RxJavaPlugins.setFailOnNonBlockingScheduler(true);
        RxJavaPlugins.setOnBeforeBlocking(() -> Goroutine.current() != null);
        GoSingle.of(() -> GoSingle.await(Single.just(1)), here)
                .test()
                .awaitDone(60, TimeUnit.SECONDS)
                .assertError(error -> error instanceof IllegalStateException
                        && error.getMessage().contains("doesn't support blocking"));
    }

    @Test
    void await_whereRxJavaForbidsToBlock_isForbiddenToo() {
        RxJavaPlugins.setFailOnNonBlockingScheduler(true);
        Single.fromCallable(() -> GoSingle.await(Single.just(1)))
                .subscribeOn(Schedulers.computation())
                .test()
                .awaitDone(60, TimeUnit.SECONDS)
                .assertError(error -> error instanceof IllegalStateException
                        && error.getMessage().contains("doesn't support blocking"));
        assertThat(Single.fromCallable(() -> GoSingle.await(Single.just(1)))
                        .subscribeOn(GoRxSchedulers.shared())
                        .blockingGet())
                .isEqualTo(1);
    }
}
