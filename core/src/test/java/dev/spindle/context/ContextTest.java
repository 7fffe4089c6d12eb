package dev.spindle.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spindle.channel.Beside;
import dev.spindle.channel.Channel;
import dev.spindle.channel.Kind;
import dev.spindle.channel.ReceiveCase;
import dev.spindle.channel.Receiver;
import dev.spindle.channel.Select;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class ContextTest {

    private static final Context BACKGROUND = Context.background();
    private static final Context.Key<String> USER = Context.Key.of("user");
    private static final Context.Key<Integer> DEPTH = Context.Key.of("depth");

    private static void assertOpen(Context context) {
        assertThat(context.isDone()).isFalse();
        assertThat(context.err()).isNull();
        assertThat(context.cause()).isNull();
        assertThat(context.done().isClosed()).isFalse();
        context.throwIfDone();
    }

    private static void assertCancelled(Context context) {
        assertThat(context.isDone()).isTrue();
        assertThat(context.err()).isInstanceOf(ContextCancelledException.class).hasMessage("context canceled");
        assertThat(context.err()).isSameAs(context.err());
        assertThat(context.done().isClosed()).isTrue();
        assertThat(context.done()).isSameAs(context.done());
        assertThatThrownBy(context::throwIfDone).isInstanceOf(ContextCancelledException.class);
    }

    @Test
    void background_isNeverDone_andHasNothing() throws Exception {
        assertThat(Context.background()).isSameAs(BACKGROUND);
        assertOpen(BACKGROUND);
        assertThat(BACKGROUND.deadline()).isNull();
        assertThat(BACKGROUND.value(USER)).isNull();
        assertThat((Receiver<Void>) Channel.<Void>never()).isSameAs(BACKGROUND.done());
        assertThat(BACKGROUND.await(Duration.ofMillis(1))).isFalse();
    }

    @Test
    void cancel_isForEver_andTheFirstCauseCounts() {
        CancelContext context = BACKGROUND.withCancel();
        Receiver<Void> done = context.done();
        assertOpen(context);
        assertThat(context.done()).isSameAs(done);
        IOException cause = new IOException("as planned");
        context.cancel(cause);
        context.cancel(new IOException("too late"));
        context.cancel();
        context.close();
        assertCancelled(context);
        assertThat(context.done()).isSameAs(done);
        assertThat(context.cause()).isSameAs(cause);
        assertThatThrownBy(context::throwIfDone).hasCause(cause);
    }

    @Test
    void cancel_withoutACause_theCauseIsTheErr() {
        CancelContext context = BACKGROUND.withCancel();
        context.cancel();
        assertThat(context.cause()).isSameAs(context.err());
        assertThatThrownBy(context::throwIfDone).hasNoCause();
        assertThat(context.done().isClosed()).as("made after the end").isTrue();
    }

    @Test
    void err_isAValue_thatCannotBeChanged() {
        CancelContext context = BACKGROUND.withCancel();
        context.cancel();
        ContextDoneException err = context.err();
        assertThat(err.getStackTrace()).isEmpty();
        err.addSuppressed(new IOException());
        assertThat(err.getSuppressed()).isEmpty();
        assertThatThrownBy(() -> err.initCause(new IOException())).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(context::throwIfDone)
                .isNotSameAs(err)
                .satisfies(t -> assertThat(t.getStackTrace()).isNotEmpty());
    }

    @Test
    void cancel_goesDown_notUp() {
        CancelContext root = BACKGROUND.withCancel();
        CancelContext left = root.withCancel();
        Context leaf =
                left.withValue(USER, "ann").withTimeout(Duration.ofDays(1)).withValue(DEPTH, 3);
        CancelContext right = root.withCancel();
        IOException cause = new IOException("as planned");
        left.cancel(cause);
        assertCancelled(leaf);
        assertThat(leaf.cause()).isSameAs(cause);
        assertOpen(root);
        assertOpen(right);
        root.cancel();
        assertCancelled(right);
        assertThat(leaf.cause()).isSameAs(cause);
        assertThat(right.cause()).isSameAs(right.err());
    }

    @Test
    void derivingFromWhatIsDone_isDone() {
        CancelContext parent = BACKGROUND.withCancel();
        IOException cause = new IOException("as planned");
        parent.cancel(cause);
        for (Context child : List.of(
                parent.withCancel(),
                parent.withTimeout(Duration.ofDays(1)),
                parent.withDeadline(Instant.MIN),
                parent.withValue(USER, "ann"))) {
            assertCancelled(child);
            assertThat(child.cause()).isSameAs(cause);
        }
        assertThat(((TreeContext) parent).knows()).isZero();
    }

    @Test
    void value_isFoundUpwards_theNearestCounts() {
        Context one = BACKGROUND.withValue(USER, "ann");
        Context two = one.withCancel().withValue(DEPTH, 1).withTimeout(Duration.ofDays(1));
        Context three = two.withoutCancel().withValue(USER, "bob");
        assertThat(one.value(USER)).isEqualTo("ann");
        assertThat(one.value(DEPTH)).isNull();
        assertThat(two.value(USER)).isEqualTo("ann");
        assertThat(two.value(DEPTH)).isEqualTo(1);
        assertThat(three.value(USER)).isEqualTo("bob");
        assertThat(three.value(DEPTH)).isEqualTo(1);
        assertThat(three.value(Context.Key.<String>of("user")))
                .as("of another key")
                .isNull();
    }

    @Test
    void withoutCancel_keepsValuesOnly() {
        CancelContext parent = BACKGROUND.withValue(USER, "ann").withTimeout(Duration.ofDays(1));
        Context detached = parent.withoutCancel();
        CancelContext below = detached.withCancel();
        parent.cancel();
        assertOpen(detached);
        assertOpen(below);
        assertThat(detached.deadline()).isNull();
        assertThat(detached.value(USER)).isEqualTo("ann");
        assertThat((Object) detached.done()).isSameAs(Channel.never());
        assertThat(detached.onDone(() -> {
                            throw new AssertionError("never done");
                        })
                        .stop())
                .isTrue();
        below.cancel();
        assertCancelled(below);
        assertOpen(detached);
    }

    @Test
    void toString_saysHowItWasDerived_withoutValues() {
        Context context = BACKGROUND
                .withCancel()
                .withValue(USER, "a secret")
                .withoutCancel()
                .withDeadline(Instant.parse("2100-01-01T00:00:00Z"));
        assertThat(context)
                .hasToString("background.withCancel.withValue(user).withoutCancel.withDeadline(2100-01-01T00:00:00Z)");
        assertThat(context.withDeadline(Instant.MAX).toString()).endsWith("Z).withCancel");
        assertThat(BACKGROUND).hasToString("background");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void await_returnsWhenDone_orInterrupted(Kind kind) throws Exception {
        CancelContext context = BACKGROUND.withCancel();
        assertThat(context.await(Duration.ZERO)).isFalse();
        assertThat(context.await(Duration.ofMillis(2))).isFalse();
        Beside<Boolean> interrupted = Beside.call(kind, () -> {
                    try {
                        context.await();
                        return false;
                    } catch (InterruptedException e) {
                        return true;
                    }
                })
                .awaitWaiting();
        interrupted.thread().interrupt();
        assertThat(interrupted.result()).isTrue();
        Beside<Void> waiting = Beside.run(kind, context::await).awaitWaiting();
        Beside<Boolean> timed =
                Beside.call(kind, () -> context.await(Duration.ofDays(1))).awaitWaiting();
        context.cancel();
        waiting.result();
        assertThat(timed.result()).isTrue();
        context.await();
        assertThat(context.await(Duration.ZERO)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void done_inASelect_isReadyOnceDone(Kind kind) throws Exception {
        CancelContext context = BACKGROUND.withCancel();
        Channel<String> words = Channel.unbuffered();
        Beside<List<String>> selecting = Beside.call(kind, () -> {
            Select select = Select.fair();
            ReceiveCase<String> word = select.receive(words);
            ReceiveCase<Void> done = select.receive(context.done());
            select.receive(BACKGROUND.done());
            List<String> received = new ArrayList<>();
            while (select.select() == word) {
                received.add(word.element());
            }
            assertThat(done.elementOrNull()).isNull();
            return received;
        });
        words.send("one");
        words.send("two");
        selecting.awaitWaiting();
        context.cancel();
        assertThat(selecting.result()).containsExactly("one", "two");
    }

    /** A parent knows a child, and what is registered, until they end by themselves. */
    @Test
    void parent_knowsItsOpenChildrenOnly() {
        TreeContext parent = (TreeContext) BACKGROUND.withCancel();
        TreeContext first = (TreeContext) parent.withValue(USER, "ann").withCancel();
        TreeContext second = (TreeContext) parent.withTimeout(Duration.ofDays(1));
        Context detached = parent.withoutCancel().withCancel();
        Registration registration = parent.withValue(USER, "bob").onDone(() -> {});
        assertThat(parent.knows()).isEqualTo(3);
        assertThat(registration.stop()).isTrue();
        assertThat(registration.stop()).isFalse();
        assertThat(parent.knows()).isEqualTo(2);
        first.cancel();
        assertThat(parent.knows()).isEqualTo(1);
        TreeContext grandchild = (TreeContext) second.withCancel();
        parent.cancel();
        assertThat(parent.knows()).isZero();
        assertThat(second.knows()).isZero();
        assertCancelled(grandchild);
        assertOpen(detached);
    }

    @Test
    void close_atTheEndOfABlock_cancels() {
        Context leaked;
        try (CancelContext context = BACKGROUND.withCancel()) {
            leaked = context.withValue(USER, "ann");
            assertOpen(leaked);
        }
        assertCancelled(leaked);
    }

    /** A goroutine that waits for the parent and cancels the child meets the parent's own way down. */
    @Test
    void cancelsThatMeet_bothComeThrough() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            CancelContext parent = BACKGROUND.withCancel();
            CancelContext child = parent.withCancel();
            Beside<Void> other = Beside.run(Kind.GOROUTINE, () -> {
                parent.await();
                child.cancel();
                assertThat(child.isDone()).isTrue();
            });
            parent.cancel();
            child.await();
            other.result();
        }
    }

    /** A chain as deep as no stack. */
    @Test
    void deepChain_isCancelledAndSearched() {
        Context deepest = BACKGROUND.withValue(USER, "ann");
        CancelContext top = deepest.withCancel();
        deepest = top;
        for (int i = 0; i < 100_000; i++) {
            deepest = i % 3 == 0 ? deepest.withCancel() : deepest.withValue(DEPTH, i);
        }
        assertThat(deepest.value(USER)).isEqualTo("ann");
        assertThat(deepest.toString()).startsWith("background.withValue(user).withCancel.");
        top.cancel();
        assertCancelled(deepest);
    }

    @Test
    void arguments_null_areNamed() {
        CancelContext context = BACKGROUND.withCancel();
        for (Context each : List.of(BACKGROUND, context, context.withValue(USER, "ann"), context.withoutCancel())) {
            assertNamed("key", () -> each.value(null));
            assertNamed("key", () -> each.withValue(null, "value"));
            assertNamed("value", () -> each.withValue(USER, null));
            assertNamed("action", () -> each.onDone(null));
            assertNamed("action", () -> each.afterFunc(null));
            assertNamed("timeout", () -> each.withTimeout(null));
            assertNamed("deadline", () -> each.withDeadline(null));
            assertNamed("cause", () -> each.withTimeout(Duration.ZERO, null));
            assertNamed("cause", () -> each.withDeadline(Instant.MAX, null));
            assertNamed("body", () -> each.call(null));
        }
        assertNamed("cause", () -> context.cancel(null));
        assertNamed("name", () -> Context.Key.of(null));
        assertOpen(context);
    }

    private static void assertNamed(String name, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatNullPointerException().isThrownBy(call).withMessage(name);
    }
}
