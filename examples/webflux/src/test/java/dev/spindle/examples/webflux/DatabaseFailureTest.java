package dev.spindle.examples.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.h2.tools.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the database in a server of its own, which goes away and comes back. */
class DatabaseFailureTest {

    @TempDir
    private Path data;

    /** Returns once it listens. */
    private Process database(int port) throws Exception {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Server.class.getName(),
                        "-tcp",
                        "-tcpPort",
                        String.valueOf(port),
                        "-ifNotExists",
                        "-baseDir",
                        data.toString())
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("database.log").toFile())
                .start();
        Patience.until("the database listens", () -> listens(port));
        return process;
    }

    private static boolean listens(int port) {
        try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** As a crash does. */
    private static void kill(Process process) {
        process.destroyForcibly().onExit().join();
    }

    @Test
    void databaseThatGoesAway_isA503_untilItIsBack() throws Exception {
        int port = freePort();
        Process database = database(port);
        // A commit shall be on disk at once: by default H2 writes half a second later, and a kill loses the table.
        String url = "--spring.datasource.url=jdbc:h2:tcp://127.0.0.1:" + port + "/./orders;WRITE_DELAY=0";
        try (RunningDemo demo =
                RunningDemo.start(data, 100, url, "--spring.datasource.hikari.connection-timeout=300")) {
            assertThat(demo.get("/orders/7").statusCode()).isEqualTo(200);
            kill(database);
            for (String path : new String[] {"/orders/7", "/orders/stream", "/fanout?n=3&timeout=10s", "/orders/8"}) {
                assertUnavailable(demo.get(path));
            }
            assertThat(demo.get("/stats").statusCode()).isEqualTo(200);
            database = database(port);
            Patience.until(
                    "the service has found the database",
                    () -> demo.get("/orders/7").statusCode() == 200);
            assertThat(demo.get("/orders/stream").body().lines()).hasSize(100);
            assertThat(demo.json("/fanout?n=3&timeout=10s").get("arrived").asInt())
                    .isEqualTo(3);
        } finally {
            kill(database);
        }
    }

    private static void assertUnavailable(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
        assertThat(RunningDemo.JSON.readTree(response.body()).get("detail").asString())
                .isEqualTo("The database does not answer; try again later.");
    }
}
