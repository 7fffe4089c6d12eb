package dev.spindle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.channel.Channel;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The text of a dump: one block a goroutine, like Go's traceback. */
@Timeout(120)
class DumpTest {

    @Test
    void dump_waitingGoroutines_tellsReasonNameAndStack() throws Exception {
        try (GoRuntime runtime =
                Testing.build(GoRuntime.builder().parallelism(1).uncaughtHandler((t, e) -> {}))) {
            Channel<String> channel = Channel.unbuffered();
            Object monitor = new Object();
            Goroutine receiver = runtime.go("receiver", channel::receive);
            Goroutine sleeper = runtime.go("sleeper", () -> Go.sleep(Duration.ofDays(1)));
            Goroutine parker = runtime.go(DumpTest::parkUntilInterrupted);
            Goroutine joiner = runtime.go("joiner", sleeper::join);
            Goroutine blocked;
            String dump;
            synchronized (monitor) {
                blocked = runtime.go("blocked", () -> {
                    synchronized (monitor) {
                        Thread.onSpinWait();
                    }
                });
                for (Goroutine g : new Goroutine[] {receiver, sleeper, parker, joiner, blocked}) {
                    Testing.until("it waits", () -> g.state() == Goroutine.State.WAITING);
                }
                dump = runtime.dump();
            }
            assertThat(dump)
                    .contains("goroutine " + receiver.id() + " \"receiver\" [chan receive]:\n")
                    .contains("goroutine " + sleeper.id() + " \"sleeper\" [sleep]:\n")
                    .contains("goroutine " + parker.id() + " [parked]:\n")
                    .contains("goroutine " + joiner.id() + " \"joiner\" [goroutine join]:\n")
                    .contains("goroutine " + blocked.id() + " \"blocked\" [monitor]:\n")
                    .contains("at dev.spindle.DumpTest.parkUntilInterrupted")
                    .doesNotContain("dev.spindle.G.run")
                    .doesNotContain("dev.spindle.G.body")
                    .doesNotContain("dev.spindle.runtime.Host")
                    .doesNotContain("dev.spindle.runtime.Task")
                    .doesNotContain("VirtualThread.run(")
                    .doesNotContain("created by")
                    .contains("SCHED ")
                    .endsWith("]\n");
            sleeper.cancel();
            parker.cancel();
            channel.close();
        }
    }

    private static void parkUntilInterrupted() {
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.park();
        }
    }

    @Test
    void dump_runningGoroutine_saysSo() throws Exception {
        try (GoRuntime runtime = Testing.runtime(1)) {
            AtomicBoolean stop = new AtomicBoolean();
            CountDownLatch running = new CountDownLatch(1);
            Goroutine g = runtime.go("hog", () -> {
                running.countDown();
                Testing.burnUntil(stop::get);
            });
            Testing.await(running);
            assertThat(runtime.dump()).contains("goroutine " + g.id() + " \"hog\" [running]:\n");
            stop.set(true);
            Testing.join(g);
            Testing.until("it has left", () -> !runtime.dump().contains("hog"));
        }
    }

    @Test
    void dump_originsRecorded_tellsWhoStartedIt() throws Exception {
        try (GoRuntime runtime =
                Testing.build(GoRuntime.builder().parallelism(1).recordOrigins(true))) {
            CountDownLatch release = new CountDownLatch(1);
            Goroutine named = runtime.go("named", release::await);
            Goroutine unnamed = startHere(runtime, release);
            for (Goroutine g : new Goroutine[] {named, unnamed}) {
                Testing.until("it waits", () -> g.state() == Goroutine.State.WAITING);
            }
            assertThat(runtime.dump())
                    .contains("created by dev.spindle.DumpTest.dump_originsRecorded_tellsWhoStartedIt(DumpTest.java:")
                    .contains("created by dev.spindle.DumpTest.startHere(DumpTest.java:");
            release.countDown();
        }
    }

    private static Goroutine startHere(GoRuntime runtime, CountDownLatch release) {
        return runtime.go(release::await);
    }

    @Test
    void dump_noGoroutines_isOneLine() {
        try (GoRuntime runtime = Testing.runtime(1)) {
            assertThat(runtime.dump().lines())
                    .singleElement()
                    .satisfies(line -> assertThat(line).startsWith("SCHED "));
        }
    }

    @Test
    void dump_whileThousandsComeAndGo_holdsNobodyUp() throws Exception {
        try (GoRuntime runtime = Testing.runtime(2)) {
            AtomicBoolean over = new AtomicBoolean();
            Semaphore atMost = new Semaphore(2_000);
            Goroutine spawner = runtime.go(() -> {
                while (!over.get()) {
                    atMost.acquire();
                    runtime.go("short", () -> {
                        LockSupport.parkNanos(1_000);
                        atMost.release();
                    });
                }
            });
            for (int i = 0; i < 50; i++) {
                assertThat(runtime.dump()).contains("SCHED ");
            }
            over.set(true);
            Testing.join(spawner);
        }
    }
}
