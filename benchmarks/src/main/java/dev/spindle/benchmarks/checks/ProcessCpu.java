package dev.spindle.benchmarks.checks;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import com.sun.management.OperatingSystemMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * CPU time of the whole process. The JDK's bean counts it in ticks of 10 ms on Linux, too coarse for an idle process, so
 * there this asks {@code clock_gettime}; elsewhere the bean.
 */
final class ProcessCpu {

    private static final int CLOCK_PROCESS_CPUTIME_ID = 2;
    private static final @Nullable MethodHandle CLOCK_GETTIME = clockGettime();
    private static final MemorySegment TIMESPEC = Arena.global().allocate(16, 8);

    private ProcessCpu() {}

    /** CPU time so far, in ns. Called by one thread at a time. */
    static long nanos() {
        if (CLOCK_GETTIME == null) {
            return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
        }
        try {
            int error = (int) CLOCK_GETTIME.invokeExact(CLOCK_PROCESS_CPUTIME_ID, TIMESPEC);
            if (error != 0) {
                throw new IllegalStateException("clock_gettime returned " + error);
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("clock_gettime could not be called", e);
        }
        return TIMESPEC.get(JAVA_LONG, 0) * 1_000_000_000L + TIMESPEC.get(JAVA_LONG, 8);
    }

    /** As {@link #nanos()}, without the calling thread's own share. */
    static long nanosOfOthers() {
        return nanos() - ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    @SuppressWarnings("restricted")
    private static @Nullable MethodHandle clockGettime() {
        if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")) {
            return null;
        }
        Linker linker = Linker.nativeLinker();
        return linker.defaultLookup()
                .find("clock_gettime")
                .map(address -> linker.downcallHandle(address, FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS)))
                .orElse(null);
    }
}
