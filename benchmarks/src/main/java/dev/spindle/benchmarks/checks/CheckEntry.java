package dev.spindle.benchmarks.checks;

import static dev.spindle.benchmarks.engine.Engines.FORK_JOIN;
import static dev.spindle.benchmarks.engine.Engines.JDK_VIRTUAL;
import static dev.spindle.benchmarks.engine.Engines.JOX;
import static dev.spindle.benchmarks.engine.Engines.REACTOR_PARALLEL;
import static dev.spindle.benchmarks.engine.Engines.SPINDLE_NATIVE;
import static dev.spindle.benchmarks.engine.Engines.SPINDLE_PORTABLE;

import dev.spindle.benchmarks.engine.TimerEngine;
import java.util.List;

/**
 * A check as {@link Checks} knows it.
 *
 * @param name its name on the command line
 * @param main its program
 * @param jvmArgs flags that its process needs
 * @param engines what it compares
 */
record CheckEntry(String name, Class<? extends Check> main, List<String> jvmArgs, List<String> engines) {

    private static final List<String> HEAP_2G = List.of("-Xmx2g");
    private static final List<String> GOROUTINES = List.of(SPINDLE_NATIVE, SPINDLE_PORTABLE, JDK_VIRTUAL);

    static final List<CheckEntry> ALL = List.of(
            new CheckEntry("parked-memory", ParkedMemoryCheck.class, HEAP_2G, GOROUTINES),
            new CheckEntry("stuck-ps", StuckPsCheck.class, List.of(), GOROUTINES),
            new CheckEntry("idle-cpu", IdleCpuCheck.class, List.of(), GOROUTINES),
            new CheckEntry(
                    "wakeup-latency",
                    WakeupLatencyCheck.class,
                    List.of(),
                    List.of(SPINDLE_NATIVE, SPINDLE_PORTABLE, JDK_VIRTUAL, REACTOR_PARALLEL, FORK_JOIN)),
            new CheckEntry("sleep-beside-hogs", SleepBesideHogsCheck.class, List.of(), GOROUTINES),
            new CheckEntry(
                    "skynet", SkynetCheck.class, HEAP_2G, List.of(SPINDLE_NATIVE, SPINDLE_PORTABLE, JDK_VIRTUAL, JOX)),
            new CheckEntry(
                    "timers",
                    TimersCheck.class,
                    List.of(),
                    List.of(SPINDLE_NATIVE, SPINDLE_PORTABLE, TimerEngine.SCHEDULED_POOL, FORK_JOIN)));

    static List<String> names() {
        return ALL.stream().map(CheckEntry::name).toList();
    }
}
