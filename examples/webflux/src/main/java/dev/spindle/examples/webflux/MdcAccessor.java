package dev.spindle.examples.webflux;

import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The id of the request in SLF4J's MDC, for Micrometer's context propagation, which finds this class by {@code META-INF/services}. */
public final class MdcAccessor implements ThreadLocalAccessor<String> {

    /** For the service loader. */
    public MdcAccessor() {}

    @Override
    public Object key() {
        return RequestId.KEY;
    }

    @Override
    public @Nullable String getValue() {
        return MDC.get(RequestId.KEY);
    }

    @Override
    public void setValue(String id) {
        MDC.put(RequestId.KEY, id);
    }

    @Override
    public void setValue() {
        MDC.remove(RequestId.KEY);
    }
}
