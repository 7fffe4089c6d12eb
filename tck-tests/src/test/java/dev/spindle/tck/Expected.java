package dev.spindle.tck;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is to come of a verification: how many tests it has, and exactly which of them are skipped. All others pass.
 *
 * <p>The TCK skips what it cannot test ({@code untested_…}), what an optional rule leaves to the publisher and it does not do, and what
 * needs more elements than the publisher can have.
 */
record Expected(int tests, List<Reason> reasons) {

    /** Why these tests are skipped, in a word. */
    record Reason(String why, Set<String> tests) {}

    private static final Reason UNTESTED_PUBLISHER = new Reason(
            "untested",
            names(
                    "untested_spec106_mustConsiderSubscriptionCancelledAfterOnErrorOrOnCompleteHasBeenCalled",
                    "untested_spec107_mustNotEmitFurtherSignalsOnceOnErrorHasBeenSignalled",
                    "untested_spec108_possiblyCanceledSubscriptionShouldNotReceiveOnErrorOrOnCompleteSignals",
                    "untested_spec109_subscribeShouldNotThrowNonFatalThrowable",
                    "untested_spec110_rejectASubscriptionRequestIfTheSameSubscriberSubscribesTwice",
                    "untested_spec304_requestShouldNotPerformHeavyComputations",
                    "untested_spec305_cancelMustNotSynchronouslyPerformHeavyComputation"));

    private static final String MULTICAST =
            "optional_spec111_multicast_mustProduceTheSameElementsInTheSameSequenceToAllOfItsSubscribersWhenRequesting";

    /** Every subscriber gets every element, in the same order. */
    private static final Set<String> SAME_SEQUENCE =
            names(MULTICAST + "OneByOne", MULTICAST + "ManyUpfront", MULTICAST + "ManyUpfrontAndCompleteAsExpected");

    private static final Reason COMPETE = new Reason("subscribers compete", SAME_SEQUENCE);

    private static final Reason NO_ORDER = new Reason("no order promised", SAME_SEQUENCE);

    private static final Reason AT_MOST_ONE_ELEMENT = new Reason(
            "at most one element",
            union(
                    SAME_SEQUENCE,
                    names(
                            "optional_spec309_requestNegativeNumberMaySignalIllegalArgumentExceptionWithSpecificMessage",
                            "required_createPublisher3MustProduceAStreamOfExactly3Elements",
                            "required_spec101_subscriptionRequestMustResultInTheCorrectNumberOfProducedElements",
                            "required_spec102_maySignalLessThanRequestedAndTerminateSubscription",
                            "required_spec105_mustSignalOnCompleteWhenFiniteStreamTerminates",
                            "required_spec302_mustAllowSynchronousRequestCallsFromOnNextAndOnSubscribe",
                            "required_spec303_mustNotAllowUnboundedRecursion",
                            "required_spec306_afterSubscriptionIsCancelledRequestMustBeNops",
                            "required_spec309_requestNegativeNumberMustSignalIllegalArgumentException",
                            "required_spec309_requestZeroMustSignalIllegalArgumentException",
                            "required_spec312_cancelMustMakeThePublisherToEventuallyStopSignaling",
                            "required_spec313_cancelMustMakeThePublisherEventuallyDropAllReferencesToTheSubscriber",
                            "required_spec317_mustNotSignalOnErrorWhenPendingAboveLongMaxValue",
                            "required_spec317_mustSupportACumulativePendingElementCountUpToLongMaxValue",
                            "required_spec317_mustSupportAPendingElementCountUpToLongMaxValue",
                            "stochastic_spec103_mustSignalOnMethodsSequentially")));

    private static final Reason NEVER_EMPTY =
            new Reason("never empty", names("optional_spec105_emptyStreamMustTerminateBySignallingOnComplete"));

