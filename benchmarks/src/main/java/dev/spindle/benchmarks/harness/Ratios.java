package dev.spindle.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The file of stored ratios, as runs of one effort see it. */
final class Ratios {

    private final Path file;
    private final Effort effort;
    private final Baseline all;
    private final Baseline stored;

    private Ratios(Path file, Effort effort, Baseline all) {
        this.file = file;
        this.effort = effort;
        this.all = all;
        stored = all.of(effort);
    }

    /** Opens a file, empty if it is missing. */
    static Ratios open(Path file, Effort effort) throws IOException {
        return new Ratios(file, effort, Files.exists(file) ? Baseline.read(file) : new Baseline(List.of()));
    }

    /**
     * Looks whether there is something to compare with.
     *
     * @throws IOException if not
     */
    void requireSome() throws IOException {
        if (stored.ratios().isEmpty()) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "There are no stored ratios of %s runs in %s; --store writes them",
                    effort.name(),
                    file));
        }
    }

    /** Whether a block gives figures that have been stored. */
    boolean has(Block block, Catalog catalog) {
        return stored.ratios().stream().anyMatch(ratio -> isOf(block, ratio, catalog));
    }

    /** Whether figures of a block fell in some results. */
    boolean fell(Block block, Catalog catalog, List<Result> results) {
        return stored.falls(Baseline.of(results, effort)).stream()
                .anyMatch(fall -> isOf(block, fall.stored(), catalog));
    }

    private static boolean isOf(Block block, Baseline.Ratio ratio, Catalog catalog) {
        return block.ps() == ratio.ps()
                && block.gc().label().equals(ratio.gc())
                && catalog.entryOf(ratio.name()).filter(block.entry()::equals).isPresent();
    }

    /** Names what fell, and returns whether nothing did of what could be compared, and something could. */
    boolean check(List<Result> results, Progress progress) {
        Baseline now = Baseline.of(results, effort);
        List<Baseline.Fall> falls = stored.falls(now);
        falls.forEach(fall -> progress.say("FELL  " + fall));
        long compared = stored.common(now);
        progress.say(String.format(
                Locale.ROOT,
                "%d of %d stored ratios compared, %d fell",
                compared,
                stored.ratios().size(),
                falls.size()));
        return compared > 0 && falls.isEmpty();
    }

    /** Adds the ratios of some results, in place of older ones, and returns how many there are now. */
    int store(List<Result> results) throws IOException {
        Baseline merged = all.with(Baseline.of(results, effort));
        merged.write(file);
        return merged.ratios().size();
    }
}
