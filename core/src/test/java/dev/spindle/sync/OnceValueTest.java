package dev.spindle.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spindle.channel.Beside;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class OnceValueTest {

    @Test
    void get_byMany_computesOnce() throws Exception {
        for (int round = 0; round < 500; round++) {
            AtomicInteger calls = new AtomicInteger();
            OnceValue<int[]> value = OnceValue.of(() -> new int[] {calls.incrementAndGet()});
            Inside.join(Inside.start(10, () -> assertThat(value.get()[0]).isEqualTo(1)));
            assertThat(calls).hasValue(1);
        }
    }

    @Test
    void get_isLazy_andGivesTheSame() {
        AtomicInteger calls = new AtomicInteger();
        OnceValue<String> value = OnceValue.of(() -> "v" + calls.incrementAndGet());
        assertThat(calls).hasValue(0);
        assertThat(value.isDone()).isFalse();
        assertThat(value).hasToString("OnceValue[not done]");
        assertThat(value.get()).isEqualTo("v1").isSameAs(value.get());
        assertThat(value.isDone()).isTrue();
        assertThat(value).hasToString("OnceValue[done]");
    }

    @Test
    void get_failed_throwsTheSameEachTime() {
        AtomicInteger calls = new AtomicInteger();
        IllegalArgumentException failure = new IllegalArgumentException("as planned");
        OnceValue<String> value = OnceValue.of(() -> {
            calls.incrementAndGet();
            throw failure;
        });
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(value::get).isSameAs(failure);
        }
        assertThat(calls).hasValue(1);
    }

    @Test
    void get_supplierGivesNull_isAFailure() {
        OnceValue<String> value = OnceValue.of(() -> null);
        for (int i = 0; i < 2; i++) {
            assertThatNullPointerException()
                    .isThrownBy(value::get)
                    .withMessage("the supplier of a OnceValue gave null");
        }
    }

    @Test
    void get_fromItsOwnSupplier_saysSo() {
        AtomicReference<OnceValue<String>> self = new AtomicReference<>();
        self.set(OnceValue.of(() -> self.get().get()));
        assertThatIllegalStateException().isThrownBy(() -> self.get().get()).withMessageContaining("calls itself");
    }

    @Test
    void supplier_null_isNamed() {
        assertThatNullPointerException().isThrownBy(() -> OnceValue.of(null)).withMessage("supplier");
    }

    /** What the supplier holds on to goes once it has run, well or not. */
    @Test
    void supplier_onceRun_canBeCollected() {
        for (boolean fails : new boolean[] {false, true}) {
            byte[] big = new byte[1_000_000];
            WeakReference<byte[]> reference = new WeakReference<>(big);
            OnceValue<Integer> value = OnceValue.of(sizeOf(big, fails));
            big = null;
            if (fails) {
                assertThatThrownBy(value::get).isInstanceOf(IllegalArgumentException.class);
            } else {
                assertThat(value.get()).isEqualTo(1_000_000);
            }
            Beside.await(() -> {
                System.gc();
                return reference.refersTo(null);
            });
            assertThat(value.isDone()).isTrue();
        }
    }

    private static Supplier<Integer> sizeOf(byte[] held, boolean fails) {
        return () -> {
            if (fails) {
                throw new IllegalArgumentException("of " + held.length);
            }
            return held.length;
        };
    }
}
