package dev.spindle.benchmarks.checks;

import static dev.spindle.benchmarks.engine.Engines.FORK_JOIN;
import static dev.spindle.benchmarks.engine.Engines.JDK_VIRTUAL;
import static dev.spindle.benchmarks.engine.Engines.JOX;
import static dev.spindle.benchmarks.engine.Engines.REACTOR_PARALLEL;
import static dev.spindle.benchmarks.engine.Engines.RXJAVA_COMPUTATION;
import static dev.spindle.benchmarks.engine.Engines.SPINDLE_NATIVE;
import static dev.spindle.benchmarks.engine.Engines.SPINDLE_PORTABLE;

import dev.spindle.benchmarks.Group;
import dev.spindle.benchmarks.engine.TimerEngine;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A check as a program to start.
 *
 * @param name its name on the command line
 * @param main its class
 * @param jvmArgs flags that its process needs
 * @param args its own arguments
 * @param engines what it compares
 * @param group where reports of side-by-side runs show its figures, or null if they don't run it
 * @param rank how early side-by-side runs do it
 * @param description what it measures
 */
public record CheckEntry(
        String name,
        Class<? extends Check> main,
        List<String> jvmArgs,
        List<String> args,
        List<String> engines,
        @Nullable Group group,
        Rank rank,
        String description) {

    /** How early a side-by-side run does a check. */
    public enum Rank {
        /** First, and with each collector. */
        HEADLINE,
        USUAL,
        /** Late: it takes long, or says more of what another one says. */
        DETAIL
    }

    private static final List<String> HEAP_2G = List.of("-Xmx2g");
    private static final List<String> GOROUTINES = List.of(SPINDLE_NATIVE, SPINDLE_PORTABLE, JDK_VIRTUAL);
    private static final List<String> GOROUTINES_AND_POOLS =
            List.of(SPINDLE_NATIVE, SPINDLE_PORTABLE, JDK_VIRTUAL, REACTOR_PARALLEL, RXJAVA_COMPUTATION);
    private static final List<String> TASKS =
            List.of(SPINDLE_NATIVE, SPINDLE_PORTABLE, JDK_VIRTUAL, REACTOR_PARALLEL, FORK_JOIN);

    public static final List<CheckEntry> ALL = List.of(
            new CheckEntry(
                    "parked-memory",
                    ParkedMemoryCheck.class,
                    HEAP_2G,
                    List.of(),
                    GOROUTINES,
                    Group.CROWDS,
                    Rank.HEADLINE,
                    "a million goroutines parked at once in a heap of 2 GB: bytes for each"),
            new CheckEntry(
                    "crowd",
                    CrowdCheck.class,
                    HEAP_2G,
                    List.of(),
                    GOROUTINES,
                    Group.CROWDS,
                    Rank.USUAL,
                    "from a thousand to a million goroutines at once: time to start and park one, to wake one;"
                            + " processor time of one that sleeps"),
            new CheckEntry(
                    "stuck-ps",
                    StuckPsCheck.class,
                    List.of(),
                    List.of(),
                    GOROUTINES,
                    Group.LATENCY,
                    Rank.DETAIL,
                    "wait of a new goroutine while every P is held, by a hog or by a pinned blocking call"),
            new CheckEntry(
                    "idle-cpu",
                    IdleCpuCheck.class,
                    List.of(),
                    List.of(),
                    GOROUTINES_AND_POOLS,
                    Group.LATENCY,
                    Rank.HEADLINE,
                    "processor time of an idle process in 5 s, that of its JVM included"),
            new CheckEntry(
                    "wakeup-latency",
                    WakeupLatencyCheck.class,
                    List.of(),
                    List.of(),
                    TASKS,
                    Group.LATENCY,
                    Rank.HEADLINE,
                    "wait of a task submitted to an engine that was idle for the gap; processor time for it"),
            new CheckEntry(
                    "wakeup-open",
                    WakeupLatencyCheck.class,
                    List.of(),
                    List.of("--open"),
                    TASKS,
                    Group.LATENCY,
                    Rank.DETAIL,
                    "the same with tasks due at a fixed rate, counted from when they were due"),
            new CheckEntry(
                    "sleep-beside-hogs",
                    SleepBesideHogsCheck.class,
                    List.of(),
                    List.of(),
                    GOROUTINES_AND_POOLS,
                    Group.LATENCY,
                    Rank.HEADLINE,
                    "lateness of a sleep of 10 ms beside a hog on every P"),
            new CheckEntry(
                    "skynet",
                    SkynetCheck.class,
                    HEAP_2G,
                    List.of(),
                    List.of(SPINDLE_NATIVE, SPINDLE_PORTABLE, JDK_VIRTUAL, JOX),
                    null,
                    Rank.DETAIL,
                    "time of a skynet tree, the first one of a process and later ones"),
            new CheckEntry(
                    "timers",
                    TimersCheck.class,
                    List.of(),
                    List.of(),
                    List.of(SPINDLE_NATIVE, SPINDLE_PORTABLE, TimerEngine.SCHEDULED_POOL, FORK_JOIN),
                    Group.TIMERS,
                    Rank.DETAIL,
                    "lateness of timers beside 32,768 others, and starting and stopping one"));

    static List<String> names() {
        return ALL.stream().map(CheckEntry::name).toList();
    }

    /**
     * The command that runs it in a JVM of its own.
     *
     * @param engine what to measure
     * @param ps how many tasks run at once
     * @param moreJvmArgs flags beside those that it needs
     * @param options more of its own options
     * @return the command and its arguments
     */
    public List<String> command(String engine, int ps, List<String> moreJvmArgs, List<String> options) {
        var command = new ArrayList<String>();
        command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
        command.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(jvmArgs);
        command.addAll(moreJvmArgs);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(args);
        command.addAll(List.of("--engine", engine, "--ps", Integer.toString(ps)));
        command.addAll(options);
        return command;
    }
}
