package dev.spindle.benchmarks.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the JSON lines of the checks and of the Go program. Each line is one value; smaller is better. Values of one name
 * are one sample.
 */
final class LineOutput {

    private LineOutput() {}

    /**
     * The samples of a run of one job.
     *
     * @throws IOException if there is none, or a line is something else
     */
    static List<Sample> parse(List<String> lines, Job job) throws IOException {
        Map<String, Sample> samples = new LinkedHashMap<>();
        for (String line : lines) {
            JsonNode figure = Json.MAPPER.readTree(line);
            if (!figure.hasNonNull("case") || !figure.path("value").isNumber()) {
                throw new IOException("This is no figure: " + line);
            }
            String name = figure.path("case").asText();
            String peer = peer(job, figure.path("variant").asText(""));
            var values = new ArrayList<Double>();
            Sample before = samples.get(name + " " + peer);
            if (before != null) {
                values.addAll(before.values());
            }
            values.add(figure.path("value").asDouble());
            String unit = figure.path("unit").asText();
            samples.put(name + " " + peer, new Sample(name, peer, unit, Better.LOWER, job.ps(), job.gcLabel(), values));
        }
        if (samples.isEmpty()) {
            throw new IOException("There is no figure");
        }
        return List.copyOf(samples.values());
    }

    /** A setting of the engine makes it a peer of its own. */
    private static String peer(Job job, String variant) {
        return variant.isEmpty()
                ? job.peer()
                : job.peer() + "-" + variant.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }
}
