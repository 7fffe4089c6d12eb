package dev.spindle.benchmarks.harness;

import dev.spindle.benchmarks.Group;
import dev.spindle.benchmarks.checks.CheckEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that can be measured. */
final class Catalog {

    private final List<Entry> entries;

    Catalog(List<Entry> entries) {
        this.entries = entries.stream()
                .sorted(Comparator.comparing(Entry::group)
                        .thenComparing(Comparator.comparing(Entry::headline).reversed()))
                .toList();
    }

    /** The JMH rows and the checks of this build. */
    static Catalog ofThisBuild() {
        var entries = new ArrayList<Entry>(JmhCatalog.entries());
        for (CheckEntry check : CheckEntry.ALL) {
            Group group = check.group();
            if (group != null) {
                entries.add(new Entry(
                        Source.CHECK,
                        check.name(),
                        check.name(),
                        Map.of(),
                        group,
                        check.description(),
                        check.rank() == CheckEntry.Rank.HEADLINE,
                        check.rank() == CheckEntry.Rank.DETAIL,
                        List.of(1, 2),
                        check.engines()));
            }
        }
        return new Catalog(entries);
    }

    /** In the order of reports: groups as {@link Group} has them, headlines first. */
    List<Entry> entries() {
        return entries;
    }

    /** The entry that a case comes from: the one of that name, or the check that its name begins with. */
    Optional<Entry> entryOf(String name) {
        String base = name.endsWith(JmhOutput.ALLOCATION)
                ? name.substring(0, name.length() - JmhOutput.ALLOCATION.length())
                : name;
        return entries.stream()
                .filter(entry -> entry.name().equals(base)
                        || (entry.source() == Source.CHECK && base.startsWith(entry.name() + "-")))
                .max(Comparator.comparingInt(entry -> entry.name().length()));
    }

    /** The order of reports: that of the entries, then by case, setting and peer; ours first, Go last. */
    Comparator<Result> order() {
        return Comparator.<Result>comparingInt(
                        result -> entryOf(result.name()).map(entries::indexOf).orElse(entries.size()))
                .thenComparing(Result::name)
                .thenComparing(Result::ps, Comparator.reverseOrder())
                .thenComparing(Result::gc)
                .thenComparingInt(this::rank)
                .thenComparing(Result::peer);
    }

    private int rank(Result result) {
        if (result.isOurs()) {
            int mode = Standing.MODES.indexOf(result.peer());
            return mode < 0 ? Standing.MODES.size() : mode;
        }
        if (result.peer().equals(Gc.GO)) {
            return Integer.MAX_VALUE;
        }
        int peer = entryOf(result.name())
                .map(entry -> entry.peers().indexOf(result.peer()))
                .orElse(0);
        return Standing.MODES.size() + 1 + peer;
    }

    /** Names of which the Go program has a case and this has none. */
    List<String> unknown(List<String> goCases) {
        return goCases.stream()
                .filter(name -> entries.stream().noneMatch(entry -> entry.name().equals(name)))
                .toList();
    }
}
