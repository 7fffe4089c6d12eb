package dev.spindle;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a runtime is doing, in numbers that are each read at their own moment: good for meters and traces, not for decisions.
 *
 * @param parallelism Ps that make progress at once
 * @param processors Ps that exist, the surplus ones that stand in for stuck ones included
 * @param idleProcessors of them, without work
 * @param stuckProcessors of them, held by code that does not come back
 * @param machines carrier threads
 * @param idleMachines of them, asleep
 * @param spinningMachines of them, looking for work
 * @param globalQueue runnable items in the global queue
 * @param localQueues runnable items on each P
 * @param timers armed timers: sleeps, timeouts, delayed tasks
 * @param hosts virtual threads that run goroutines or wait for one; zero in portable mode
 * @param goroutines goroutines and tasks that were started and have not ended
 * @param running of them, on a P
 * @param runnable of them, waiting for a P
 * @param waiting of them, parked
 * @param spawned goroutines and tasks ever started
 * @param steals times that a P took work from another
 */
public record RuntimeStats(
        int parallelism,
        int processors,
        int idleProcessors,
        int stuckProcessors,
        int machines,
        int idleMachines,
        int spinningMachines,
        int globalQueue,
        List<Integer> localQueues,
        int timers,
        int hosts,
        long goroutines,
        long running,
        long runnable,
        long waiting,
        long spawned,
        long steals) {

    /**
     * One line in the form of Go's {@code schedtrace}.
     *
     * @param uptimeMillis milliseconds since the runtime began
     * @return for example {@code SCHED 1010ms: gomaxprocs=4 idleprocs=1 threads=7 ... runqueue=3 [ 5 0 12 1 ]}
     */
    public String trace(long uptimeMillis) {
        return "SCHED " + uptimeMillis + "ms: gomaxprocs=" + parallelism + " idleprocs=" + idleProcessors + " threads="
                + machines + " spinningthreads=" + spinningMachines + " idlethreads=" + idleMachines + " stuckprocs="
                + stuckProcessors + " goroutines=" + goroutines + " timers=" + timers + " runqueue=" + globalQueue
                + localQueues.stream().map(String::valueOf).collect(Collectors.joining(" ", " [ ", " ]"));
    }
}
