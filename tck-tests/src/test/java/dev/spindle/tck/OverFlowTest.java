package dev.spindle.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spindle.reactive.ChannelSubscriber;
import org.junit.jupiter.api.Test;
import org.reactivestreams.FlowAdapters;
import org.reactivestreams.Processor;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;

/** What the TCK is given to test through {@code Flow} goes through it. */
class OverFlowTest {

    @Test
    void publisher_asTheTckTakesIt_isNotTheOneItself() {
        Publisher<Long> itself = Sources.GENERATOR.publisher(1);
        assertThat(FlowAdapters.toPublisher(OverFlow.publisher(itself))).isNotSameAs(itself);
        assertThat(FlowAdapters.toPublisher(FlowAdapters.toFlowPublisher(itself)))
                .as("the adapters alone")
                .isSameAs(itself);
    }

    @Test
    void subscriber_asTheTckTakesIt_isNotTheOneItself() {
        Subscriber<Long> itself = ChannelSubscriber.of(1);
        assertThat(FlowAdapters.toSubscriber(OverFlow.subscriber(itself))).isNotSameAs(itself);
    }

    @Test
    void processor_asTheTckTakesIt_isNotTheOneItself() {
        Processor<Long, Long> itself = Processors.RAW.processor(1);
        assertThat(FlowAdapters.toProcessor(OverFlow.processor(itself))).isNotSameAs(itself);
    }
}
