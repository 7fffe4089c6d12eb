package dev.spindle.examples.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A connection that is kept for the next request. */
class KeepAliveTest {

    /**
     * A goroutine's answer can be with the client, and the client's next request here, before the event loop is done with the
     * first: the next then waits in a queue of Reactor Netty, which up to 1.3.7 forgot to read on if that one was answered at once.
     */
    @Test
    void requestBehindAGoroutinesAnswer_andTheOneAfterIt_areAnswered(@TempDir Path data) throws Exception {
        try (RunningDemo demo = RunningDemo.start(data, 10);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), demo.port())) {
            socket.setSoTimeout((int) Patience.LIMIT.toMillis());
            InputStream in = socket.getInputStream();
            for (int round = 0; round < 50; round++) {
                send(socket, "/orders/7", "/stats"); // the second is answered by the event loop itself
                assertThat(body(in)).startsWith("{\"id\":7,");
                assertThat(body(in)).contains("\"scheduler\":\"spindle\"");
            }
        }
    }

    private static void send(Socket socket, String... paths) throws IOException {
        StringBuilder requests = new StringBuilder();
        for (String path : paths) {
            requests.append("GET ").append(path).append(" HTTP/1.1\r\nHost: localhost\r\n\r\n");
        }
        socket.getOutputStream().write(requests.toString().getBytes(StandardCharsets.US_ASCII));
    }

    /** Of the next answer, which must be a 200 that tells its length. */
    private static String body(InputStream in) throws IOException {
        assertThat(LineClient.line(in)).startsWith("HTTP/1.1 200 ");
        int length = -1;
        for (String header = LineClient.line(in); !header.isBlank(); header = LineClient.line(in)) {
            if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).trim());
            }
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
}
