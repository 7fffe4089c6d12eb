package dev.spindle.benchmarks.engine;

import java.lang.management.ManagementFactory;
import jdk.management.VirtualThreadSchedulerMXBean;

/** The JDK's own scheduler of virtual threads, of which a process has one. */
public final class JdkScheduler {

    private JdkScheduler() {}

    /**
     * Sets how many virtual threads run at once.
     *
     * @param ps the number
     */
    public static void parallelism(int ps) {
        bean().setParallelism(ps);
    }

    /**
     * How many virtual threads sit on a carrier just now: a pinned one stays there while it waits.
     *
     * @return the number, an estimate
     */
    public static int mounted() {
        return bean().getMountedVirtualThreadCount();
    }

    private static VirtualThreadSchedulerMXBean bean() {
        return ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
    }
}
