package dev.spindle.examples.quickstart;

/** The sum over files. Not thread-safe: the tasks of one worker add to it one after the other. */
final class Totals {

    private final Tally tally = new Tally();
    private long files;
    private long binaries;
    private long bytes;

    Totals add(FileWords file) {
        if (file.binary()) {
            binaries++;
        } else {
            files++;
            bytes += file.bytes();
            tally.addAll(file.tally());
        }
        return this;
    }

    Tally tally() {
        return tally;
    }

    long files() {
        return files;
    }

    long binaries() {
        return binaries;
    }

    long bytes() {
        return bytes;
    }
}
