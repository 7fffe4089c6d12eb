package dev.spindle.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The rule that as many Ps can make progress as parallelism says: live - stuck == parallelism, up to the cap. */
class ProcessorsTest {

    private static final int CAP = 6;

    private final IdleSet idle = new IdleSet(CAP);
    private final Processors processors = new Processors(idle, batch -> {}, System.nanoTime(), 2, CAP);

    private Processor claim() {
        Processor p = processors.get(idle.claim());
        assertThat(p.moveStatus(Processor.Status.IDLE, Processor.Status.RUNNING))
                .isTrue();
        return p;
    }

    private void assertCounts(int live, int stuck, boolean excess, boolean capped) {
        assertThat(processors.live()).as("live").isEqualTo(live);
        assertThat(processors.stuck()).as("stuck").isEqualTo(stuck);
        assertThat(processors.isExcess()).as("excess").isEqualTo(excess);
        assertThat(processors.isCapped()).as("capped").isEqualTo(capped);
    }

    @Test
    void fresh_hasParallelismIdlePs() {
        assertCounts(2, 0, false, false);
        assertThat(idle.size()).isEqualTo(2);
    }

    @Test
    void stuck_isMadeUpForAndComesBack() {
        Processor p = claim();
        assertThat(processors.markStuck(p)).isTrue();
        assertThat(processors.markStuck(p)).as("known already").isFalse();
        assertThat(processors.balance()).isEqualTo(1);
        assertCounts(3, 1, false, false);
        assertThat(idle.size()).isEqualTo(2);

        processors.markUnstuck(p);
        assertThat(p.status()).isEqualTo(Processor.Status.RUNNING);
        assertCounts(2, 0, false, false);
        assertThat(idle.size()).as("an idle one retires").isEqualTo(1);
    }

    @Test
    void comesBackWhileAllAreBusy_theNextRetires() {
        Processor stuck = claim();
        processors.markStuck(stuck);
        processors.balance();
        Processor second = claim();
        Processor third = claim();
        processors.markUnstuck(stuck);
        assertCounts(3, 0, true, false);
        assertThat(processors.retire(second)).isTrue();
        assertCounts(2, 0, false, false);
        assertThat(second.status()).isEqualTo(Processor.Status.RETIRED);
        assertThat(processors.retire(third)).as("no excess any more").isFalse();
    }

    @Test
    void retire_idleOneIsThere_goesFirst() {
        Processor a = claim();
        claim();
        processors.parallelism(3);
        processors.parallelism(2);
        assertCounts(2, 0, false, false);
        processors.parallelism(1);
        assertCounts(2, 0, true, false);
        assertThat(processors.retire(a)).isTrue();
        assertCounts(1, 0, false, false);
    }

    @Test
    void idleP_cannotGetStuck() {
        assertThat(processors.markStuck(processors.get(0))).isFalse();
        assertCounts(2, 0, false, false);
    }

    @Test
    void cap_isKeptAndTold() {
        for (int i = 0; i < CAP; i++) {
            processors.markStuck(claim());
            processors.balance();
        }
        assertCounts(CAP, CAP, false, true);
        assertThat(idle.isEmpty()).isTrue();
        processors.markUnstuck(processors.get(3));
        assertCounts(CAP, CAP - 1, false, true);
        processors.markUnstuck(processors.get(4));
        assertCounts(CAP, CAP - 2, false, false);
    }

    @Test
    void retiredP_isUsedAgain() {
        processors.parallelism(5);
        assertThat(processors.all()).hasSize(5);
        processors.parallelism(1);
        assertCounts(1, 0, false, false);
        assertThat(processors.parallelism(4)).isEqualTo(3);
        assertThat(processors.all()).hasSize(5);
        assertThat(idle.size()).isEqualTo(4);
    }

    @Test
    void timersAndWork_ofAnyP_areFound() {
        processors.parallelism(3);
        assertThat(processors.earliestTimer()).isEqualTo(Timers.NEVER);
        assertThat(processors.hasTimers()).isFalse();
        Timer timer = processors.get(2).timers.add(42, () -> {});
        processors.get(1).timers.add(43, () -> {});
        processors.parallelism(1);
        assertThat(processors.earliestTimer()).as("of a retired P, too").isEqualTo(42);
        processors.runDueTimers(41);
        assertThat(timer.isDone()).isFalse();
        processors.runDueTimers(42);
        assertThat(timer.isDone()).isTrue();
        assertThat(processors.earliestTimer()).isEqualTo(43);
        assertThat(processors.hasTimers()).isTrue();

        assertThat(processors.hasLocalWork()).isFalse();
        processors.get(2).queue.pushNext(() -> {});
        assertThat(processors.hasLocalWork()).isTrue();
    }
}
