package dev.spindle.examples.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebfluxDemoTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return WebfluxDemo.commandLine(new WebfluxDemo())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    @ParameterizedTest
    @CsvSource({
        "--port=x, not an int",
        "--port=-1, from 0 to 65535",
        "--port=65536, from 0 to 65535",
        "--port, Missing required parameter",
        "--scheduler=fast, spindle or boundedElastic or virtual",
        "--nonsense, Unknown option: '--nonsense'",
        "--nonsense=1, Unknown option: '--nonsense=1'",
        "--server.port=9, --port says that",
        "--spindle.blocking-handlers=true, --scheduler says that",
        "8080, Unknown option: '8080'",
    })
    void badArgument_isOneLineAndExitCode2(String argument, String message) {
        assertThat(run(argument)).isEqualTo(2);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("webflux-demo: ")
                .contains(message);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void help_tellsTheOptions() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("--port", "--scheduler", "boundedElastic", "spring.datasource.url");
    }
}
