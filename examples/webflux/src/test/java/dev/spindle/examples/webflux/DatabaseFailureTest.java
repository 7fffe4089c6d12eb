package dev.spindle.examples.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import org.h2.tools.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the database in a server of its own, which goes away and comes back. */
class DatabaseFailureTest {

    @TempDir
    private Path data;

    private Server database(int port) throws SQLException {
        return Server.createTcpServer("-tcpPort", String.valueOf(port), "-ifNotExists", "-baseDir", data.toString())
                .start();
    }

    @Test
    void databaseThatGoesAway_isA503_untilItIsBack() throws Exception {
        Server database = database(0);
        int port = database.getPort();
        String url = "--spring.datasource.url=jdbc:h2:tcp://127.0.0.1:" + port + "/./orders";
        try (RunningDemo demo =
                RunningDemo.start(data, 100, url, "--spring.datasource.hikari.connection-timeout=300")) {
            assertThat(demo.get("/orders/7").statusCode()).isEqualTo(200);
            database.stop();
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
            database.stop();
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
