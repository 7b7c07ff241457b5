package org.quiltappliance.server.client;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A forward proxy on a free port, for clients that are told of it by {@code HTTP_PROXY}. It notes each request and can
 * cut a connection in the middle. One request per connection, so that what it passes on need not be understood.
 */
final class RecordingProxy implements AutoCloseable {

    /** Method, decoded path without query, and the {@code Range} header, empty if there is none. */
    record Seen(String method, String path, String range) {}

    /** Ends the first matching connection after so many bytes of one direction. */
    private record Cut(Predicate<Seen> which, boolean upload, long afterBytes) {}

    private static final long NEVER = Long.MAX_VALUE;

    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private @Nullable Cut next;

    RecordingProxy() {
        try {
            listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    /** The same machine, reaching its registry through this proxy. */
    QuiltCli before(QuiltCli cli) {
        return cli.with("NO_PROXY", "").with("HTTP_PROXY", "http://127.0.0.1:" + listener.getLocalPort());
    }

    /** Cuts the answer to the first such request after so many bytes of its body. */
    synchronized void cutAnswer(Predicate<Seen> which, long afterBytes) {
        next = new Cut(which, false, afterBytes);
    }

    /** Cuts the first such request after so many bytes of its body. */
    synchronized void cutUpload(Predicate<Seen> which, long afterBytes) {
        next = new Cut(which, true, afterBytes);
    }

    /** All requests so far, in the order of their arrival. */
    List<Seen> seen() {
        return List.copyOf(seen);
    }

    /** The requests of one method for objects, in the order of their arrival. */
    List<Seen> objects(String method) {
        return seen.stream()
                .filter(request ->
                        request.method().equals(method) && request.path().startsWith("/objects/"))
                .toList();
    }

    void forget() {
        seen.clear();
    }

    private void accept() {
        try {
            while (true) {
                var client = listener.accept();
                threads.execute(() -> serve(client));
            }
        } catch (IOException closed) {
            // Closed by close().
        }
    }

    private void serve(Socket client) {
        try (client) {
            var fromClient = new BufferedInputStream(client.getInputStream());
            var head = readHead(fromClient);
            if (head.isEmpty()) {
                return;
            }
            var lines = head.split("\r\n");
            var words = lines[0].split(" ");
            var target = URI.create(words[1]);
            var request = new Seen(words[0], target.getPath(), header(lines, "Range"));
            seen.add(request);
            var cut = take(request);
            try (var server = new Socket(target.getHost(), target.getPort())) {
                server.getOutputStream().write(onlyRequest(lines).getBytes(StandardCharsets.ISO_8859_1));
                var uploadLimit = cut != null && cut.upload() ? cut.afterBytes() : NEVER;
                threads.execute(() -> {
                    try {
                        if (!copy(fromClient, server.getOutputStream(), uploadLimit)) {
                            abort(client);
                            abort(server);
                        }
                    } catch (IOException ended) {
                        // The other direction has ended the connection.
                    }
                });
                var fromServer = new BufferedInputStream(server.getInputStream());
                var answer = readHead(fromServer);
                client.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                copy(fromServer, client.getOutputStream(), cut != null && !cut.upload() ? cut.afterBytes() : NEVER);
            }
        } catch (IOException ended) {
            // One of both went away, which the tests bring about on purpose.
        }
    }

    private static void abort(Socket socket) throws IOException {
        socket.close();
    }

    private synchronized @Nullable Cut take(Seen request) {
        var cut = next;
        if (cut == null || !cut.which().test(request)) {
            return null;
        }
        next = null;
        return cut;
    }

    /** The request line with the whole address, as it came, and a wish for the end of the connection. */
    private static String onlyRequest(String[] lines) {
        var head = new StringBuilder(lines[0]).append("\r\n");
        for (var i = 1; i < lines.length; i++) {
            if (!lines[i].regionMatches(true, 0, "Connection:", 0, 11)
                    && !lines[i].regionMatches(true, 0, "Proxy-Connection:", 0, 17)) {
                head.append(lines[i]).append("\r\n");
            }
        }
        return head.append("Connection: close\r\n\r\n").toString();
    }

    private static String header(String[] lines, String name) {
        for (var line : lines) {
            if (line.regionMatches(true, 0, name + ":", 0, name.length() + 1)) {
                return line.substring(name.length() + 1).strip();
            }
        }
        return "";
    }

    private static String readHead(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            var next = in.read();
            if (next < 0) {
                break;
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /** @return whether the stream ended before the limit */
    private static boolean copy(InputStream in, OutputStream out, long limit) throws IOException {
        var buffer = new byte[16_384];
        var left = limit;
        while (left > 0) {
            var count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (count < 0) {
                return true;
            }
            out.write(buffer, 0, count);
            out.flush();
            left -= count;
        }
        return false;
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
