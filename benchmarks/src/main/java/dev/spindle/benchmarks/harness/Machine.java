package dev.spindle.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** What the figures were taken on, in a line. */
final class Machine {

    private Machine() {}

    static String describe() {
        return String.format(
                Locale.ROOT,
                "%d processors (%s), %s %s, JDK %s",
                Runtime.getRuntime().availableProcessors(),
                processor().orElse(System.getProperty("os.arch")),
                System.getProperty("os.name"),
                release(System.getProperty("os.version")),
                System.getProperty("java.vm.version"));
    }

    /** Without what names the build: figures of two builds may stand in one file. */
    private static String release(String version) {
        int build = version.indexOf('-');
        return build < 0 ? version : version.substring(0, build);
    }

    private static Optional<String> processor() {
        Path info = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(info)) {
            return Optional.empty();
        }
        try (var lines = Files.lines(info)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty(); // a description that lacks the model is one still
        }
    }
}
