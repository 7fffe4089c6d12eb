package dev.spindle.examples.quickstart;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * The regular files below a path, hidden ones included: what {@code find PATH -type f} lists, without the directories
 * that hold no sources.
 *
 * <p>Symbolic links are not followed, but for the path itself, so nothing is met twice. One that leads nowhere, or back up
 * into a directory that it is in, is a problem. At any moment only one directory is open, however deep it lies.
 */
final class Tree {

    /** Directories that are left out, wherever they are below the path. */
    static final Set<String> LEFT_OUT = Set.of(".git", "target");

    /** Gets the files. */
    interface Visitor {
        void file(Path file) throws InterruptedException;
    }

    private final Problems problems;
    private long links;

    Tree(Problems problems) {
        this.problems = problems;
    }

    /** How many links were passed by. */
    long links() {
        return links;
    }

    /** Visits all files, until the caller is interrupted. The path is a file or a directory. */
    void walk(Path path, Visitor visitor) throws InterruptedException {
        if (Files.isRegularFile(path)) {
            visitor.file(path);
            return;
        }
        Deque<Path> directories = new ArrayDeque<>();
        for (Path next = path; next != null; next = directories.poll()) {
            walkOne(next, directories, visitor);
        }
    }

    private void walkOne(Path directory, Deque<Path> below, Visitor visitor) throws InterruptedException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                visit(entry, below, visitor);
            }
        } catch (DirectoryIteratorException e) {
            problems.add(directory, Problems.reason(e.getCause() == null ? e : e.getCause()));
        } catch (IOException e) {
            problems.add(directory, e);
        }
    }

    private void visit(Path entry, Deque<Path> below, Visitor visitor) throws InterruptedException {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            problems.add(entry, e);
            return;
        }
        if (attributes.isRegularFile()) {
            visitor.file(entry);
        } else if (attributes.isSymbolicLink()) {
            visitLink(entry);
        } else if (attributes.isDirectory() && !isLeftOut(entry)) {
            below.push(entry);
        }
    }

    private static boolean isLeftOut(Path directory) {
        Path name = directory.getFileName();
        return name != null && LEFT_OUT.contains(name.toString());
    }

    private void visitLink(Path link) {
        try {
            Path target = link.toRealPath();
            if (Files.isDirectory(target) && directoryOf(link).startsWith(target)) {
                problems.add(link, "a symbolic link into a directory that it is in: not followed");
            } else {
                links++;
            }
        } catch (NoSuchFileException e) {
            problems.add(link, "a symbolic link that leads nowhere");
        } catch (IOException e) {
            problems.add(link, e);
        }
    }

    private static Path directoryOf(Path link) throws IOException {
        Path parent = link.toAbsolutePath().getParent();
        return parent == null ? link.getRoot() : parent.toRealPath();
    }
}
