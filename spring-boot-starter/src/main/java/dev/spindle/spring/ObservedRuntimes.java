package dev.spindle.spring;

import dev.spindle.GoRuntime;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;

/** Which runtimes an application is told about: its beans, and the shared one where Reactor's schedulers run on that. */
final class ObservedRuntimes {

    private ObservedRuntimes() {}

    /** Each once, the beans first. */
    static List<GoRuntime> of(ObjectProvider<GoRuntime> beans, SpindleProperties properties) {
        Stream<GoRuntime> shared =
                properties.replaceReactorSchedulers() ? Stream.of(GoRuntime.shared()) : Stream.empty();
        return Stream.concat(beans.stream(), shared).distinct().toList();
    }
}
