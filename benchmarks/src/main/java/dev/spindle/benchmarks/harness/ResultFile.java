package dev.spindle.benchmarks.harness;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The results of one machine, as they stand in a file.
 *
 * @param machine what it ran on
 * @param results one for each key
 */
record ResultFile(String machine, List<Result> results) {

    ResultFile {
        results = List.copyOf(results);
    }

    /**
     * Reads a file.
     *
     * @return its content, or no results of the given machine if there is no such file
     * @throws IOException if it cannot be read, or holds something else
     */
    static ResultFile read(Path file, String machine) throws IOException {
        if (!Files.exists(file)) {
            return new ResultFile(machine, List.of());
        }
        try {
            return Json.MAPPER.readValue(Files.readString(file), ResultFile.class);
        } catch (JsonProcessingException e) {
            throw new IOException(file + " holds something else than figures: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * Tries whether results can be written.
     *
     * @throws IOException if not, with the file in its message
     */
    static void requireWritable(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " cannot be written: it is a directory");
        }
        Path directory = file.toAbsolutePath().getParent();
        try {
            Files.createDirectories(directory);
            Files.delete(Files.createTempFile(directory, "bench", ".new"));
        } catch (IOException e) {
            throw new IOException(file + " cannot be written: " + e, e);
        }
        if (Files.exists(file) && !Files.isWritable(file)) {
            throw new IOException(file + " cannot be written: it is write-protected");
        }
    }

    /** This with some results more, which replace those of the same key; but one of a short run replaces none of a long one. */
    ResultFile with(List<Result> more) {
        Map<Key, Result> merged = new LinkedHashMap<>();
        results.forEach(result -> merged.put(result.key(), result));
        more.forEach(result ->
                merged.merge(result.key(), result, (old, fresh) -> fresh.quick() && !old.quick() ? old : fresh));
        return new ResultFile(machine, new ArrayList<>(merged.values()));
    }

    ResultFile ordered(Comparator<Result> order) {
        return new ResultFile(machine, results.stream().sorted(order).toList());
    }

    void write(Path file) throws IOException {
        Json.write(file, this);
    }
}
