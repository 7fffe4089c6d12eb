package dev.spindle.examples.webflux;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Handlers that block, compute, or both. None returns a publisher, so all run where blocking handlers do. */
@RestController
class WorkController {

    private static final long WORK_BLOCKS_MILLIS = 20;
    private static final int MOST_CALLS = 1000;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final Fanout fanout;
    private final CpuWork cpu;

    WorkController(Fanout fanout, CpuWork cpu) {
        this.fanout = fanout;
        this.cpu = cpu;
    }

    /** So many calls at once, and what arrived in time; a timeout without a unit is in milliseconds. */
    @GetMapping("/fanout")
    Fanout.Result fanout(
            @RequestParam(name = "n", defaultValue = "10") int n,
            @RequestParam(name = "timeout", defaultValue = "150") String timeout)
            throws Exception {
        Check.that(n >= 1 && n <= MOST_CALLS, "n must be from 1 to " + MOST_CALLS + ", not " + n + ".");
        return fanout.run(n, timeout(timeout));
    }

    private static Duration timeout(String text) {
        Duration timeout;
        try {
            timeout = DurationStyle.detectAndParse(text, ChronoUnit.MILLIS);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw Check.failed("timeout must be a time such as 150, 150ms or 2s, not '" + text + "'.", e);
        }
        Check.that(!timeout.isNegative(), "timeout must not be negative, not " + text + ".");
        Check.that(timeout.compareTo(LONGEST_WAIT) <= 0, "timeout must be at most a minute, not " + text + ".");
        return timeout;
    }

    /** What is measured under load: waits for 20 ms, then computes for one. */
    @GetMapping("/work")
    String work() throws InterruptedException {
        Thread.sleep(WORK_BLOCKS_MILLIS);
        return Long.toHexString(cpu.milliseconds(1));
    }

    /** Holds its thread and a processor for so long. */
    @GetMapping("/hog")
    String hog(@RequestParam(name = "millis", defaultValue = "2000") long millis) {
        Duration time = Duration.ofMillis(millis);
        Check.that(
                millis >= 0 && time.compareTo(LONGEST_WAIT) <= 0,
                "millis must be from 0 to " + LONGEST_WAIT.toMillis() + ", not " + millis + ".");
        return Long.toHexString(CpuWork.hog(time));
    }
}
