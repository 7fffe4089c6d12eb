package dev.spindle.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Carries out a plan: each process of each job once, the results into the file as they come. */
final class Session {

    private final Map<Source, Runner> runners;
    private final Effort effort;
    private final SampleLog log;
    private final Path resultFile;
    private final String machine;
    private final Progress progress;
    private final List<Result> measured = new ArrayList<>();
    private final List<Block> leftOut = new ArrayList<>();
    private final List<Job> failed = new ArrayList<>();

    /**
     * A session.
     *
     * @param runners one for each source that the plan has
     * @param effort how much time goes into a figure
     * @param log what was measured before, and is measured now
     * @param resultFile where results are merged in
     * @param machine what this machine is
     * @param progress says what happens
     */
    Session(
            Map<Source, Runner> runners,
            Effort effort,
            SampleLog log,
            Path resultFile,
            String machine,
            Progress progress) {
        this.runners = Map.copyOf(runners);
        this.effort = effort;
        this.log = log;
        this.resultFile = resultFile;
        this.machine = machine;
        this.progress = progress;
    }

    /** Runs the blocks; when time is short, those that no longer fit are left out. */
    void run(Plan plan) throws IOException, InterruptedException {
        for (Block block : plan.blocks()) {
            if (fits(block)) {
                run(block);
            } else {
                leftOut.add(block);
            }
        }
    }

    private boolean fits(Block block) {
        return effort.limit() == null
                || progress.elapsed().plus(Plan.estimate(block, effort)).compareTo(effort.limit()) <= 0;
    }

    private void run(Block block) throws IOException, InterruptedException {
        for (int fork = 0; fork < effort.forks(); fork++) {
            for (Job job : block.jobs()) {
                if (!log.has(job, effort, fork)) {
                    run(job, fork);
                }
            }
        }
        List<Result> results = Result.of(log.samplesOf(block.jobs(), effort), effort);
        ResultFile.read(resultFile, machine).with(results).write(resultFile);
        measured.addAll(results);
        progress.block(block, results);
    }

    private void run(Job job, int fork) throws IOException, InterruptedException {
        Runner runner = runners.get(job.source());
        if (runner == null) {
            throw new IllegalStateException("Nothing runs " + job.source());
        }
        try {
            log.add(job, effort, fork, runner.run(job, effort));
        } catch (IOException e) {
            progress.failed(job, e);
            failed.add(job);
        }
    }

    /** What it has measured. */
    List<Result> measured() {
        return List.copyOf(measured);
    }

    /** What there was no time for. */
    List<Block> leftOut() {
        return List.copyOf(leftOut);
    }

    /** Jobs of which a process failed. */
    List<Job> failed() {
        return List.copyOf(failed);
    }
}
