package dev.spindle.benchmarks.harness;

import dev.spindle.benchmarks.Group;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Results as tables, with the plots between them. */
final class MarkdownReport {

    private static final int USUAL_PS = 2;
    private static final String USUAL_GC = Gc.G1.label();
    private static final String NONE = "–";

    /** Before figures of short runs. */
    private static final String SHORT = "~";

    private final Catalog catalog;
    private final ResultFile file;
    private final List<Standing> standings;

    MarkdownReport(Catalog catalog, ResultFile file) {
        this.catalog = catalog;
        this.file = file;
        standings = Standing.of(file.results());
    }

    /**
     * The lines of the report.
     *
     * @param plots their files, relative to the document
     */
    List<String> lines(List<Plots.Written> plots) {
        var lines = new ArrayList<String>();
        lines.add("Machine: " + file.machine() + ".");
        lines.add("");
        lines.add("Medians for each operation; *ratio* is Spindle in native mode (or the setting named) over the best"
                + " peer of the line, less than 1 is better. The ends (10th and 90th percentile) stand in"
                + " [benchmarks.json](benchmarks.json)."
                + (file.results().stream().anyMatch(Result::quick) ? " " + SHORT + ": of a short run." : ""));
        section(lines, "Aims", aims());
        plots(lines, plots, Plots.Written::isOverview);
        section(lines, "Where a peer is ahead (2 Ps, G1)", behind());
        for (Group group : Group.values()) {
            section(lines, group.title() + " (2 Ps, G1)", group(group));
            section(lines, group.title() + " (1 P, G1)", onePs(group));
            plots(lines, plots, plot -> plot.group() == group);
        }
        section(lines, "Both modes, both collectors, 1 and 2 Ps", settings());
        section(lines, "Bytes that an operation allocates (2 Ps, G1)", allocations());
        section(lines, "What one operation is", operations());
        return lines;
    }

    private static void section(List<String> lines, String title, Table table) {
        if (!table.isEmpty()) {
            lines.add("");
            lines.add("### " + title);
            lines.add("");
            lines.addAll(table.lines());
        }
    }

    private static void plots(List<String> lines, List<Plots.Written> plots, Predicate<Plots.Written> wanted) {
        for (Plots.Written plot : plots) {
            if (wanted.test(plot)) {
                lines.add("");
                lines.add("![" + plot.title() + "](" + plot.link() + ")");
            }
        }
    }

    /** What DESIGN asks for, and what is reached. */
    private Table aims() {
        var table = new Table(List.of("case", "aim", "Spindle", "reached", "Go", "best other", "ratio"));
        for (Aim aim : Aim.ALL) {
            standing(aim.name(), USUAL_PS, USUAL_GC).ifPresent(standing -> {
                Optional<Result> ours = standing.result(aim.ours());
                String reached =
                        aim.reached(standing).map(yes -> yes ? "yes" : "**no**").orElse(NONE);
                ours.ifPresent(result -> table.row(List.of(
                        code(aim.name()) + (aim.ours().equals(Standing.MODES.getFirst()) ? "" : " " + aim.ours()),
                        aim.text(result.unit()),
                        value(ours),
                        reached,
                        value(standing.result(Gc.GO)),
                        standing.peers().stream()
                                .filter(peer -> !peer.peer().equals(Gc.GO))
                                .reduce((a, b) -> a.better().isBetter(b.median(), a.median()) ? b : a)
                                .map(best -> value(Optional.of(best)) + " " + best.peer())
                                .orElse(NONE),
                        ratio(standing, aim.ours()))));
            });
        }
        return table;
    }

    /** Where native mode costs more than the best peer, the worst first; allocations and single events stand elsewhere. */
    private Table behind() {
        var table = new Table(List.of("case", "unit", "Spindle", "best peer", "ratio", "within the spread"));
        standings.stream()
                .filter(standing -> standing.ps() == USUAL_PS && standing.gc().equals(USUAL_GC))
                .filter(standing -> Baseline.isCost(standing.name()))
                .filter(standing -> cost(standing) > 1)
                .sorted(Comparator.comparingDouble(MarkdownReport::cost).reversed())
                .forEach(standing -> {
                    Optional<Result> ours = standing.result(Standing.MODES.getFirst());
                    Optional<Result> best = standing.bestPeer();
                    table.row(List.of(
                            code(standing.name()),
                            ours.map(Result::unit).orElse(NONE),
                            value(ours),
                            value(best) + " " + best.map(Result::peer).orElse(NONE),
                            ratio(standing, Standing.MODES.getFirst()),
                            ours.isPresent() && best.isPresent() && ours.get().overlaps(best.get()) ? "yes" : ""));
                });
        return table;
    }

    private static double cost(Standing standing) {
        return standing.ratio(Standing.MODES.getFirst()).orElse(0.0);
    }

    private Table group(Group group) {
        return compare(group, USUAL_PS);
    }

    private Table onePs(Group group) {
        return compare(group, 1);
    }

