package dev.spindle.benchmarks.harness;

import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Says what happens, a line at a time. */
final class Progress {

    private final PrintStream out;
    private final long start = System.nanoTime();

    Progress(PrintStream out) {
        this.out = out;
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
