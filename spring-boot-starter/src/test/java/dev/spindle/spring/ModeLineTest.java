package dev.spindle.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

/** What the log says of the mode: one line. */
@ExtendWith(OutputCaptureExtension.class)
class ModeLineTest {

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(SpindleAutoConfiguration.class)
    static class App {}

    @Test
    void start_saysInOneLine_whichModeRunsAndHowToGetTheOther(CapturedOutput output) {
        List<String> lines = linesAtStart(output);
        assertThat(lines).singleElement().asString().contains("runtime spring with parallelism ");
        if (Testing.isPortable()) {
            assertThat(lines.getFirst())
                    .contains("is portable: ")
                    .contains("--add-opens java.base/java.lang=ALL-UNNAMED")
                    .contains("'Add-Opens: java.base/java.lang' in the manifest");
        } else {
            assertThat(lines.getFirst()).contains("is native: ").contains("spindle.mode=portable");
        }
    }

    @Test
    void start_withPortableModeAskedFor_saysSo(CapturedOutput output) {
        assertThat(linesAtStart(output, "--spindle.mode=portable"))
                .singleElement()
                .asString()
                .endsWith("is portable: portable mode was asked for (spindle.mode=native asks for the other mode)");
    }

    private static List<String> linesAtStart(CapturedOutput output, String... args) {
        SpringApplication application = new SpringApplication(App.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.run(args).close();
        return output.getAll()
                .lines()
                .filter(line -> line.contains("portable") || line.contains("native"))
                .toList();
    }
}
