package dev.spindle.spring;

import dev.spindle.GoRuntime;
import dev.spindle.rxjava.GoRxSchedulers;
import io.reactivex.rxjava3.core.Scheduler;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Fallback;

/** An RxJava {@link Scheduler} on the runtime, where Spindle's bridge to RxJava is on the class path. */
@AutoConfiguration(after = SpindleAutoConfiguration.class)
@ConditionalOnClass({GoRxSchedulers.class, Scheduler.class})
@ConditionalOnSingleCandidate(GoRuntime.class)
public final class SpindleRxJavaAutoConfiguration {

    SpindleRxJavaAutoConfiguration() {}

    @Bean(destroyMethod = "shutdown")
    @Fallback
    @ConditionalOnMissingBean(name = "goRxScheduler")
    Scheduler goRxScheduler(GoRuntime runtime) {
        return GoRxSchedulers.from(runtime);
    }
}
