package dev.spindle.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.spindle.benchmarks.Group;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CatalogTest {

    private final Catalog catalog = Catalog.ofThisBuild();

    @Test
    void names_ofThisBuild_differ() {
        assertThat(catalog.entries())
                .extracting(Entry::name)
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(50);
    }

    @Test
    void entries_ofThisBuild_allMeasureSpindle() {
        assertThat(catalog.entries())
                .allSatisfy(entry ->
                        assertThat(entry.peers()).as(entry.name()).anyMatch(peer -> peer.startsWith("spindle-")));
    }

    @Test
    void rows_withParameters_areAnEntryForEachValue() {
        assertThat(catalog.entries())
                .filteredOn(entry -> entry.target().endsWith("ProdConsBenchmark.element"))
                .extracting(Entry::name)
                .containsExactly("prod-cons-0", "prod-cons-1", "prod-cons-10", "prod-cons-100", "prod-cons-128");
        Entry many = catalog.entryOf("prod-cons-128-16x16").orElseThrow();
        assertThat(many.params()).containsExactlyInAnyOrderEntriesOf(Map.of("capacity", "128", "pairs", "16"));
    }

    @Test
    void everyAim_names_aCaseThatIsMeasured() {
        assertThat(Aim.ALL)
                .allSatisfy(aim ->
                        assertThat(catalog.entryOf(aim.name())).as(aim.name()).isPresent());
    }

    @Test
    void entryOf_aFigureOfACheck_isTheCheck() {
        assertThat(catalog.entryOf("wakeup-latency-50us-p99").map(Entry::group)).contains(Group.LATENCY);
        assertThat(catalog.entryOf("crowd-park-1000").map(Entry::name)).contains("crowd");
    }

    @Test
    void entryOf_anAllocation_isItsCase() {
        assertThat(catalog.entryOf("spawn-alloc").map(Entry::name)).contains("spawn");
        assertThat(catalog.entryOf("spawn-plain").map(Entry::name)).contains("spawn-plain");
        assertThat(catalog.entryOf("no-such-case")).isEmpty();
    }

    @Test
    void entries_standByGroup_headlinesFirst() {
        var ordered = new Catalog(List.of(
                Fabricated.check("late", Group.LATENCY),
                Fabricated.entry("drain", false, List.of(2), "jox"),
                Fabricated.entry("ping", true, List.of(2), "jox")));
        assertThat(ordered.entries()).extracting(Entry::name).containsExactly("ping", "drain", "late");
    }

    @Test
    void unknown_areCases_thatNoEntryHas() {
        assertThat(catalog.unknown(List.of("spawn", "typo"))).containsExactly("typo");
    }

    @Test
    void combinations_giveEveryParameter_everyValue() {
        var params = new TreeMap<>(Map.of("a", new String[] {"1", "2"}, "b", new String[] {"x", "y"}));
        assertThat(JmhCatalog.combinations(params).stream().map(Map::toString))
                .containsExactly("{a=1, b=x}", "{a=1, b=y}", "{a=2, b=x}", "{a=2, b=y}");
        assertThat(JmhCatalog.combinations(Map.of())).containsExactly(Map.of());
    }

    @Test
    void isDetail_isTrue_betweenFirstMiddleAndLast() {
        var params = Map.of("a", new String[] {"0", "1", "10", "100", "128"}, "b", new String[] {"x", "y", "z"});
        assertThat(List.of("0", "1", "10", "100", "128"))
                .filteredOn(value -> JmhCatalog.isDetail(params, Map.of("a", value, "b", "y")))
                .containsExactly("1", "100");
    }

    @Test
    void fill_withoutTheParameter_isRefused() {
        assertThat(JmhCatalog.fill("{a}x{a}-{b}", Map.of("a", "2", "b", "0"))).isEqualTo("2x2-0");
        assertThatIllegalArgumentException().isThrownBy(() -> JmhCatalog.fill("{c}", Map.of("a", "2")));
    }
}
