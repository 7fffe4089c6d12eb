package dev.spindle.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTest {

    private static final Effort TWICE = Effort.FULL.withForks(2);

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final List<String> runs = new ArrayList<>();
    private final Plan plan = Plan.of(
            List.of(
                    Fabricated.entry("spawn", false, List.of(2), "spindle-native", "jox"),
                    Fabricated.entry("drain", false, List.of(2), "spindle-native")),
            Set.of(),
            Plan.Wanted.everything());

    private Path samples;
    private Path results;

    @BeforeEach
    void files() {
        samples = directory.resolve("target/figures.jsonl");
        results = directory.resolve("figures.json");
    }

    private List<Sample> measure(Job job, Effort effort) {
        runs.add(job.entry().name() + " " + job.peer());
        return List.of(Fabricated.sample(job.entry().name(), job.peer(), (double) runs.size()));
    }

    private Session session(Runner runner, Effort effort, SampleLog log) {
        var progress = new Progress(new PrintStream(said, true, StandardCharsets.UTF_8), Duration.ZERO);
        return new Session(Map.of(Source.JMH, runner), effort, log, results, "here", progress);
    }

    @Test
    void run_takesTurns_betweenPeers() throws Exception {
        session(this::measure, TWICE, SampleLog.open(samples)).run(plan);
        assertThat(runs)
                .containsExactly(
                        "spawn spindle-native",
                        "spawn jox",
                        "spawn spindle-native",
                        "spawn jox",
                        "drain spindle-native",
                        "drain spindle-native");
    }

    @Test
    void run_writes_whatAllProcessesGave() throws Exception {
        session(this::measure, TWICE, SampleLog.open(samples)).run(plan);
        ResultFile file = ResultFile.read(results, "elsewhere");
        assertThat(file.machine()).isEqualTo("here");
        assertThat(file.results()).extracting(Result::median).containsExactly(2.0, 3.0, 5.5);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("spawn (2 P, g1)", "spindle-native 2", "jox 3");
    }

    @Test
    void run_keeps_resultsOfEarlierRuns() throws Exception {
        new ResultFile("here", List.of(Fabricated.result("earlier", "jox", 7))).write(results);
        Session session = session(this::measure, TWICE, SampleLog.open(samples));
        session.run(plan);
        assertThat(ResultFile.read(results, "here").results())
                .extracting(Result::name)
                .containsExactly("earlier", "spawn", "spawn", "drain");
        assertThat(session.measured()).extracting(Result::name).containsExactly("spawn", "spawn", "drain");
    }

    @Test
    void run_thatIsResumed_measuresOnlyWhatIsMissing() throws Exception {
        Runner breaksDown = (job, effort) -> {
            if (runs.size() == 3) {
                throw new InterruptedException();
            }
            return measure(job, effort);
        };
        Session first = session(breaksDown, TWICE, SampleLog.open(samples));
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> first.run(plan));
        assertThat(Files.readAllLines(samples)).hasSize(3);

        session(this::measure, TWICE, SampleLog.open(samples)).run(plan);
        assertThat(runs)
                .containsExactly(
                        "spawn spindle-native",
                        "spawn jox",
                        "spawn spindle-native",
                        "spawn jox",
                        "drain spindle-native",
                        "drain spindle-native");
        assertThat(ResultFile.read(results, "here").results())
                .extracting(Result::median)
                .containsExactly(2.0, 3.0, 5.5);
    }

    @Test
    void run_thatBeginsAnew_forgetsItsOwnJobsOnly() throws Exception {
        session(this::measure, TWICE, SampleLog.open(samples)).run(plan);
        SampleLog log = SampleLog.open(samples);
        Job drain = plan.jobs().getFirst();
        log.forget(List.of(drain));
        assertThat(log.has(drain, TWICE, 0)).isFalse();
        assertThat(SampleLog.open(samples).has(drain, TWICE, 0)).isFalse();
        assertThat(SampleLog.open(samples).has(plan.jobs().getLast(), TWICE, 1)).isTrue();
    }

    @Test
    void run_withAnotherEffort_isNotResumed() throws Exception {
        session(this::measure, TWICE, SampleLog.open(samples)).run(plan);
        Effort quick =
                new Effort("quick", 1, 1, 1, Duration.ofMillis(1), 1, Duration.ofMillis(1), 1, Duration.ofHours(1));
        runs.clear();
        session(this::measure, quick, SampleLog.open(samples)).run(plan);
        assertThat(runs).hasSize(3);
    }

    @Test
    void run_whenTimeIsShort_leavesOutWhatDoesNotFit() throws Exception {
        var brief = new Effort("quick", 1, 0, 0, Duration.ZERO, 1, Duration.ofMinutes(1), 1, Duration.ofSeconds(90));
        Session session = session(this::measure, brief, SampleLog.open(samples));
        session.run(plan);
        assertThat(runs).containsExactly("drain spindle-native");
        assertThat(session.leftOut()).extracting(Block::toString).containsExactly("spawn (2 P, g1)");
    }

    @Test
    void run_ofAJobThatFails_goesOnAndTells() throws Exception {
        Runner failing = (job, effort) -> {
            if (job.peer().equals("jox")) {
                throw new IOException("it fell over");
            }
            return measure(job, effort);
        };
        Session session = session(failing, TWICE.withForks(1), SampleLog.open(samples));
        session.run(plan);
        assertThat(session.failed()).extracting(Job::peer).containsExactly("jox");
        assertThat(ResultFile.read(results, "here").results()).hasSize(2);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("FAILED  JMH spawn jox 2 g1: it fell over");
    }
}
