package dev.spindle.benchmarks.harness;

import java.io.IOException;
import java.util.List;

/** Runs one process of a job. */
interface Runner {

    /**
     * Runs it and waits for its end.
     *
     * @return what it measured
     * @throws IOException if it fails; the message says where to read more
     * @throws InterruptedException if interrupted; the process has been ended
     */
    List<Sample> run(Job job, Effort effort) throws IOException, InterruptedException;
}
