package org.quiltappliance.server.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A line to a server of HTTP on this computer that breaks as a test says: each new connection takes the next of the
 * troubles that were ordered, and none when there are no more.
 */
public final class RoughLine implements AutoCloseable {

    private static final String BUSY = """
            <?xml version="1.0" encoding="UTF-8"?><Error><Code>SlowDown</Code><Message>Later.</Message></Error>""";

    private final int serverPort;
    private final ServerSocket plug;
    private final Queue<Trouble> troubles = new ConcurrentLinkedQueue<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work, "rough-line");
        thread.setDaemon(true);
        return thread;
    });

    /** After so many bytes the line breaks; no byte of an answer means that it is "busy". */
    private record Trouble(long requestBytes, long answerBytes) {}

    private RoughLine(int serverPort, ServerSocket plug) {
        this.serverPort = serverPort;
        this.plug = plug;
    }

    /** A line to that port of this computer. */
    public static RoughLine to(int serverPort) {
        try {
            var line = new RoughLine(serverPort, new ServerSocket(0, 200, InetAddress.getLoopbackAddress()));
            line.threads.execute(line::accept);
            return line;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Where to connect instead of the server. */
    public int port() {
        return plug.getLocalPort();
    }

    /** How many connections there were. */
    public int connections() {
        return connections.get();
    }

    /** The next connection ends after so many bytes of answers. */
    public void breakAfterAnswering(long bytes) {
        troubles.add(new Trouble(Long.MAX_VALUE, bytes));
    }

    /** The next connection ends after so many bytes of requests. */
    public void breakAfterAsking(long bytes) {
        troubles.add(new Trouble(bytes, Long.MAX_VALUE));
    }

    /** The next connection is answered by 503. */
    public void sayBusy() {
        troubles.add(new Trouble(Long.MAX_VALUE, 0));
    }

    private void accept() {
        while (!plug.isClosed()) {
            try {
                var client = plug.accept();
                connections.incrementAndGet();
                var trouble = troubles.poll();
                threads.execute(
                        () -> serve(client, trouble == null ? new Trouble(Long.MAX_VALUE, Long.MAX_VALUE) : trouble));
            } catch (IOException ended) {
                // The test is over.
                return;
            }
        }
    }

    private void serve(Socket client, Trouble trouble) {
        if (trouble.answerBytes() == 0) {
            answerBusy(client);
            return;
        }
        try {
            var server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
            threads.execute(() -> pump(client, server, trouble.requestBytes()));
            threads.execute(() -> pump(server, client, trouble.answerBytes()));
        } catch (IOException gone) {
            end(client);
        }
    }

    private static void answerBusy(Socket client) {
        try (client) {
            var in = client.getInputStream();
            int read = in.read(new byte[1 << 16]);
            if (read > 0) {
                var answer = "HTTP/1.1 503 Slow Down\r\nContent-Type: application/xml\r\nContent-Length: "
                        + BUSY.length() + "\r\nConnection: close\r\n\r\n" + BUSY;
                client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                client.getOutputStream().flush();
                client.shutdownOutput();
                in.transferTo(OutputStream.nullOutputStream());
            }
        } catch (IOException ended) {
            end(client);
        }
    }

    private static void pump(Socket from, Socket to, long atMost) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            var buffer = new byte[1 << 14];
            long left = atMost;
            for (int count; left > 0 && (count = in.read(buffer, 0, (int) Math.min(buffer.length, left))) > 0; ) {
                out.write(buffer, 0, count);
                left -= count;
            }
        } catch (IOException ended) {
            // One side is gone, and the other one goes with it.
            end(to);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() throws IOException {
        plug.close();
        threads.shutdownNow();
    }
}
