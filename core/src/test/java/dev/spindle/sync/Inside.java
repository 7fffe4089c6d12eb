package dev.spindle.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.channel.Beside;
import dev.spindle.channel.Kind;
import java.util.ArrayList;
import java.util.List;

/** What tests of this package look at from inside, or do over and over. */
final class Inside {

    private Inside() {}

    /** The whole state word, of which {@code toString} shows a part. */
    static long state(Object synchroniser) throws ReflectiveOperationException {
        var field = synchroniser.getClass().getDeclaredField("state");
        field.setAccessible(true);
        return ((Number) field.get(synchroniser)).longValue();
    }

    /** Starts a body so many times, on threads of all kinds in turn. */
    static List<Beside<Void>> start(int count, Beside.Body body) {
        List<Beside<Void>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(Beside.run(Kind.values()[i % Kind.values().length], body));
        }
        return all;
    }

    static void join(List<Beside<Void>> all) throws Exception {
        for (Beside<Void> each : all) {
            each.result();
        }
    }

    /** That the call waits until its thread is interrupted, and throws then, with the flag clear. */
    static void assertInterruptible(Kind kind, Beside.Body waits) throws Exception {
        Beside<Boolean> waiting = Beside.call(kind, () -> {
            try {
                waits.run();
                return false;
            } catch (InterruptedException e) {
                return !Thread.currentThread().isInterrupted();
            }
        });
        waiting.awaitWaiting().thread().interrupt();
        assertThat(waiting.result()).isTrue();
    }

    /** That the call throws at once if its thread has been interrupted before. */
    static void assertRefusesInterrupted(Kind kind, Beside.Body call) throws Exception {
        Beside<Boolean> refused = Beside.call(kind, () -> {
            Thread.currentThread().interrupt();
            try {
                call.run();
                return false;
            } catch (InterruptedException e) {
                return !Thread.currentThread().isInterrupted();
            }
        });
        assertThat(refused.result()).isTrue();
    }

    /** That the call returns with the flag set if its thread is interrupted while it waits, and only when let go. */
    static void assertUninterruptible(Kind kind, Beside.Body waits, Runnable letGo) throws Exception {
        Beside<Boolean> waiting = Beside.call(kind, () -> {
            waits.run();
            return Thread.interrupted();
        });
        Thread thread = waiting.awaitWaiting().thread();
        thread.interrupt();
        Beside.await(() -> !thread.isInterrupted()); // it has taken note
        waiting.awaitWaiting();
        letGo.run();
        assertThat(waiting.result()).isTrue();
    }
}
