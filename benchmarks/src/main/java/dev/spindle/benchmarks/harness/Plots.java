package dev.spindle.benchmarks.harness;

import dev.spindle.benchmarks.Group;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;

/** Draws results, each plot as SVG and as PNG. */
final class Plots {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 480;
    private static final int FEWEST_POINTS = 3;

    private final Path directory;

    /**
     * A place for plots.
     *
     * @param directory where the files go; it is made if it is missing
     */
    Plots(Path directory) {
        this.directory = directory;
    }

    /**
     * A plot that was drawn.
     *
     * @param title above it
     * @param group where reports show it, or null for the overview
     * @param link its file, as a document beside the directory sees it
     */
    record Written(String title, @Nullable Group group, String link) {

        boolean isOverview() {
            return group == null;
        }
    }

    /** Draws all plots for which there are results. */
    List<Written> write(Catalog catalog, List<Result> results) throws IOException {
        System.setProperty("java.awt.headless", "true");
        Files.createDirectories(directory);
        var written = new ArrayList<Written>();
        CategoryChart overview = overview(catalog, Standing.of(results));
        if (overview != null) {
            written.add(save(overview, "overview", null));
        }
        for (PlotSpec spec : PlotSpec.ALL) {
            XYChart chart = lines(spec, results);
            if (chart != null) {
                written.add(save(chart, spec.file(), spec.group()));
            }
        }
        return written;
    }

    private Written save(Chart<?, ?> chart, String name, @Nullable Group group) throws IOException {
        String path = directory.resolve(name).toString();
        BitmapEncoder.saveBitmap(chart, path, BitmapEncoder.BitmapFormat.PNG);
        VectorGraphicsEncoder.saveVectorGraphic(chart, path, VectorGraphicsEncoder.VectorGraphicsFormat.SVG);
        Svg.compact(directory.resolve(name + ".svg"));
        return new Written(chart.getTitle(), group, directory.getFileName() + "/" + name + ".svg");
    }

    /** The headlines: what both modes cost beside the best peer. */
    private static @Nullable CategoryChart overview(Catalog catalog, List<Standing> standings) {
        Map<String, Map<String, Double>> costs = new LinkedHashMap<>();
        for (Entry entry : catalog.entries()) {
            for (Standing standing : standings) {
                if (entry.headline()
                        && entry.source() == Source.JMH
                        && standing.name().equals(entry.name())
                        && standing.ps() == 2
                        && standing.gc().equals(Gc.G1.label())) {
                    for (String mode : Standing.MODES) {
                        standing.ratio(mode)
                                .ifPresent(ratio -> costs.computeIfAbsent(entry.name(), name -> new LinkedHashMap<>())
                                        .put(mode, ratio));
                    }
                }
            }
        }
        costs.values().removeIf(byMode -> byMode.size() < Standing.MODES.size());
        if (costs.isEmpty()) {
            return null;
        }
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("Cost over the best peer's (less than 1: Spindle is faster; 2 Ps, G1)")
                .yAxisTitle("times, logarithmic")
                .build();
        style(chart.getStyler());
        chart.getStyler().setYAxisLogarithmic(true);
        chart.getStyler().setDefaultSeriesRenderStyle(CategorySeries.CategorySeriesRenderStyle.Scatter);
        chart.getStyler().setXAxisLabelRotation(60);
        decades(chart.getStyler(), costs.values().stream().flatMap(byMode -> byMode.values().stream()));
        for (String mode : Standing.MODES) {
            chart.addSeries(
                    mode,
                    List.copyOf(costs.keySet()),
                    costs.values().stream().map(byMode -> byMode.get(mode)).toList());
        }
        return chart;
    }

    private static @Nullable XYChart lines(PlotSpec spec, List<Result> results) {
        Map<String, TreeMap<Double, Double>> lines = new LinkedHashMap<>();
        for (Result result : results) {
            OptionalDouble x = spec.x(result);
            if (x.isPresent() && result.median() > 0) {
                lines.computeIfAbsent(result.peer(), peer -> new TreeMap<>()).put(x.getAsDouble(), result.median());
            }
        }
        lines.values().removeIf(points -> points.size() < FEWEST_POINTS);
        if (lines.isEmpty()) {
            return null;
        }
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(spec.title())
                .xAxisTitle(spec.x())
                .yAxisTitle(spec.y() + ", logarithmic")
                .build();
        style(chart.getStyler());
        chart.getStyler().setXAxisLogarithmic(true);
        chart.getStyler().setYAxisLogarithmic(true);
        decades(chart.getStyler(), lines.values().stream().flatMap(points -> points.values().stream()));
        lines.forEach(
                (peer, points) -> chart.addSeries(peer, List.copyOf(points.keySet()), List.copyOf(points.values())));
        return chart;
    }

    /** Whole powers of ten at both ends: only those get a label. */
    private static void decades(AxesChartStyler styler, Stream<Double> values) {
        DoubleSummaryStatistics range = values.mapToDouble(Double::doubleValue).summaryStatistics();
        double below = Math.floor(Math.log10(range.getMin()));
        double above = Math.max(below + 1, Math.ceil(Math.log10(range.getMax())));
        styler.setYAxisMin(Math.pow(10, below));
        styler.setYAxisMax(Math.pow(10, above));
    }

    private static void style(Styler styler) {
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setLegendPosition(Styler.LegendPosition.OutsideE);
    }
}