    /** All peers of a group side by side. */
    private Table compare(Group group, int ps) {
        List<Standing> chosen = standings.stream()
                .filter(standing -> standing.ps() == ps && standing.gc().equals(USUAL_GC))
                .filter(standing -> !standing.name().endsWith(JmhOutput.ALLOCATION))
                .filter(standing ->
                        catalog.entryOf(standing.name()).map(Entry::group).orElse(null) == group)
                .toList();
        List<String> peers = peers(chosen);
        var header = new ArrayList<>(List.of("case", "unit"));
        header.addAll(peers);
        header.add("ratio");
        var table = new Table(header);
        for (Standing standing : chosen) {
            var cells = new ArrayList<>(
                    List.of(code(standing.name()), standing.ours().getFirst().unit()));
            Optional<Result> best = Stream.concat(standing.ours().stream(), standing.peers().stream())
                    .reduce((a, b) -> a.better().isBetter(b.median(), a.median()) ? b : a);
            for (String peer : peers) {
                Optional<Result> result = standing.result(peer);
                String text = value(result);
                cells.add(result.isPresent() && result.equals(best) ? "**" + text + "**" : text);
            }
            cells.add(ratio(standing, Standing.MODES.getFirst()));
            table.row(cells);
        }
        return table;
    }

    /** Ours, the other engines as they come, and Go. */
    private static List<String> peers(List<Standing> standings) {
        Set<String> peers = new LinkedHashSet<>(Standing.MODES);
        standings.forEach(standing -> standing.ours().forEach(result -> peers.add(result.peer())));
        standings.forEach(standing -> standing.peers().forEach(result -> peers.add(result.peer())));
        if (peers.remove(Gc.GO)) {
            peers.add(Gc.GO);
        }
        peers.removeIf(peer ->
                standings.stream().allMatch(standing -> standing.result(peer).isEmpty()));
        return List.copyOf(peers);
    }

    /** No side that fell behind while another was improved. */
    private Table settings() {
        var header = new ArrayList<>(List.of("case: cost over the best peer's"));
        for (String mode : List.of("native", "portable")) {
            for (Gc gc : Gc.values()) {
                for (int ps = 1; ps <= USUAL_PS; ps++) {
                    header.add(String.format(Locale.ROOT, "%s, %s, %d P", mode, gc.label(), ps));
                }
            }
        }
        var table = new Table(header);
        for (String name : headlines()) {
            var cells = new ArrayList<>(List.of(code(name)));
            for (String mode : Standing.MODES) {
                for (Gc gc : Gc.values()) {
                    for (int ps = 1; ps <= USUAL_PS; ps++) {
                        cells.add(standing(name, ps, gc.label())
                                .map(standing -> ratio(standing, mode))
                                .orElse(NONE));
                    }
                }
            }
            if (cells.stream().anyMatch(cell -> !cell.equals(NONE) && !cell.startsWith("`"))) {
                table.row(cells);
            }
        }
        return table;
    }

    /** The figures of headlines, in the order of the file; a check has several. */
    private Set<String> headlines() {
        return standings.stream()
                .map(Standing::name)
                .filter(Baseline::isCost)
                .filter(name -> catalog.entryOf(name).filter(Entry::headline).isPresent())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Table allocations() {
        var table = new Table(List.of("case", "native", "portable", "the least of a peer"));
        for (Standing standing : standings) {
            if (standing.name().endsWith(JmhOutput.ALLOCATION)
                    && standing.ps() == USUAL_PS
                    && standing.gc().equals(USUAL_GC)) {
                table.row(List.of(
                        code(standing.name().substring(0, standing.name().length() - JmhOutput.ALLOCATION.length())),
                        value(standing.result(Standing.MODES.getFirst())),
                        value(standing.result(Standing.MODES.getLast())),
                        standing.bestPeer()
                                .map(best -> value(Optional.of(best)) + " " + best.peer())
                                .orElse(NONE)));
            }
        }
        return table;
    }

    /** Cases that differ by a parameter only share a line. */
    private Table operations() {
        Map<String, List<String>> names = new LinkedHashMap<>();
        for (Entry entry : catalog.entries()) {
            names.computeIfAbsent(entry.operation(), operation -> new ArrayList<>())
                    .add(entry.name());
        }
        var table = new Table(List.of("case", "operation"));
        names.forEach((operation, cases) -> table.row(
                List.of(code(cases.getFirst()) + (cases.size() == 1 ? "" : " … " + code(cases.getLast())), operation)));
        return table;
    }

    private Optional<Standing> standing(String name, int ps, String gc) {
        return standings.stream()
                .filter(standing -> standing.name().equals(name)
                        && standing.ps() == ps
                        && standing.gc().equals(gc))
                .findFirst();
    }

    private static String ratio(Standing standing, String peer) {
        return standing.ratio(peer).map(Table::number).orElse(NONE);
    }

    private static String value(Optional<Result> result) {
        return result.map(each -> (each.quick() ? SHORT : "") + Table.number(each.median()))
                .orElse(NONE);
    }

    private static String code(String name) {
        return "`" + name + "`";
    }
}
