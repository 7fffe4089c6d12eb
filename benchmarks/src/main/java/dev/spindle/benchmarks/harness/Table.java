package dev.spindle.benchmarks.harness;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** A table in Markdown. */
final class Table {

    private final List<String> lines = new ArrayList<>();
    private final int columns;

    /** A table; all columns but the first stand to the right. */
    Table(List<String> header) {
        columns = header.size();
        row(header);
        lines.add("|---" + "|--:".repeat(columns - 1) + "|");
    }

    void row(List<String> cells) {
        if (cells.size() != columns) {
            throw new IllegalArgumentException(cells.size() + " cells in a table of " + columns);
        }
        lines.add("| " + String.join(" | ", cells) + " |");
    }

    boolean isEmpty() {
        return lines.size() == 2;
    }

    List<String> lines() {
        return Collections.unmodifiableList(lines);
    }

    /** Three digits that matter, or all before the point. */
    static String number(double value) {
        double size = Math.abs(value);
        String format = size >= 100 || size == 0 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f";
        String text = String.format(Locale.ROOT, format, value);
        return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }
}
