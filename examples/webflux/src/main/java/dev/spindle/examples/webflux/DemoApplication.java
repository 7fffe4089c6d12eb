package dev.spindle.examples.webflux;

import dev.spindle.GoRuntime;
import io.netty.channel.ChannelOption;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.core.task.support.ExecutorServiceAdapter;
import org.springframework.core.task.support.TaskExecutorAdapter;
import org.springframework.web.reactive.config.BlockingExecutionConfigurer;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import reactor.core.scheduler.Schedulers;

/** The service, which {@link WebfluxDemo} starts. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableConfigurationProperties(DemoProperties.class)
@Import({
    Admission.class,
    RequestId.class,
    Orders.class,
    OrdersController.class,
    StreamMeter.class,
    Fanout.class,
    WorkController.class,
    StatsController.class,
    DatabaseProblems.class
})
class DemoApplication {

    /** Where handlers run that return no publisher, for the comparison: the starter's own setting is off then. */
    @Bean
    @ConditionalOnBooleanProperty(name = "spindle.blocking-handlers", havingValue = false)
    WebFluxConfigurer threadHandlers(DemoProperties properties) {
        AsyncTaskExecutor executor = switch (properties.scheduler()) {
            case BOUNDED_ELASTIC -> new TaskExecutorAdapter(Schedulers.boundedElastic()::schedule);
            case VIRTUAL -> new VirtualThreadTaskExecutor("virtual-");
            case SPINDLE -> throw new IllegalStateException("the starter's handlers are switched off");
        };
        return new WebFluxConfigurer() {
            @Override
            public void configureBlockingExecution(BlockingExecutionConfigurer configurer) {
                configurer.setExecutor(executor);
            }
        };
    }

    @Bean
    Engine engine(DemoProperties properties, GoRuntime runtime) {
        return switch (properties.scheduler()) {
            case SPINDLE -> new GoroutineEngine(runtime);
            case BOUNDED_ELASTIC -> new ThreadEngine(Schedulers.boundedElastic());
            // As a service, whose tasks can be interrupted.
            case VIRTUAL ->
                new ThreadEngine(Schedulers.fromExecutorService(
                        new ExecutorServiceAdapter(new VirtualThreadTaskExecutor("virtual-"))));
        };
    }

    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> sendBuffer(DemoProperties properties) {
        int bytes = Math.toIntExact(properties.sendBuffer().toBytes());
        return factory -> factory.addServerCustomizers(server -> server.childOption(ChannelOption.SO_SNDBUF, bytes));
    }

    @Bean
    CpuWork cpuWork(DemoProperties properties) {
        return CpuWork.of(properties.roundsPerMillisecond());
    }

    /** Before the service listens: an order that is missing then is missing. */
    @Bean
    OrderTable orderTable(DataSource dataSource, DemoProperties properties) throws SQLException {
        OrderTable table = new OrderTable(dataSource);
        table.fill(properties.orders());
        return table;
    }
}
