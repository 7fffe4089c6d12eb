package dev.spindle.benchmarks.harness;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Says what happens, a line at a time. */
final class Progress {

    private final PrintStream out;
    private final long start;

    /**
     * Speaks to a stream.
     *
     * @param out the stream
     * @param before what the command has taken already
     */
    Progress(PrintStream out, Duration before) {
        this.out = out;
        start = System.nanoTime() - before.toNanos();
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    void say(String line) {
        out.println(line);
        out.flush();
    }

    void plan(Plan plan, Effort effort) {
        say(String.format(
                Locale.ROOT,
                "%d settings of cases, %d processes each: about %s",
                plan.blocks().size(),
                effort.forks(),
                text(plan.estimate(effort))));
    }

    /** What a plan would measure, a line for each block. */
    void list(Plan plan, Effort effort) {
        plan.blocks()
                .forEach(block ->
                        say(block + ": " + block.jobs().stream().map(Job::peer).collect(Collectors.joining(" "))));
        plan(plan, effort);
    }

    /** The medians of a block, a line for each case. */
    void block(Block block, List<Result> results) {
        Map<String, StringBuilder> lines = new LinkedHashMap<>();
        for (Result result : results) {
            if (!result.name().endsWith(JmhOutput.ALLOCATION)) {
                lines.computeIfAbsent(result.name(), name -> new StringBuilder())
                        .append("  ")
                        .append(result.peer())
                        .append(' ')
                        .append(Table.number(result.median()));
            }
        }
        say(String.format(Locale.ROOT, "%6s  %s", text(elapsed()), block));
        lines.forEach((name, figures) -> say("        " + name + ":" + figures));
    }

    /** What there was no time for, a line for each setting. */
    void leftOut(List<Block> blocks) {
        Map<String, List<String>> names = new LinkedHashMap<>();
        for (Block block : blocks) {
            names.computeIfAbsent(block.setting(), setting -> new ArrayList<>())
                    .add(block.entry().name());
        }
        names.forEach(
                (setting, cases) -> say("Left out for want of time (" + setting + "): " + String.join(", ", cases)));
    }

    void failed(Job job, Exception failure) {
        say("FAILED  " + job.id() + ": " + failure.getMessage());
    }

    static String text(Duration duration) {
        long seconds = duration.toSeconds();
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d h %02d min", seconds / 3600, seconds / 60 % 60);
    }
}
