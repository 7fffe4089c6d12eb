package dev.spindle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** With one P, goroutines that keep each other runnable starve neither others nor timers. */
@Timeout(120)
class FairnessTest {

    /** Wakes its partner and waits for it, for ever. */
    private static final class Pinger implements GoBody {
        private final AtomicReference<Pinger> turn;
        private final AtomicBoolean over;
        private final AtomicLong rounds;
        private Pinger partner;
        private volatile Thread thread;

        Pinger(AtomicReference<Pinger> turn, AtomicBoolean over, AtomicLong rounds) {
            this.turn = turn;
            this.over = over;
            this.rounds = rounds;
        }

        @Override
        public void run() {
            thread = Thread.currentThread();
            while (!over.get()) {
                if (turn.get() == this) {
                    rounds.getAndIncrement();
                    turn.set(partner);
                    LockSupport.unpark(partner.thread);
                } else {
                    LockSupport.park();
                }
            }
            LockSupport.unpark(partner.thread);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.spindle.Work#onPs")
    void pingPongSpawnerAndYielder_onOneP_starveNobody(Work work) throws Exception {
        try (GoRuntime runtime = Testing.runtime(1)) {
            AtomicBoolean over = new AtomicBoolean();
            AtomicLong rounds = new AtomicLong();
            AtomicLong generations = new AtomicLong();
            AtomicLong yields = new AtomicLong();
            CountDownLatch ended = new CountDownLatch(2);

            AtomicReference<Pinger> turn = new AtomicReference<>();
            Pinger ping = new Pinger(turn, over, rounds);
            Pinger pong = new Pinger(turn, over, rounds);
            ping.partner = pong;
            pong.partner = ping;
            turn.set(ping);
            // A parking pair needs goroutines: a task of portable mode would block its M.
            Work pair = Work.GOROUTINE;
            Work.Running first = pair.start(runtime, ping);
            Work.Running second = pair.start(runtime, pong);
            respawn(work, runtime, over, generations, ended);
            work.submit(runtime, () -> {
                while (!over.get()) {
                    yields.getAndIncrement();
                    if (Testing.isPortable()) {
                        break; // a task cannot yield its P there
                    }
                    Go.yield();
                }
                ended.countDown();
            });

            for (int i = 0; i < 50; i++) {
                work.start(runtime, () -> {}).await();
                CountDownLatch fired = new CountDownLatch(1);
                runtime.schedule(fired::countDown, 1, TimeUnit.MILLISECONDS);
                Testing.await(fired);
            }
            Testing.until("each went on", () -> rounds.get() > 100 && generations.get() > 100 && yields.get() > 0);
            assertThat(first.isDone()).isFalse();
            over.set(true);
            first.await();
            second.await();
            Testing.await(ended);
        }
    }

    private static void respawn(
            Work work, GoRuntime runtime, AtomicBoolean over, AtomicLong generations, CountDownLatch ended) {
        work.submit(runtime, () -> {
            generations.getAndIncrement();
            if (over.get()) {
                ended.countDown();
            } else {
                respawn(work, runtime, over, generations, ended);
            }
        });
    }
}
