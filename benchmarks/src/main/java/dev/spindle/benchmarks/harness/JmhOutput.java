package dev.spindle.benchmarks.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the JSON that JMH writes. */
final class JmhOutput {

    /** What the name of a case is followed by where the value is the bytes that an operation allocates. */
    static final String ALLOCATION = "-alloc";

    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private JmhOutput() {}

    /**
     * The samples of a run of one job: its times, and what it allocates if the profiler "gc" ran.
     *
     * @throws IOException if the text is no result of JMH, or has none
     */
    static List<Sample> parse(String text, Job job) throws IOException {
        JsonNode runs = Json.MAPPER.readTree(text);
        if (!runs.isArray() || runs.isEmpty()) {
            throw new IOException("JMH gave no result");
        }
        var samples = new ArrayList<Sample>();
        for (JsonNode run : runs) {
            samples.add(sample(run.path("primaryMetric"), job, job.entry().name()));
            for (var metric : run.path("secondaryMetrics").properties()) {
                if (metric.getKey().endsWith(ALLOCATED)) {
                    samples.add(sample(metric.getValue(), job, job.entry().name() + ALLOCATION));
                }
            }
        }
        return samples;
    }

    private static Sample sample(JsonNode metric, Job job, String name) throws IOException {
        String unit = metric.path("scoreUnit").asText();
        var values = new ArrayList<Double>();
        for (JsonNode fork : metric.path("rawData")) {
            for (JsonNode value : fork) {
                if (!value.isNumber()) {
                    throw new IOException("JMH gave '" + value.asText() + "' for " + name);
                }
                values.add(value.asDouble());
            }
        }
        if (values.isEmpty()) {
            throw new IOException("JMH gave no value for " + name);
        }
        return new Sample(name, job.peer(), unitOf(unit), better(unit), job.ps(), job.gcLabel(), values);
    }

    private static String unitOf(String scoreUnit) throws IOException {
        if (scoreUnit.endsWith("/op")) {
            return scoreUnit.substring(0, scoreUnit.length() - "/op".length());
        }
        if (scoreUnit.startsWith("ops/")) {
            return scoreUnit;
        }
        throw new IOException("JMH gave the unit '" + scoreUnit + "'");
    }

    private static Better better(String scoreUnit) {
        return scoreUnit.startsWith("ops/") ? Better.HIGHER : Better.LOWER;
    }
}
