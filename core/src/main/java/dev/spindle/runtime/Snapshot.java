package dev.spindle.runtime;

import java.util.ArrayList;
import java.util.List;

/**
 * A scheduler's numbers at about one moment.
 *
 * @param parallelism Ps that shall make progress at once
 * @param processors Ps that exist, surplus ones included
 * @param idleProcessors of them, without work
 * @param stuckProcessors of them, held by an M that does not come back
 * @param machines living Ms
 * @param idleMachines of them, parked
 * @param spinning of them, looking for work
 * @param globalQueue items in the global queue
 * @param localQueues items on each P, {@code runnext} included
 * @param timers armed timers
 * @param hosts virtual threads that run goroutines or wait for one
 * @param live goroutines and tasks accepted and not ended
 * @param spawned goroutines and tasks ever accepted
 * @param steals successful steals from other Ps
 */
public record Snapshot(
        int parallelism,
        int processors,
        int idleProcessors,
        int stuckProcessors,
        int machines,
        int idleMachines,
        int spinning,
        int globalQueue,
        List<Integer> localQueues,
        int timers,
        int hosts,
        long live,
        long spawned,
        long steals) {

    static Snapshot of(Scheduler scheduler) {
        List<Integer> queues = new ArrayList<>();
        long steals = 0;
        int timers = 0;
        for (Processor p : scheduler.processors().all()) {
            steals += p.steals();
            timers += p.timers.size();
            if (p.status() != Processor.Status.RETIRED) {
                queues.add(p.queue.length() + (p.queue.peekNext() == null ? 0 : 1));
            }
        }
        return new Snapshot(
                scheduler.processors().parallelism(),
                scheduler.processors().live(),
                scheduler.idleProcessors().size(),
                scheduler.processors().stuck(),
                scheduler.machines().count(),
                scheduler.machines().idle(),
                scheduler.spinners().count(),
                scheduler.global().size(),
                queues,
                timers,
                scheduler.hosts().size(),
                scheduler.census().live(),
                scheduler.census().spawned(),
                steals);
    }
}