    private static final Reason UNTESTED_WHITEBOX = new Reason(
            "untested",
            names(
                    "untested_spec202_shouldAsynchronouslyDispatch",
                    "untested_spec204_mustConsiderTheSubscriptionAsCancelledInAfterRecievingOnCompleteOrOnError",
                    "untested_spec206_mustCallSubscriptionCancelIfItIsNoLongerValid",
                    "untested_spec207_mustEnsureAllCallsOnItsSubscriptionTakePlaceFromTheSameThreadOrTakeCareOfSynchronization",
                    "untested_spec211_mustMakeSureThatAllCallsOnItsMethodsHappenBeforeTheProcessingOfTheRespectiveEvents",
                    "untested_spec212_mustNotCallOnSubscribeMoreThanOnceBasedOnObjectEquality_specViolation",
                    "untested_spec213_failingOnSignalInvocation",
                    "untested_spec301_mustNotBeCalledOutsideSubscriberContext",
                    "untested_spec310_requestMaySynchronouslyCallOnNextOnSubscriber",
                    "untested_spec311_requestMaySynchronouslyCallOnCompleteOrOnError",
                    "untested_spec314_cancelMayCauseThePublisherToShutdownIfNoOtherSubscriptionExists",
                    "untested_spec315_cancelMustNotThrowExceptionAndMustSignalOnError",
                    "untested_spec316_requestMustNotThrowExceptionAndMustOnErrorTheSubscriber"));

    private static final Reason UNTESTED_BLACKBOX = new Reason(
            "untested",
            names(
                    "untested_spec202_blackbox_shouldAsynchronouslyDispatch",
                    "untested_spec204_blackbox_mustConsiderTheSubscriptionAsCancelledInAfterRecievingOnCompleteOrOnError",
                    "untested_spec206_blackbox_mustCallSubscriptionCancelIfItIsNoLongerValid",
                    "untested_spec207_blackbox_mustEnsureAllCallsOnItsSubscriptionTakePlaceFromTheSameThreadOrTakeCareOfSynchronization",
                    "untested_spec208_blackbox_mustBePreparedToReceiveOnNextSignalsAfterHavingCalledSubscriptionCancel",
                    "untested_spec211_blackbox_mustMakeSureThatAllCallsOnItsMethodsHappenBeforeTheProcessingOfTheRespectiveEvents",
                    "untested_spec212_blackbox_mustNotCallOnSubscribeMoreThanOnceBasedOnObjectEquality",
                    "untested_spec213_blackbox_failingOnSignalInvocation",
                    "untested_spec301_blackbox_mustNotBeCalledOutsideSubscriberContext",
                    "untested_spec308_blackbox_requestMustRegisterGivenNumberElementsToBeProduced",
                    "untested_spec310_blackbox_requestMaySynchronouslyCallOnNextOnSubscriber",
                    "untested_spec311_blackbox_requestMaySynchronouslyCallOnCompleteOrOnError",
                    "untested_spec314_blackbox_cancelMayCauseThePublisherToShutdownIfNoOtherSubscriptionExists",
                    "untested_spec315_blackbox_cancelMustNotThrowExceptionAndMustSignalOnError",
                    "untested_spec316_blackbox_requestMustNotThrowExceptionAndMustOnErrorTheSubscriber"));

    /** A publisher that does all a publisher can do. */
    static final Expected FULL = new Expected(38, List.of(UNTESTED_PUBLISHER));

    /** A publisher whose subscribers compete for the elements. */
    static final Expected COMPETING = new Expected(38, List.of(UNTESTED_PUBLISHER, COMPETE));

    /** A publisher that may give each subscriber its own order. */
    static final Expected UNORDERED = new Expected(38, List.of(UNTESTED_PUBLISHER, NO_ORDER));

    /** A publisher of at most one element. */
    static final Expected AT_MOST_ONE = new Expected(38, List.of(UNTESTED_PUBLISHER, AT_MOST_ONE_ELEMENT));

    /** A publisher of exactly one element. */
    static final Expected EXACTLY_ONE = new Expected(38, List.of(UNTESTED_PUBLISHER, AT_MOST_ONE_ELEMENT, NEVER_EMPTY));

    static final Expected WHITEBOX = new Expected(27, List.of(UNTESTED_WHITEBOX));
    static final Expected BLACKBOX = new Expected(26, List.of(UNTESTED_BLACKBOX));

    /** A processor, which is both. */
    static final Expected PROCESSOR = new Expected(
            68, List.of(new Reason("untested", union(UNTESTED_PUBLISHER.tests(), UNTESTED_WHITEBOX.tests()))));

    /** All that are skipped. */
    Set<String> skipped() {
        return reasons.stream()
                .flatMap(reason -> reason.tests().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** As the table of the documentation has it: run, passed, skipped, why. */
    String row() {
        String why = reasons.stream()
                .map(reason -> reason.why() + " " + reason.tests().size())
                .collect(Collectors.joining(", "));
        int skipped = skipped().size();
        return tests + " | " + (tests - skipped) + " | " + skipped + " | " + why;
    }

    private static Set<String> names(String... names) {
        return new TreeSet<>(Arrays.asList(names));
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(others);
        return all;
    }
}
