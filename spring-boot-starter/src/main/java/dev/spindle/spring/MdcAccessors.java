package dev.spindle.spring;

import io.micrometer.context.ContextRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.MDC;
import org.springframework.beans.factory.DisposableBean;

/**
 * Keys of the logging context that travel with the Reactor context, under the same names: written by
 * {@code contextWrite(Context.of("tenant", "a"))}, read by a log pattern in whatever runs in that context. What is no string is logged as one.
 *
 * <p>The registry of accessors is the JVM's. So contexts that name the same key share one accessor, which goes with the last of them, and
 * a key for which somebody else has registered one is left alone.
 */
final class MdcAccessors implements DisposableBean {

    /** How many contexts use our accessor of a key. Under the class's monitor. */
    private static final Map<String, Integer> USERS = new HashMap<>();

    /** Those that this context counts for. */
    private final List<String> acquired;

    MdcAccessors(List<String> keys) {
        acquired = keys.stream().distinct().filter(MdcAccessors::acquire).toList();
    }

    @Override
    public void destroy() {
        acquired.forEach(MdcAccessors::release);
    }

    private static synchronized boolean acquire(String key) {
        ContextRegistry registry = ContextRegistry.getInstance();
        boolean isOurs = USERS.containsKey(key);
        boolean isTaken = registry.getThreadLocalAccessors().stream()
                .anyMatch(accessor -> accessor.key().equals(key));
        if (isTaken && !isOurs) {
            return false;
        }
        USERS.merge(key, 1, Integer::sum);
        registry.<Object>registerThreadLocalAccessor(
                key, () -> MDC.get(key), value -> MDC.put(key, String.valueOf(value)), () -> MDC.remove(key));
        return true;
    }

    private static synchronized void release(String key) {
        if (USERS.merge(key, -1, Integer::sum) == 0) {
            USERS.remove(key);
            ContextRegistry.getInstance().removeThreadLocalAccessor(key);
        }
    }
}
