package dev.spindle.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.integration.Slf4jThreadLocalAccessor;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import reactor.util.context.Context;

/** A log whose lines keep what the MDC held, on the thread that logged, under one key. */
final class LogLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    static final String KEY = "request";

    private final Logger logger;
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    /** Registers SLF4J with the context propagation and starts to listen. */
    LogLines(Class<?> test) {
        logger = (Logger) LoggerFactory.getLogger(test);
        ContextRegistry.getInstance().registerThreadLocalAccessor(new Slf4jThreadLocalAccessor());
        logger.setAdditive(false);
        start();
        logger.addAppender(this);
    }

    @Override
    protected void append(ILoggingEvent event) {
        lines.add(event.getFormattedMessage() + ' ' + event.getMDCPropertyMap().get(KEY));
    }

    void log(Object what) {
        logger.info("{}", what);
    }

    /** All that was logged since the last call, and the MDC with it. */
    void assertAllHad(String value, int count) {
        assertThat(lines).hasSize(count).allMatch(line -> line.endsWith(' ' + value), "MDC has " + value);
        lines.clear();
    }

    /** Just these lines, each the message and what the MDC had. */
    void assertHad(String... expected) {
        assertThat(lines).containsExactly(expected);
        lines.clear();
    }

    /** A Reactor context that sets the MDC where it is propagated. */
    static Context inContext(String value) {
        return Context.of(Slf4jThreadLocalAccessor.KEY, java.util.Map.of(KEY, value));
    }

    @Override
    public void close() {
        logger.detachAppender(this);
        MDC.clear();
        ContextRegistry.getInstance().removeThreadLocalAccessor(Slf4jThreadLocalAccessor.KEY);
    }
}
