package dev.spindle.spring;

import dev.spindle.GoRuntime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;

/** Which runtimes an application is told about: its beans, and the shared one where Reactor's schedulers run on that. */
final class ObservedRuntimes {

    private ObservedRuntimes() {}

    /** Each once, the beans first, by its name; of several with one name the later ones have a number. */
    static Map<String, GoRuntime> of(ObjectProvider<GoRuntime> beans, SpindleProperties properties) {
        Stream<GoRuntime> shared =
                properties.replaceReactorSchedulers() ? Stream.of(GoRuntime.shared()) : Stream.empty();
        Map<String, GoRuntime> named = new LinkedHashMap<>();
        Stream.concat(beans.orderedStream(), shared).distinct().forEach(runtime -> {
            String name = runtime.name();
            for (int i = 2; named.containsKey(name); i++) {
                name = runtime.name() + "-" + i;
            }
            named.put(name, runtime);
        });
        return named;
    }
}
