package org.quiltappliance.server.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A cable to a server on this computer that a test can cut and mend: while it is cut, connections end and none is made. While
 * it is frozen, connections are made and nothing goes through, as if the server did not answer any more.
 */
public final class Cable implements AutoCloseable {

    private static final int BUFFER_BYTES = 16 * 1024;

    private final int serverPort;
    private final ServerSocket plug;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work, "cable");
        thread.setDaemon(true);
        return thread;
    });
    private final Object thawed = new Object();
    private volatile boolean cut;
    private boolean frozen;

    private Cable(int serverPort, ServerSocket plug) {
        this.serverPort = serverPort;
        this.plug = plug;
    }

    /** A cable to that port of this computer. */
    public static Cable to(int serverPort) {
        try {
            var cable = new Cable(serverPort, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            cable.threads.execute(cable::accept);
            return cable;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Where to connect instead of the server. */
    public int port() {
        return plug.getLocalPort();
    }

    public void cut() {
        cut = true;
        open.forEach(Cable::end);
    }

    public void mend() {
        cut = false;
    }

    public void freeze() {
        synchronized (thawed) {
            frozen = true;
        }
    }

    public void thaw() {
        synchronized (thawed) {
            frozen = false;
            thawed.notifyAll();
        }
    }

    private void accept() {
        while (!plug.isClosed()) {
            try {
                var client = plug.accept();
                if (cut) {
                    end(client);
                } else {
                    join(client, new Socket(InetAddress.getLoopbackAddress(), serverPort));
                }
            } catch (IOException ended) {
                // The test is over, or the server is not there, which the client is to notice by itself.
                continue;
            }
        }
    }

    private void join(Socket client, Socket server) {
        open.add(client);
        open.add(server);
        threads.execute(() -> pump(client, server));
        threads.execute(() -> pump(server, client));
    }

    private void pump(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            var buffer = new byte[BUFFER_BYTES];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                awaitThaw();
                out.write(buffer, 0, count);
            }
        } catch (IOException ended) {
            // One side is gone, and the other one goes with it.
            end(to);
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private void awaitThaw() throws IOException {
        synchronized (thawed) {
            while (frozen) {
                try {
                    thawed.wait();
                } catch (InterruptedException over) {
                    Thread.currentThread().interrupt();
                    throw new InterruptedIOException("The test is over.");
                }
            }
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
        cut();
        threads.shutdownNow();
    }
}
