package org.quiltappliance.server.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One kept-alive HTTP/1.1 connection that sends whatever bytes it is given as a request line, headers and body. For one
 * thread.
 */
public final class RawConnection implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 30_000;

    private final URI server;
    private Socket socket;
    private InputStream in;

    public RawConnection(URI server) throws IOException {
        this.server = server;
        socket = new Socket();
        in = InputStream.nullInputStream();
        socket.close();
    }

    /**
     * What came back.
     *
     * @param headers by name in lower case
     */
    public record Response(int status, Map<String, String> headers, byte[] body) {

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            var text = text();
            return status + " " + headers + " " + (text.length() > 300 ? text.substring(0, 300) : text);
        }
    }

    /**
     * Sends a request and reads its response; opens a new connection when the last one was closed.
     *
     * @throws SocketTimeoutException after 30 seconds of silence
     * @throws EOFException when the server closes without an answer, twice
     */
    public Response ask(String method, byte[] request) throws IOException {
        boolean reused = !socket.isClosed();
        try {
            return askOnce(method, request);
        } catch (SocketTimeoutException silence) {
            close();
            throw silence;
        } catch (IOException closed) {
            close();
            if (!reused) {
                throw closed;
            }
            return askOnce(method, request); // an idle connection may have been closed meanwhile
        }
    }

    private Response askOnce(String method, byte[] request) throws IOException {
        if (socket.isClosed()) {
            socket = new Socket(server.getHost(), server.getPort());
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
        }
        try {
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
        } catch (IOException early) {
            // Answered before the end of the request; the answer counts.
        }
        var response = read(method);
        if (response.headers()
                .getOrDefault("connection", "")
                .toLowerCase(Locale.ROOT)
                .contains("close")) {
            close();
        }
        return response;
    }

    private Response read(String method) throws IOException {
        int status = 100;
        var headers = new TreeMap<String, String>();
        while (status < 200) {
            var statusLine = line();
            if (!statusLine.matches("HTTP/1\\.[01] \\d{3}.*")) {
                throw new IOException("Not a response: " + statusLine);
            }
            status = Integer.parseInt(statusLine.substring(9, 12));
            headers.clear();
            for (var line = line(); !line.isEmpty(); line = line()) {
                int colon = line.indexOf(':');
                headers.merge(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip(),
                        (a, b) -> a + ", " + b);
            }
        }
        if (method.equals("HEAD") || status == 204 || status == 304) {
            return new Response(status, headers, new byte[0]);
        }
        return new Response(status, headers, body(headers));
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
            var all = new ByteArrayOutputStream();
            for (int size = chunkSize(); size > 0; size = chunkSize()) {
                all.write(in.readNBytes(size));
                line();
            }
            line();
            return all.toByteArray();
        }
        if (headers.containsKey("content-length")) {
            int length = Integer.parseInt(headers.get("content-length"));
            var body = in.readNBytes(length);
            if (body.length < length) {
                throw new EOFException("The body breaks off");
            }
            return body;
        }
        var rest = in.readAllBytes();
        close();
        return rest;
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line().split(";")[0].strip(), 16);
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("The server closed the connection after: " + line);
            }
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    /** Closes the connection; the next request opens another. */
    public void hangUp() throws IOException {
        socket.close();
    }

    @Override
    public void close() throws IOException {
        hangUp();
    }
}
