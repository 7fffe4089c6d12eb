package dev.spindle.runtime;

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
        long steals) {}
