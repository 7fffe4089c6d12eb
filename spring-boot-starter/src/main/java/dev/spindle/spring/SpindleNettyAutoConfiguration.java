package dev.spindle.spring;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.server.WebFilter;
import reactor.netty.http.server.HttpServerResponse;

/** Streams that goroutines produce do not stall on Reactor Netty. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass({WebFilter.class, HttpServerResponse.class})
public final class SpindleNettyAutoConfiguration {

    SpindleNettyAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(name = "goStreamFilter")
    NettyStreamFilter goStreamFilter() {
        return new NettyStreamFilter();
    }
}
