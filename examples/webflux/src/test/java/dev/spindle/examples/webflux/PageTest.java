package dev.spindle.examples.webflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as a user sees it. Needs Chromium, without which it is skipped, or fails where {@code SPINDLE_BROWSER=required}. */
class PageTest {

    @TempDir
    private Path data;

    private static Path chromium() {
        Optional<Path> found = Browser.find();
        if (found.isEmpty()) {
            String missing = "Chromium is missing, so nobody looks at the page; on Debian: apt-get install chromium";
            if ("required".equals(System.getenv("SPINDLE_BROWSER"))) {
                fail(missing);
            }
            System.out.println(missing);
            abort(missing);
        }
        return found.orElseThrow();
    }

    @Test
    void page_showsTheServiceLive_andTriesItOut() throws Exception {
        Path chromium = chromium();
        // Not in a directory that is deleted at once: Chromium's processes may still write as they end.
        Path profile = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "chromium");
        RunningDemo demo = RunningDemo.start(data, 200_000);
        try (Browser browser = Browser.start(chromium, profile)) {
            browser.open(demo.uri("/"));
            Patience.until("the page is live", () -> browser.text("state").equals("live"));
            assertThat(browser.text("scheduler")).isEqualTo("spindle");
            assertThat(browser.text("mode")).isIn("native mode", "portable mode");
            assertThat(browser.text("orders")).isEqualTo("200,000");
            assertThat(browser.text("states")).matches("\\d+ / \\d+ / \\d+");

            String spawned = browser.text("spawned");
            browser.type("#find input", "77");
            browser.click("#find button");
            Patience.until("the order is found", () -> browser.text("answer").contains("{\"id\":77,"));
            assertThat(browser.text("answer")).startsWith("200 after ");
            Patience.until(
                    "the page has counted it", () -> !browser.text("spawned").equals(spawned));

            browser.type("#fan input[name=n]", "5");
            browser.type("#fan input[name=timeout]", "5s");
            browser.click("#fan button");
            Patience.until("the calls are back", () -> browser.text("answer").contains("\"arrived\":5"));

            browser.click("#flow button[value=slow]");
            Patience.until("a stream is shown", () -> browser.text("streams").equals("1"));
            Patience.until("rows are shown", () -> browser.text("answer").matches("(?s)[1-9]\\d* rows\n\\{\"id\":.*"));
            browser.click("#stop");
            Patience.until("the stream is gone", () -> browser.text("streams").equals("0"));
            assertThat(demo.bean(HikariDataSource.class).getHikariPoolMXBean().getActiveConnections())
                    .isZero();
            assertThat(browser.text("answer")).contains("gone away");
            assertThat(browser.script("document.querySelectorAll('#chart polyline').length"))
                    .isEqualTo("3");

            assertThat(browser.problems()).isEmpty();
            String origin = demo.uri("/").toString();
            assertThat(browser.requests())
                    .filteredOn(url -> !url.startsWith("data:"))
                    .isNotEmpty()
                    .allMatch(url -> url.startsWith(origin));

            browser.type("#find input", "no number");
            browser.click("#find button");
            Patience.until("the refusal is shown", () -> browser.text("answer").startsWith("400 after "));

            demo.close();
            Patience.until(
                    "the page tells that nobody answers",
                    () -> browser.text("state").startsWith("no answer"));
        } finally {
            demo.close();
        }
    }
}
