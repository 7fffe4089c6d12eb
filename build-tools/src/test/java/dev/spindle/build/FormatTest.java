package dev.spindle.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FormatTest {

    @Test
    void sources_ofAllModules_areFormatted() throws IOException {
        Path root = Path.of(System.getProperty("spindle.root"));
        assertThat(new Format(root).unformatted())
                .as("sources that `mvn -q -Pformat -pl build-tools process-classes` would change")
                .isEmpty();
    }
}
