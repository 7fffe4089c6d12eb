package dev.spindle.benchmarks.harness;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts programs and reads what they print. */
final class Subprocess {

    private Subprocess() {}

    /**
     * Runs a program to its end.
     *
     * @param command the program and its arguments
     * @param directory where it runs
     * @param log what it writes to its error stream is added to this file
     * @param patience after which it is ended
     * @param passing the largest exit code that is none of a failure
     * @return its output, line by line
     * @throws IOException if it cannot be started, fails or does not end
     * @throws InterruptedException if interrupted; the program has been ended
     */
    static List<String> run(List<String> command, Path directory, Path log, Duration patience, int passing)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("bench", ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(output.toFile())
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            try {
                if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new IOException("no end after " + patience.toSeconds() + " s; see " + log);
                }
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            if (process.exitValue() > passing || process.exitValue() < 0) {
                throw new IOException("exit code " + process.exitValue() + "; see " + log);
            }
            return Files.readAllLines(output);
        } finally {
            Files.delete(output);
        }
    }
}
