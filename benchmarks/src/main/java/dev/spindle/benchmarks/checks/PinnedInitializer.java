package dev.spindle.benchmarks.checks;

/** The bytes of the hidden classes of {@link PinnedBlock}; its own initialiser never runs. */
final class PinnedInitializer {

    static {
        PinnedBlock.await();
    }

    private PinnedInitializer() {}
}
