package dev.spindle.examples.quickstart;

import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** What could not be read: counted, and named as it comes. Thread-safe. */
final class Problems {

    private final PrintWriter err;
    private final AtomicLong count = new AtomicLong();

    Problems(PrintWriter err) {
        this.err = err;
    }

    void add(Path path, Exception failure) {
        add(path, reason(failure));
    }

    void add(Path path, String reason) {
        count.incrementAndGet();
        err.println("quickstart: " + printable(path) + ": " + reason);
        err.flush();
    }

    long count() {
        return count.get();
    }

    static String reason(Exception failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "no such file or directory";
            case AccessDeniedException _ -> "permission denied";
            case FileSystemException e when e.getReason() != null -> e.getReason();
            default -> failure.getMessage() == null ? failure.getClass().getName() : failure.getMessage();
        };
    }

    /** A file name may hold line ends and what terminals obey. */
    static String printable(Path path) {
        StringBuilder out = new StringBuilder();
        for (char c : path.toString().toCharArray()) {
            if (Character.isISOControl(c)) {
                out.append(String.format("\\x%02x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
