package dev.spindle.benchmarks.harness;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Makes drawings small, and the same each time: they live in the repository. */
final class Svg {

    private static final Pattern LONG_NUMBER = Pattern.compile("-?\\d+\\.\\d{2,}(?:E-?\\d+)?");
    private static final Pattern RANDOM_NAME = Pattern.compile("clip\\d+");

    private Svg() {}

    static void compact(Path file) throws IOException {
        Files.writeString(file, compact(Files.readString(file)));
    }

    /** A tenth of a pixel is enough, and names need not be random. */
    static String compact(String text) {
        String shorter = LONG_NUMBER.matcher(text).replaceAll(number -> {
            BigDecimal rounded = new BigDecimal(number.group()).setScale(1, RoundingMode.HALF_EVEN);
            return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
        });
        return RANDOM_NAME.matcher(shorter).replaceAll("clip");
    }
}
