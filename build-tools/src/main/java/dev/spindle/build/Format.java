package dev.spindle.build;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.JavaFormatterOptions.Style;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * Formats the Java sources of all modules, or names those that are not formatted.
 *
 * <p>A program of its own, not a Maven plugin: the formatter parses with the compiler of the JDK under it, and the one under
 * Maven may be older than the language of these sources.
 */
public final class Format {

    private final Formatter formatter = Formatter.createFormatter(
            JavaFormatterOptions.builder().style(Style.PALANTIR).build());
    private final Path root;

    /**
     * A formatter of one source tree.
     *
     * @param root the directory that holds all modules
     */
    public Format(Path root) {
        this.root = root;
    }

    /**
     * Rewrites every source that is not formatted, and names it.
     *
     * @param args the directory that holds all modules
     * @throws IOException if a source cannot be read or written
     */
    public static void main(String[] args) throws IOException {
        Format format = new Format(Path.of(args[0]));
        for (Path source : format.unformatted()) {
            Files.writeString(source, format.formatted(source));
            System.out.println("formatted " + format.root.relativize(source));
        }
    }

    /**
     * The sources whose text is not what the formatter would write.
     *
     * @return their paths, in the order of the tree
     * @throws IOException if a source cannot be read
     */
    public List<Path> unformatted() throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path source : sources()) {
            if (!formatted(source).equals(Files.readString(source))) {
                found.add(source);
            }
        }
        return found;
    }

    private String formatted(Path source) throws IOException {
        try {
            return formatter.formatSourceAndFixImports(Files.readString(source));
        } catch (FormatterException e) {
            throw new IOException(root.relativize(source) + ": " + e.getMessage(), e);
        }
    }

    private List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                String name = directory.getFileName().toString();
                boolean foreign = !directory.equals(root) && (name.startsWith(".") || name.equals("target"));
                return foreign ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".java")) {
                    sources.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return sources.stream().sorted().toList();
    }
}
