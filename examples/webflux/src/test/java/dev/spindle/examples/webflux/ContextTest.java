package dev.spindle.examples.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What belongs to a request is there wherever its code runs, and nowhere else. */
class ContextTest {

    private static final int USERS = 50;

    @TempDir
    private Path data;

    @Test
    void securityMdcAndReactorContext_areInHandlersInGeneratorsAndAfterThem() throws Exception {
        try (RunningDemo demo = RunningDemo.start(data, 10, "--spring.main.sources=" + ContextProbe.class.getName())) {
            for (String path : List.of("/probe/blocking", "/probe/mono", "/probe/generator")) {
                List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
                for (int i = 0; i < USERS; i++) {
                    all.add(ask(demo, path, "user" + i, "request" + i));
                    all.add(ask(demo, path, "", "anonymous" + i));
                }
                for (int i = 0; i < USERS; i++) {
                    check(all.get(2 * i).get(), "user" + i, "request" + i);
                    check(all.get(2 * i + 1).get(), "nobody", "anonymous" + i);
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

    private static void check(HttpResponse<String> response, String user, String request) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        List<JsonNode> seen = new ArrayList<>();
        response.body().lines().map(RunningDemo.JSON::readTree).forEach(node -> {
            if (node.isArray()) {
                node.forEach(seen::add);
            } else {
                seen.add(node);
            }
        });
        assertThat(seen).hasSizeGreaterThanOrEqualTo(2);
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
