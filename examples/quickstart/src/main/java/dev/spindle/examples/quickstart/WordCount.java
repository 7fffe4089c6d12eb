package dev.spindle.examples.quickstart;

import dev.spindle.GoRuntime;
import dev.spindle.channel.Channel;
import dev.spindle.channel.ChannelClosedException;
import dev.spindle.reactor.GoFlux;
import dev.spindle.reactor.GoSchedulers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.scheduler.Scheduler;

/**
 * Counts the words below a path: a goroutine a file reads it and sends its words into a bounded channel; the channel is a
 * Flux, which adds them up on our scheduler.
 *
 * <p>While the Flux has no demand and the channel is full, the readers park. Then the walk parks, too: it starts no more
 * goroutines than there may be files open, so that a tree of any size needs little memory.
 */
final class WordCount {

    /** Files that are read, or wait with their words, at the same time. */
    private static final int FILES_AT_ONCE = 256;

    /** Files whose words wait for the Flux. */
    private static final int CAPACITY = 16;

    /** What came out; goroutines are the readers, the walk and the one that feeds the Flux. */
    record Result(Totals totals, long links, long goroutines, long parkedSends) {}

    private final GoRuntime runtime;
    private final Problems problems;
    private final Channel<FileWords> counted = Channel.buffered(CAPACITY);
    private final Semaphore room = new Semaphore(FILES_AT_ONCE);
    private final AtomicLong readers = new AtomicLong();

    WordCount(GoRuntime runtime, Problems problems) {
        this.runtime = runtime;
        this.problems = problems;
    }

    Result run(Path path) {
        Scheduler scheduler = GoSchedulers.from(runtime);
        try {
            Tree tree = new Tree(problems);
            var _ = runtime.go("walk", () -> walk(tree, path));
            Totals totals = GoFlux.from(counted, runtime)
                    .publishOn(scheduler)
                    .reduceWith(Totals::new, Totals::add)
                    .block();
            return new Result(
                    Objects.requireNonNull(totals),
                    tree.links(),
                    readers.get() + 2,
                    counted.stats().parkedSends());
        } finally {
            counted.cancel();
            scheduler.dispose();
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
