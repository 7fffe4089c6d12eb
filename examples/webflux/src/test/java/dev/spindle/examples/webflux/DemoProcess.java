package dev.spindle.examples.webflux;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The service in a JVM of its own, on a free port of loopback. */
final class DemoProcess implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile("Netty started on port (\\d+)");

    private final Process process;
    private final Path log;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private int port;

    private DemoProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** With an embedded database in a directory, where the log goes, too. */
    static DemoProcess start(Path data, List<String> jvmOptions, String... arguments) throws Exception {
        List<String> java = new ArrayList<>(jvmOptions);
        java.addAll(List.of(
                "--add-opens",
                "java.base/java.lang=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1", // starts sooner
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                WebfluxDemo.class.getName()));
        return start(java, data, arguments);
    }

    /** From its jar, as users start it. */
    static DemoProcess startJar(Path jar, Path data, String... arguments) throws Exception {
        return start(List.of("-jar", jar.toAbsolutePath().toString()), data, arguments);
    }

    private static DemoProcess start(List<String> java, Path data, String... arguments) throws Exception {
        Path log = data.resolve("log");
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(java);
        command.addAll(List.of(
                "--port=0",
                "--server.address=127.0.0.1",
                "--demo.data=" + data.toAbsolutePath(),
                "--demo.rounds-per-millisecond=100000"));
        command.addAll(List.of(arguments));
        DemoProcess demo = new DemoProcess(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start(),
                log);
        try {
            Patience.until("the service listens", demo::listens);
        } catch (AssertionError e) {
            demo.close();
            throw new AssertionError(demo.log(), e);
        }
        return demo;
    }

    private boolean listens() throws IOException {
        Matcher found = PORT.matcher(log());
        if (found.find()) {
            port = Integer.parseInt(found.group(1));
            return true;
        }
        if (!process.isAlive()) {
            throw new AssertionError("it has ended with " + process.exitValue());
        }
        return false;
    }

    int port() {
        return port;
    }

    HttpClient client() {
        return client;
    }

    HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Patience.LIMIT)
                .build();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path), HttpResponse.BodyHandlers.ofString());
    }

    JsonNode stats() throws IOException, InterruptedException {
        return RunningDemo.JSON.readTree(get("/stats").body());
    }

    /** What the service has printed. */
    String log() throws IOException {
        return Files.readString(log);
    }

    /** Asks it to end, as an operator does. */
    void terminate() {
        process.destroy();
    }

    /** Waits for its end. */
    int exitCode() throws InterruptedException, IOException {
        if (!process.waitFor(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("it does not end: " + log());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        client.shutdownNow();
        process.destroyForcibly().onExit().join();
    }
}
