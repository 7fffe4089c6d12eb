package dev.spindle.examples.webflux;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service in this JVM, started by its command line on a free port of loopback. */
final class RunningDemo implements AutoCloseable {

    static final JsonMapper JSON = JsonMapper.shared();

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ConfigurableApplicationContext context;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private RunningDemo(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** With an embedded database in a directory and so many orders. */
    static RunningDemo start(Path data, long orders, String... arguments) {
        WebfluxDemo demo = new WebfluxDemo();
        List<String> defaults = List.of(
                "--port=0",
                "--server.address=127.0.0.1",
                "--demo.data=" + data.toAbsolutePath(),
                "--demo.orders=" + orders,
                "--demo.rounds-per-millisecond=100000");
        int code = WebfluxDemo.commandLine(demo)
                .execute(Stream.concat(defaults.stream(), Stream.of(arguments)).toArray(String[]::new));
        if (code != 0) {
            throw new AssertionError("the service did not start: exit code " + code);
        }
        return new RunningDemo(demo.context());
    }

    int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    HttpClient client() {
        return client;
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).timeout(PATIENCE);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    JsonNode json(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = get(path);
        if (response.statusCode() != 200) {
            throw new AssertionError(path + ": " + response.statusCode() + " " + response.body());
        }
        return JSON.readTree(response.body());
    }

    @Override
    public void close() {
        client.close();
        context.close();
    }
}
