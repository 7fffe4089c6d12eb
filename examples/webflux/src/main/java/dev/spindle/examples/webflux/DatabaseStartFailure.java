package dev.spindle.examples.webflux;

import java.sql.SQLException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in a few lines why the orders are not there. Spring finds this class by {@code META-INF/spring.factories}. */
final class DatabaseStartFailure extends AbstractFailureAnalyzer<SQLException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
        return new FailureAnalysis(
                "The database cannot be used: " + cause.getMessage(),
                "Look at spring.datasource.url. Two services cannot share an embedded database: give one another"
                        + " directory by demo.data.",
                cause);
    }
}
