package dev.spindle.benchmarks.harness;

import dev.spindle.benchmarks.jmh.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The JMH methods that bear a {@link Row}, one entry for each combination of their parameters. */
final class JmhCatalog {

    static final String ENGINE = "engine";
    static final String PS = "ps";

    private JmhCatalog() {}

    static List<Entry> entries() {
        OutputFormat silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
        var entries = new ArrayList<Entry>();
        for (BenchmarkListEntry benchmark : BenchmarkList.defaultList().getAll(silent, List.of())) {
            Row row = row(benchmark);
            if (row != null) {
                Map<String, String[]> params =
                        new TreeMap<>(benchmark.getParams().orElse(Map.of()));
                List<String> peers = List.of(params.remove(ENGINE));
                params.remove(PS);
                for (Map<String, String> combination : combinations(params)) {
                    entries.add(new Entry(
                            Source.JMH,
                            fill(row.value(), combination),
                            benchmark.getUsername(),
                            combination,
                            row.group(),
                            row.operation(),
                            row.headline(),
                            isDetail(params, combination),
                            Arrays.stream(row.ps()).boxed().toList(),
                            peers));
                }
            }
        }
        return entries;
    }

    private static @Nullable Row row(BenchmarkListEntry benchmark) {
        String method =
                benchmark.getUsername().substring(benchmark.getUsername().lastIndexOf('.') + 1);
        try {
            return Class.forName(benchmark.getUserClassQName())
                    .getMethod(method)
                    .getAnnotation(Row.class);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("JMH knows " + benchmark.getUsername() + ", which is not there", e);
        }
    }

    /** Whether some parameter with more than three values has another one than its first, middle and last. */
    static boolean isDetail(Map<String, String[]> params, Map<String, String> combination) {
        for (var param : params.entrySet()) {
            List<String> values = List.of(param.getValue());
            int index = values.indexOf(combination.get(param.getKey()));
            if (index != 0 && index != values.size() / 2 && index != values.size() - 1) {
                return true;
            }
        }
        return false;
    }

    /** Each way to give each parameter one of its values; the first parameter varies slowest. */
    static List<Map<String, String>> combinations(Map<String, String[]> params) {
        List<Map<String, String>> all = List.of(Map.of());
        for (var param : params.entrySet()) {
            var longer = new ArrayList<Map<String, String>>();
            for (Map<String, String> combination : all) {
                for (String value : param.getValue()) {
                    var more = new TreeMap<>(combination);
                    more.put(param.getKey(), value);
                    longer.add(more);
                }
            }
            all = longer;
        }
        return all;
    }

    /** Puts the values of parameters where a name has them in braces. */
    static String fill(String name, Map<String, String> params) {
        String filled = name;
        for (var param : params.entrySet()) {
            filled = filled.replace("{" + param.getKey() + "}", param.getValue());
        }
        if (filled.contains("{")) {
            throw new IllegalArgumentException("No parameter for the braces in '" + name + "': " + params.keySet());
        }
        return filled;
    }
}
