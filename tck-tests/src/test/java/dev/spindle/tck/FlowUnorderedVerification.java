package dev.spindle.tck;

import org.testng.annotations.Test;

/** The TCK of publishers, over one that may give each subscriber its own order through java.util.concurrent.Flow. */
public abstract class FlowUnorderedVerification extends FlowSourceVerification {

    FlowUnorderedVerification(Source source) {
        super(source);
    }

    @Override
    @Test
    public final void
            optional_spec111_multicast_mustProduceTheSameElementsInTheSameSequenceToAllOfItsSubscribersWhenRequestingOneByOne() {
        notVerified(Sources.NO_ORDER);
    }

    @Override
    @Test
    public final void
            optional_spec111_multicast_mustProduceTheSameElementsInTheSameSequenceToAllOfItsSubscribersWhenRequestingManyUpfront() {
        notVerified(Sources.NO_ORDER);
    }

    @Override
    @Test
    public final void
            optional_spec111_multicast_mustProduceTheSameElementsInTheSameSequenceToAllOfItsSubscribersWhenRequestingManyUpfrontAndCompleteAsExpected() {
        notVerified(Sources.NO_ORDER);
    }
}
