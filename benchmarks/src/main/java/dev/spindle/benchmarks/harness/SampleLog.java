package dev.spindle.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The samples behind a file of results, a JSON line for each process that ran: written at once, so that an interrupted run can
 * be resumed.
 */
final class SampleLog {

    /**
     * A line.
     *
     * @param job the {@link Job#id()}
     * @param effort the {@link Effort#name()}
     * @param fork which of the job's processes
     * @param samples what it gave
     */
    record Line(String job, String effort, int fork, List<Sample> samples) {

        Line {
            samples = List.copyOf(samples);
        }
    }

    private final Path file;
    private final List<Line> lines;

    private SampleLog(Path file, List<Line> lines) {
        this.file = file;
        this.lines = lines;
    }

    /** Opens a log, empty if there is no such file. */
    static SampleLog open(Path file) throws IOException {
        var lines = new ArrayList<Line>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                lines.add(Json.MAPPER.readValue(line, Line.class));
            }
        }
        return new SampleLog(file, lines);
    }

    /** Drops what was measured of some jobs, so that they begin anew. */
    void forget(List<Job> jobs) throws IOException {
        Set<String> ids = jobs.stream().map(Job::id).collect(Collectors.toSet());
        lines.removeIf(line -> ids.contains(line.job()));
        Files.createDirectories(file.toAbsolutePath().getParent());
        var kept = new ArrayList<String>();
        for (Line line : lines) {
            kept.add(Json.MAPPER.writeValueAsString(line));
        }
        Files.write(file, kept);
    }

    boolean has(Job job, Effort effort, int fork) {
        return lines.stream()
                .anyMatch(line ->
                        line.job().equals(job.id()) && line.effort().equals(effort.name()) && line.fork() == fork);
    }

    void add(Job job, Effort effort, int fork, List<Sample> samples) throws IOException {
        var line = new Line(job.id(), effort.name(), fork, samples);
        lines.add(line);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(
                file,
                Json.MAPPER.writeValueAsString(line) + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /** What all processes of some jobs gave. */
    List<Sample> samplesOf(List<Job> jobs, Effort effort) {
        List<String> ids = jobs.stream().map(Job::id).toList();
        return lines.stream()
                .filter(line -> ids.contains(line.job()) && line.effort().equals(effort.name()))
                .flatMap(line -> line.samples().stream())
                .toList();
    }
}
