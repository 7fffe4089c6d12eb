package dev.spindle.examples.webflux;

import dev.spindle.channel.Channel;
import dev.spindle.channel.ReceiveCase;
import dev.spindle.channel.Select;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.Disposable;

/** Calls that run beside each other, of which those count that answer in time. */
@Service
class Fanout {

    /** Call number i answers after 20, 40, ... 200, 20, ... milliseconds. */
    private static final long LATENCY_STEP_MILLIS = 20L;

    private static final int LATENCIES = 10;

    private static final ContextSnapshotFactory SNAPSHOTS =
            ContextSnapshotFactory.builder().build();

    private final Engine engine;
    private final Orders orders;
    private final long orderCount;

    Fanout(Engine engine, Orders orders, DemoProperties properties) {
        this.engine = engine;
        this.orders = orders;
        this.orderCount = properties.orders();
    }

    /**
     * What came of it.
     *
     * @param asked how many calls there were
     * @param arrived how many answered in time; the others were cancelled
     * @param millis how long it took
     * @param orders the answers, as they came
     */
    record Result(int asked, int arrived, long millis, List<Order> orders) {}

    /** One of the two. */
    private record Answer(@Nullable Order order, @Nullable Exception failure) {}

    /** Blocks until all have answered or the time is over; the first failure ends it. */
    Result run(int n, Duration timeout) throws Exception {
        long start = System.nanoTime();
        List<Order> arrived = new ArrayList<>();
        List<Disposable> calls = new ArrayList<>();
        ContextSnapshot context = SNAPSHOTS.captureAll();
        try {
            Channel<Answer> answers = Channel.buffered(n); // room for all: who is late does not wait
            for (int i = 0; i < n; i++) {
                int number = i;
                calls.add(engine.start(() -> {
                    try (ContextSnapshot.Scope _ = context.setThreadLocals()) {
                        answers.send(call(number));
                    }
                }));
            }
            Select select = Select.ordered();
            ReceiveCase<Answer> answer = select.receive(answers);
            ReceiveCase<Instant> late = select.receive(Channel.after(timeout));
            while (arrived.size() < n && select.select() != late) {
                arrived.add(orderOf(answer.element()));
            }
        } finally {
            calls.forEach(Disposable::dispose);
        }
        long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
        return new Result(n, arrived.size(), millis, arrived);
    }

    /** Stands for a service elsewhere: slow, then a lookup. */
    private Answer call(int number) throws InterruptedException {
        Thread.sleep(LATENCY_STEP_MILLIS * (1 + number % LATENCIES));
        try {
            return new Answer(orders.find(1 + number % orderCount), null);
        } catch (Exception e) {
            return new Answer(null, e);
        }
    }

    private static Order orderOf(Answer answer) throws Exception {
        if (answer.failure() != null) {
            throw answer.failure();
        }
        if (answer.order() == null) {
            throw new IllegalStateException("an order is missing");
        }
        return answer.order();
    }
}
