package org.quiltappliance.server.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Passes requests on as a proxy in front of an appliance does, with header lines of its own and from an address of its own:
 * one request for each connection.
 */
public final class ForwardingProxy implements AutoCloseable {

    private static final String END = "\r\n\r\n";

    private final ServerSocket listening;
    private final int target;
    private final InetAddress source;
    private final List<String> lines;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param target port of this computer
     * @param source address of this computer that the target is to see, like 127.0.0.2
     * @param lines to add to each request, like {@code X-Forwarded-Proto: https}
     */
    public ForwardingProxy(int target, String source, String... lines) {
        this.target = target;
        this.lines = List.of(lines);
        try {
            this.source = InetAddress.getByName(source);
            listening = new ServerSocket(0, 100, InetAddress.getByName("127.0.0.1"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        threads.execute(this::serve);
    }

    public int port() {
        return listening.getLocalPort();
    }

    private void serve() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                threads.execute(() -> pass(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void pass(Socket client) {
        try (client;
                var server = new Socket(InetAddress.getByName("127.0.0.1"), target, source, 0)) {
            server.getOutputStream().write(withLines(head(client.getInputStream())));
            threads.execute(() -> copyBody(client, server));
            server.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException ended) {
            throw new UncheckedIOException(ended);
        }
    }

    private static void copyBody(Socket client, Socket server) {
        try {
            client.getInputStream().transferTo(server.getOutputStream());
        } catch (IOException ended) {
            // The answer came before the client closed its side.
            return;
        }
    }

    private static String head(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(ISO_8859_1).endsWith(END)) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("The client closed before its request was whole.");
            }
            head.write(next);
        }
        return head.toString(ISO_8859_1);
    }

    private byte[] withLines(String head) {
        String kept = head.replaceAll("(?im)^(connection|upgrade|http2-settings):.*\r\n", "");
        String more = String.join("\r\n", lines) + "\r\nConnection: close";
        return (kept.substring(0, kept.length() - END.length()) + "\r\n" + more + END).getBytes(ISO_8859_1);
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        threads.shutdownNow();
    }
}
