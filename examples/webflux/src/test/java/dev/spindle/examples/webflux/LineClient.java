package dev.spindle.examples.webflux;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A client of {@code /orders/stream} that reads a line when it is told to, and has next to no buffer of its own: what it does not
 * read stays with the service.
 */
final class LineClient implements AutoCloseable {

    private static final int RECEIVE_BUFFER = 4096;

    private final Socket socket = new Socket();
    private final InputStream in;

    LineClient(int port) throws IOException {
        socket.setReceiveBufferSize(RECEIVE_BUFFER); // before it connects, or the window is large already
        socket.setSoTimeout((int) Patience.LIMIT.toMillis());
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.getOutputStream()
                .write("GET /orders/stream HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        in = new BufferedInputStream(socket.getInputStream(), 128);
        String status = line(in);
        if (!status.startsWith("HTTP/1.1 200 ")) {
            throw new IOException(status);
        }
    }

    /** The next line of JSON, without the framing of HTTP. */
    String next() throws IOException {
        String line = line(in);
        while (!line.startsWith("{")) {
            line = line(in);
        }
        return line;
    }

    /** The next line, without its end but with a carriage return before that. */
    static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                throw new EOFException("the connection has ended");
            }
            line.write(read);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /** Goes away, however much there is to read. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
