package dev.spindle.examples.webflux;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.stereotype.Component;

/** Counts the streams of rows. Thread-safe. */
@Component
class StreamMeter {

    private final AtomicInteger open = new AtomicInteger();
    private final LongAdder rows = new LongAdder();

    /** Counts the rows as open until they are closed. */
    OrderRows opened(OrderRows opened) {
        open.incrementAndGet();
        return opened.onClose(open::decrementAndGet);
    }

    @SuppressWarnings("unused") // any order is one
    void sent(Order order) {
        rows.increment();
    }

    /** Streams whose connection is in use. */
    int open() {
        return open.get();
    }

    /** Rows ever handed to the network. */
    long rows() {
        return rows.sum();
    }
}
