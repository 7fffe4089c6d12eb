package dev.spindle.examples.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class BadInputTest {

    @TempDir
    private static Path data;

    private static RunningDemo demo;

    @BeforeAll
    static void start() {
        demo = RunningDemo.start(data, 200);
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        /orders/abc               | 400 |
        /orders/99999999999999999999 | 400 |
        /orders/0                 | 404 | There is no order 0.
        /orders/201               | 404 | There is no order 201.
        /orders/-1                | 404 | There is no order -1.
        /fanout?n=abc             | 400 |
        /fanout?n=0               | 400 | n must be from 1 to 1000, not 0.
        /fanout?n=1001            | 400 | n must be from 1 to 1000, not 1001.
        /fanout?timeout=-1        | 400 | timeout must not be negative, not -1.
        /fanout?timeout=-PT1S     | 400 | timeout must not be negative, not -PT1S.
        /fanout?timeout=soon      | 400 | timeout must be a time such as 150, 150ms or 2s, not 'soon'.
        /fanout?timeout=99999999999d | 400 | timeout must be at most a minute, not 99999999999d.
        /fanout?timeout=9999999999999999999 | 400 | timeout must be a time such as 150, 150ms or 2s, not '9999999999999999999'.
        /fanout?timeout=61s       | 400 | timeout must be at most a minute, not 61s.
        /hog?millis=-1            | 400 | millis must be from 0 to 60000, not -1.
        /hog?millis=60001         | 400 | millis must be from 0 to 60000, not 60001.
        /hog?millis=9223372036854775807 | 400 | millis must be from 0 to 60000, not 9223372036854775807.
        /hog?millis=x             | 400 |
        /nowhere                  | 404 |
        """)
    void request_thatIsWrong_isAProblemThatSaysSo(String path, int status, String detail) throws Exception {
        HttpResponse<String> response = demo.get(path);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = RunningDemo.JSON.readTree(response.body());
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("title").asString()).isNotBlank();
        if (detail == null) {
            assertThat(problem.get("detail").asString()).isNotBlank();
        } else {
            assertThat(problem.get("detail").asString()).isEqualTo(detail);
        }
    }

    @Test
    void wrongMethod_isAProblem() throws Exception {
        var request = java.net.http.HttpRequest.newBuilder(demo.uri("/orders/1"))
                .DELETE()
                .build();
        HttpResponse<String> response = demo.client().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void requestId_comesBack_unlessItCouldSpoilALog() throws Exception {
        assertThat(demo.get("/stats", "X-Request-Id", "abc.1-2_3").headers().firstValue("X-Request-Id"))
                .hasValue("abc.1-2_3");
        assertThat(demo.get("/stats", "X-Request-Id", "a b[31m")
                        .headers()
                        .firstValue("X-Request-Id")
                        .orElseThrow())
                .doesNotContain(" ")
                .hasSize(36);
        assertThat(demo.get("/stats").headers().firstValue("X-Request-Id")).isPresent();
    }

    @Test
    void fanOuts_whoseCallsAreInterruptedInTheDatabase_leaveItUsable() throws Exception {
        for (int timeout = 18; timeout < 30; timeout++) {
            assertThat(demo.json("/fanout?n=200&timeout=" + timeout)
                            .get("arrived")
                            .asInt())
                    .isLessThan(200);
        }
        assertThat(demo.json("/fanout?n=50&timeout=10s").get("arrived").asInt()).isEqualTo(50);
        assertThat(demo.json("/orders/7").get("id").asLong()).isEqualTo(7);
    }
}
