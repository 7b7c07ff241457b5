package org.quiltappliance.server.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Sends bytes that no HTTP library would send. */
public final class RawHttp {

    private static final int PATIENCE_MILLIS = 30_000;

    private RawHttp() {}

    /**
     * Opens a connection, sends the bytes, and reads until the server closes it. The request should say {@code
     * Connection: close}, or be so broken that the server closes by itself.
     *
     * @return what came back as text in ISO 8859-1; empty when the connection was reset
     * @throws UncheckedIOException when the server stays silent for 30 seconds
     */
    public static String exchange(URI server, byte[] request) {
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            send(socket, request);
            return new String(readAll(socket.getInputStream()), StandardCharsets.ISO_8859_1);
        } catch (SocketException reset) {
            return "";
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** As {@link #exchange(URI, byte[])}, for a text. Lines end with CR LF as written. */
    public static String exchange(URI server, String request) {
        return exchange(server, request.getBytes(StandardCharsets.UTF_8));
    }

    /** As {@link #exchange(URI, byte[])}, but says after the bytes that no more will come. */
    public static String exchangeAndShut(URI server, byte[] request) {
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            send(socket, request);
            socket.shutdownOutput();
            return new String(readAll(socket.getInputStream()), StandardCharsets.ISO_8859_1);
        } catch (SocketException reset) {
            return "";
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Sends the bytes and closes the connection without reading. */
    public static void sendAndHangUp(URI server, byte[] request) {
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            send(socket, request);
        } catch (SocketException reset) {
            // The server was faster.
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void send(Socket socket, byte[] request) throws IOException {
        try {
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
        } catch (SocketException reset) {
            // The server has answered before the end of the request; its answer is read all the same.
        }
    }

    private static byte[] readAll(InputStream in) throws IOException {
        var all = new ByteArrayOutputStream();
        var buffer = new byte[8192];
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                all.write(buffer, 0, read);
            }
        } catch (SocketException reset) {
            // What came before it counts.
        }
        return all.toByteArray();
    }
}
