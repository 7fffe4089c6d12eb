package dev.spindle.examples.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What belongs to a request is there wherever its code runs, and nowhere else. */
class ContextTest {

    private static final int USERS = 50;

    /** From where each path tells what it sees, and how many times. */
    private static final Map<String, Map<String, Long>> PLACES = Map.of(
            "/probe/blocking",
            Map.of("handler", 1L, "handler, later", 1L, "mono in handler", 1L),
            "/probe/mono",
            Map.of("mono", 1L, "after mono", 1L),
            "/probe/generator",
            Map.of(
                    "generator",
                    1L,
                    "generator, later",
                    1L,
                    "after generator",
                    2L,
                    "after delay",
                    4L,
                    "context after delay",
                    4L));

    @TempDir
    private Path data;

    @Test
    void securityMdcAndReactorContext_areInHandlersInGeneratorsAndAfterThem() throws Exception {
        try (RunningDemo demo = RunningDemo.start(data, 10, "--spring.main.sources=" + ContextProbe.class.getName())) {
            for (String path : PLACES.keySet()) {
                List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
                for (int i = 0; i < USERS; i++) {
                    all.add(ask(demo, path, "user" + i, "request" + i));
                    all.add(ask(demo, path, "", "anonymous" + i));
                }
                for (int i = 0; i < USERS; i++) {
                    check(path, all.get(2 * i).get(), "user" + i, "request" + i);
                    check(path, all.get(2 * i + 1).get(), "nobody", "anonymous" + i);
                }
            }
        }
    }

    private static CompletableFuture<HttpResponse<String>> ask(
            RunningDemo demo, String path, String user, String request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(demo.uri(path)).header(RequestId.HEADER, request);
        if (!user.isEmpty()) {
            builder.header("X-User", user);
        }
        return demo.client().sendAsync(builder.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void check(String path, HttpResponse<String> response, String user, String request) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        List<JsonNode> seen = new ArrayList<>();
        response.body().lines().map(RunningDemo.JSON::readTree).forEach(node -> {
            if (node.isArray()) {
                node.forEach(seen::add);
            } else {
                seen.add(node);
            }
        });
        assertThat(seen.stream()
                        .collect(Collectors.groupingBy(each -> each.get("where").asString(), Collectors.counting())))
                .isEqualTo(PLACES.get(path));
        for (JsonNode each : seen) {
            String where = each.toString();
            assertThat(each.get("user").asString()).as(where).isEqualTo(user);
            assertThat(each.get("mdc").asString()).as(where).isEqualTo(request);
            String place = each.get("where").asString();
            if (!place.startsWith("after")) {
                assertThat(each.get("reactor").asString()).as(where).isEqualTo(request);
                assertThat(each.get("goroutine").asBoolean()).as(where).isEqualTo(!place.startsWith("context"));
            }
        }
    }
}
