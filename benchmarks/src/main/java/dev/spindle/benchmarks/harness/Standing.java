package dev.spindle.benchmarks.harness;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the two modes of Spindle stand beside the best peer, in one case and setting. A result of Go counts beside those of
 * either collector.
 *
 * @param name the case
 * @param ps how many tasks ran at once
 * @param gc the collector of ours
 * @param ours results of Spindle
 * @param peers results of all others
 */
record Standing(String name, int ps, String gc, List<Result> ours, List<Result> peers) {

    /** Its two modes with their usual settings; further settings have longer names. */
    static final List<String> MODES = List.of("spindle-native", "spindle-portable");

    Standing {
        ours = List.copyOf(ours);
        peers = List.copyOf(peers);
    }

    /** All cases and settings in which Spindle has a result, in their order. */
    static List<Standing> of(List<Result> results) {
        Map<Key, List<Result>> settings = new LinkedHashMap<>();
        for (Result result : results) {
            if (!result.gc().equals(Gc.GO)) {
                var setting = new Key(result.name(), "", result.ps(), result.gc());
                settings.computeIfAbsent(setting, key -> new ArrayList<>()).add(result);
            }
        }
        for (Result result : results) {
            if (result.gc().equals(Gc.GO)) {
                for (var setting : settings.entrySet()) {
                    if (setting.getKey().name().equals(result.name())
                            && setting.getKey().ps() == result.ps()) {
                        setting.getValue().add(result);
                    }
                }
            }
        }
        return settings.entrySet().stream()
                .map(setting -> of(setting.getKey(), setting.getValue()))
                .filter(standing -> !standing.ours().isEmpty())
                .toList();
    }

    private static Standing of(Key setting, List<Result> results) {
        return new Standing(
                setting.name(),
                setting.ps(),
                setting.gc(),
                results.stream().filter(Result::isOurs).toList(),
                results.stream().filter(result -> !result.isOurs()).toList());
    }

    Optional<Result> result(String peer) {
        return ours.stream()
                .filter(result -> result.peer().equals(peer))
                .findFirst()
                .or(() -> peers.stream()
                        .filter(result -> result.peer().equals(peer))
                        .findFirst());
    }

    Optional<Result> bestPeer() {
        return peers.stream().reduce((a, b) -> a.better().isBetter(b.median(), a.median()) ? b : a);
    }

    /**
     * How many times as much one of ours costs as the best peer.
     *
     * @param peer one of ours
     * @return the ratio, less than 1 if ours is better; nothing if one of the two is missing, or nothing can be said
     */
    Optional<Double> ratio(String peer) {
        return result(peer)
                .flatMap(result -> bestPeer()
                        .map(best -> result.better().cost(result.median(), best.median()))
                        .filter(Double::isFinite));
    }
}
