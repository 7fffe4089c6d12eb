package dev.spindle.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The part of a document that is written by this program, between two markers; all else is left as it is. */
final class Region {

    static final String BEGIN = "<!-- figures: begin; written by ./bench -->";
    static final String END = "<!-- figures: end -->";

    private Region() {}

    /**
     * Looks whether the part is there.
     *
     * @throws IOException if the file lacks a marker, or cannot be read
     */
    static void requireIn(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        int begin = lines.indexOf(BEGIN);
        if (begin < 0 || lines.indexOf(END) < begin) {
            throw new IOException(file + " must have the lines '" + BEGIN + "' and '" + END + "', in this order");
        }
    }

    /**
     * Replaces the part.
     *
     * @throws IOException if the file lacks a marker, or cannot be written
     */
    static void replace(Path file, List<String> content) throws IOException {
        requireIn(file);
        List<String> lines = Files.readAllLines(file);
        var replaced = new ArrayList<>(lines.subList(0, lines.indexOf(BEGIN) + 1));
        replaced.add("");
        replaced.addAll(content);
        replaced.add("");
        replaced.addAll(lines.subList(lines.indexOf(END), lines.size()));
        Files.write(file, replaced);
    }
}
