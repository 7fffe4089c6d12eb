package dev.spindle.tck;

import org.testng.annotations.Test;

/** The TCK of publishers, over one whose subscribers do not all get the same sequence, through java.util.concurrent.Flow. */
public abstract class FlowNoCommonSequenceVerification extends FlowSourceVerification {

    private final String why;

    FlowNoCommonSequenceVerification(Source source, String why) {
        super(source);
        this.why = why;
    }

    @Override
    @Test
    public final void
            optional_spec111_multicast_mustProduceTheSameElementsInTheSameSequenceToAllOfItsSubscribersWhenRequestingOneByOne() {
        notVerified(why);
    }

    @Override
    @Test
    public final void
            optional_spec111_multicast_mustProduceTheSameElementsInTheSameSequenceToAllOfItsSubscribersWhenRequestingManyUpfront() {
        notVerified(why);
    }

    @Override
    @Test
    public final void
            optional_spec111_multicast_mustProduceTheSameElementsInTheSameSequenceToAllOfItsSubscribersWhenRequestingManyUpfrontAndCompleteAsExpected() {
        notVerified(why);
    }
}
