package dev.spindle.examples.quickstart;

import dev.spindle.GoRuntime;
import dev.spindle.channel.Channel;
import dev.spindle.channel.ChannelClosedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the words below a path: a goroutine a file reads it and sends its words into a bounded channel; the channel is a
 * Flux or a Flowable, which adds them up on our scheduler.
 *
 * <p>While that has no demand and the channel is full, the readers park. Then the walk parks, too: it starts no more
 * goroutines than there may be files open, so that a tree of any size needs little memory.
 */
final class WordCount {

    /** Files that are read, or wait with their words, at the same time. */
    private static final int FILES_AT_ONCE = 256;

    /** Files whose words wait to be added up. */
    private static final int CAPACITY = 16;

    /** What came out; goroutines are the readers, the walk and the one that feeds the stream. */
    record Result(Totals totals, long links, long goroutines, long parkedSends) {}

    private final GoRuntime runtime;
    private final Problems problems;
    private final Engine engine;
    private final Channel<FileWords> counted = Channel.buffered(CAPACITY);
    private final Semaphore room = new Semaphore(FILES_AT_ONCE);
    private final AtomicLong readers = new AtomicLong();

    WordCount(GoRuntime runtime, Problems problems, Engine engine) {
        this.runtime = runtime;
        this.problems = problems;
        this.engine = engine;
    }

    Result run(Path path) {
        try {
            Tree tree = new Tree(problems);
            var _ = runtime.go("walk", () -> walk(tree, path));
            Totals totals = engine.addUp(counted, runtime);
            return new Result(
                    totals, tree.links(), readers.get() + 2, counted.stats().parkedSends());
        } finally {
            counted.cancel();
        }
    }

    private void walk(Tree tree, Path path) throws InterruptedException {
        try {
            tree.walk(path, file -> {
                room.acquire();
                readers.incrementAndGet();
                var _ = runtime.go(() -> count(file));
            });
            room.acquire(FILES_AT_ONCE); // all have sent
            counted.close();
        } catch (RuntimeException | Error e) {
            counted.close(e);
        }
    }

    private void count(Path file) throws InterruptedException {
        try {
            counted.send(FileWords.read(file));
        } catch (IOException e) {
            problems.add(file, e);
        } catch (ChannelClosedException e) {
            // another failure has ended the count
        } catch (RuntimeException | Error e) {
            counted.close(e);
        } finally {
            room.release();
        }
    }
}
