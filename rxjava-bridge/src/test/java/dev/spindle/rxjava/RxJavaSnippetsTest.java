package dev.spindle.rxjava;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.Go;
import dev.spindle.GoRuntime;
import dev.spindle.OnCancel;
import dev.spindle.channel.Channel;
import dev.spindle.channel.Receiver;
import io.reactivex.rxjava3.core.BackpressureStrategy;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.schedulers.Schedulers;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The examples of {@code docs/bridges-rxjava.md}, run; the build compares the regions between the tags. */
@Timeout(60)
class RxJavaSnippetsTest {

    private static String load(int id) {
        return "user " + id;
    }

    @Test
    void scheduler() {
        Flowable<Integer> ids = Flowable.range(1, 3);
        // tag::scheduler[]
        Flowable<String> names = ids.observeOn(GoRxSchedulers.shared()) // a task there may block
                .map(id -> Single.fromCallable(() -> load(id))
                        .delay(1, TimeUnit.MILLISECONDS)
                        .blockingGet());
        // end::scheduler[]
        assertThat(names.toList().blockingGet()).containsExactly("user 1", "user 2", "user 3");
    }

    @Test
    void from() {
        GoRuntime runtime = GoRuntime.builder().name("mine").build();
        // tag::from[]
        Scheduler mine = GoRxSchedulers.from(runtime);
        Scheduler files = GoRxSchedulers.from(runtime, OnCancel.LET_RUN); // an interrupt would close a file channel
        // end::from[]
        for (Scheduler scheduler : List.of(mine, files)) {
            assertThat(Flowable.range(0, 100).observeOn(scheduler).count().blockingGet())
                    .isEqualTo(100);
        }
        runtime.close();
    }

    @Test
    void install() {
        // tag::install[]
        GoRxSchedulers
                .install(); // first thing in main: io(), computation(), newThread() and single() are goroutines now
        // end::install[]
        assertThat(Schedulers.io().toString()).isEqualTo("GoRxSchedulers.io() on spindle");
        // tag::uninstall[]
        GoRxSchedulers.uninstall(); // for tests: all is as it was, and nobody's scheduler was shut down
        // end::uninstall[]
        assertThat(Schedulers.io().toString()).doesNotContain("GoRxSchedulers");
    }

    @Test
    void generate(@TempDir Path directory) throws Exception {
        Path path = Files.writeString(directory.resolve("lines"), "one\ntwo\n");
        // tag::generate[]
        Flowable<String> lines = GoFlowable.generate(emitter -> {
            try (BufferedReader reader = Files.newBufferedReader(path)) {
                for (String line; (line = reader.readLine()) != null; ) {
                    emitter.emit(line); // parks while nobody wants more
                }
            }
        });
        // end::generate[]
        assertThat(lines.toList().blockingGet()).containsExactly("one", "two");
    }

    @Test
    void transform() {
        Flowable<Integer> numbers = Flowable.range(1, 4);
        // tag::transform[]
        Flowable<Integer> sums = numbers.compose(GoFlowable.transform((in, out) -> {
            int sum = 0;
            for (int i : in) {
                sum += i;
                out.emit(sum);
            }
        }));
        // end::transform[]
        assertThat(sums.toList().blockingGet()).containsExactly(1, 3, 6, 10);
    }

    @Test
    void mapConcurrent() {
        Flowable<Integer> ids = Flowable.range(1, 3);
        // tag::mapConcurrent[]
        Flowable<String> users = ids.compose(GoFlowable.mapConcurrent(16, id -> load(id))); // load blocks
        // end::mapConcurrent[]
        assertThat(users.toList().blockingGet()).containsExactly("user 1", "user 2", "user 3");
    }

    @Test
    void loop() {
        Flowable<Integer> orders = Flowable.range(0, 100);
        List<Integer> processed = new ArrayList<>();
        // tag::loop[]
        try (FlowableLoop<Integer> loop = GoFlowable.iterate(orders, 64)) {
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
    void single() throws InterruptedException {
        // tag::single[]
        Single<String> user = GoSingle.of(() -> load(7)); // blocks a goroutine, not a thread; dispose interrupts
        String name = GoSingle.await(user.timeout(5, TimeUnit.SECONDS)); // parks; an interrupt disposes
        // end::single[]
        assertThat(name).isEqualTo("user 7");
    }

    @Test
    void channels() {
        List<Integer> seen = new ArrayList<>();
        // tag::channels[]
        Channel<Integer> channel = Channel.buffered(16);
        Go.go(() -> {
            for (int i = 0; i < 100; i++) {
                channel.send(i);
            }
            channel.close();
        });
        Flowable<Integer> squares = GoFlowable.from(channel).map(i -> i * i);

        Receiver<Integer> received = GoFlowable.toChannel(squares, 16);
        for (int square : received) {
            seen.add(square);
        }
        // end::channels[]
        assertThat(seen).hasSize(100).endsWith(9801);
    }

    @Test
    void observable() {
        Observable<Integer> clicks = Observable.range(0, 10);
        // tag::observable[]
        Receiver<Integer> latest = GoObservable.toChannel(clicks, BackpressureStrategy.LATEST, 1);
        // end::observable[]
        assertThat(latest).containsExactly(0, 9);
    }
}
