package dev.spindle.examples.webflux;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A page in headless Chromium, driven by the protocol of its developer tools. */
final class Browser implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final Pattern LISTENING = Pattern.compile("DevTools listening on (ws://\\S+)");

    private final Process process;
    private final HttpClient client = HttpClient.newHttpClient();
    private final WebSocket socket;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final List<String> problems = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final String session;

    private Browser(Process process, URI tools) throws Exception {
        this.process = process;
        this.socket = client.newWebSocketBuilder()
                .buildAsync(tools, new Listener())
                .get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
        String target = call("", "Target.createTarget", Map.of("url", "about:blank"))
                .get("targetId")
                .asString();
        this.session = call("", "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .get("sessionId")
                .asString();
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            call(session, domain + ".enable", Map.of());
        }
    }

    /** Where Chromium is, if it is anywhere on the path. */
    static Optional<Path> find() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(java.io.File.pathSeparator))
                .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts it with a profile of its own in a directory. */
    static Browser start(Path chromium, Path directory) throws Exception {
        Path log = directory.resolve("chromium.log");
        Process process = new ProcessBuilder(
                        chromium.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--no-first-run",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + directory.resolve("profile"),
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            Patience.until("Chromium listens", () -> tools(log).isPresent());
            return new Browser(process, tools(log).orElseThrow());
        } catch (Exception | AssertionError e) {
            process.destroyForcibly();
            e.addSuppressed(new IOException(Files.readString(log)));
            throw e;
        }
    }

    private static Optional<URI> tools(Path log) throws IOException {
        Matcher found = LISTENING.matcher(Files.readString(log));
        return found.find() ? Optional.of(URI.create(found.group(1))) : Optional.empty();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            message.append(data);
            if (last) {
                accept(RunningDemo.JSON.readTree(message.toString()));
                message.setLength(0);
            }
            webSocket.request(1);
            return null;
        }
    }

    private void accept(JsonNode message) {
        if (message.has("id")) {
            CompletableFuture<JsonNode> answer =
                    answers.remove(message.get("id").asInt());
            if (message.has("error")) {
                answer.completeExceptionally(new IOException(message.toString()));
            } else {
                answer.complete(message.get("result"));
            }
            return;
        }
        JsonNode parameters = message.path("params");
        switch (message.path("method").asString()) {
            case "Runtime.exceptionThrown" -> problems.add(parameters.toString());
            case "Log.entryAdded" -> {
                if ("error".equals(parameters.path("entry").path("level").asString())) {
                    problems.add(parameters.toString());
                }
            }
            case "Network.requestWillBeSent" ->
                requests.add(parameters.path("request").path("url").asString());
            default -> {}
        }
    }

    private JsonNode call(String inSession, String method, Map<String, ?> parameters) throws Exception {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        Map<String, Object> message = new java.util.HashMap<>(Map.of("id", id, "method", method, "params", parameters));
        if (!inSession.isEmpty()) {
            message.put("sessionId", inSession);
        }
        socket.sendText(RunningDemo.JSON.writeValueAsString(message), true)
                .get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
        return answer.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    void open(URI page) throws Exception {
        call(session, "Page.navigate", Map.of("url", page.toString()));
        Patience.until(
                "the page is loaded",
                () -> script("document.readyState + location.href").equals("complete" + page));
    }

    /** What an expression gives, as text. */
    String script(String expression) throws Exception {
        JsonNode result = call(
                session,
                "Runtime.evaluate",
                Map.of("expression", "String(" + expression + ")", "awaitPromise", true, "returnByValue", true));
        if (result.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + result);
        }
        return result.get("result").get("value").asString();
    }

    /** The text of the element with an id. */
    String text(String id) throws Exception {
        return script("document.getElementById('" + id + "').textContent");
    }

    /** Clicks as a user does: at the middle of the element. */
    void click(String selector) throws Exception {
        String[] middle = script("(() => { const e = document.querySelector(`" + selector + "`); e.scrollIntoView();"
                        + " const r = e.getBoundingClientRect();"
                        + " return (r.left + r.width / 2) + ' ' + (r.top + r.height / 2); })()")
                .split(" ");
        for (String type : new String[] {"mousePressed", "mouseReleased"}) {
            call(
                    session,
                    "Input.dispatchMouseEvent",
                    Map.of(
                            "type",
                            type,
                            "x",
                            Double.parseDouble(middle[0]),
                            "y",
                            Double.parseDouble(middle[1]),
                            "button",
                            "left",
                            "clickCount",
                            1));
        }
    }

    /** Replaces the text of an input by typing. */
    void type(String selector, String text) throws Exception {
        script("document.querySelector(`" + selector + "`).select()");
        call(session, "Input.insertText", Map.of("text", text));
    }

    /** Uncaught errors of scripts, and what the console shows as an error. */
    List<String> problems() {
        return new ArrayList<>(problems);
    }

    /** The addresses of all requests. */
    List<String> requests() {
        return new ArrayList<>(requests);
    }

    @Override
    public void close() {
        socket.abort();
        client.shutdownNow();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }
}
