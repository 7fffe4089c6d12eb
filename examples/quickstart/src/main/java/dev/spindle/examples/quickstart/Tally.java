package dev.spindle.examples.quickstart;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often each word occurs. Not thread-safe. */
final class Tally {

    /** A word with its count. */
    record Entry(String word, long count) {}

    private static final Comparator<Entry> MOST_FIRST =
            Comparator.comparingLong(Entry::count).reversed().thenComparing(Entry::word);

    private static final class Count {
        private long value;
    }

    private final Map<String, Count> counts = new HashMap<>();
    private long words;

    void add(String word) {
        add(word, 1);
    }

    private void add(String word, long times) {
        counts.computeIfAbsent(word, w -> new Count()).value += times;
        words += times;
    }

    void addAll(Tally other) {
        other.counts.forEach((word, count) -> add(word, count.value));
    }

    /** All occurrences of all words. */
    long words() {
        return words;
    }

    int differentWords() {
        return counts.size();
    }

    /** The most frequent words, then in the order of the alphabet. */
    List<Entry> top(int n) {
        return counts.entrySet().stream()
                .map(e -> new Entry(e.getKey(), e.getValue().value))
                .sorted(MOST_FIRST)
                .limit(n)
                .toList();
    }
}
