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
import java.util.concurrent.RejectedExecutionException;

/**
 * A cable to a server on this computer that a test can cut and mend: while it is cut, connections end and none is made. While
 * it is frozen, connections are made and nothing goes through, as if the server did not answer any more; the server, for its
 * part, has lost its clients, as it would behind a line that has gone dead.
 */
public final class Cable implements AutoCloseable {

    private static final int BUFFER_BYTES = 16 * 1024;

    private final int serverPort;
    private final ServerSocket plug;
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private final Set<Socket> servers = ConcurrentHashMap.newKeySet();
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
        clients.forEach(Cable::end);
        servers.forEach(Cable::end);
    }

    public void mend() {
        cut = false;
    }

    public void freeze() {
        synchronized (thawed) {
            frozen = true;
        }
        servers.forEach(Cable::end);
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
                threads.execute(() -> carry(client));
            } catch (IOException | RejectedExecutionException closed) {
                // The test is over; if it is not, the next connection shows it.
                continue;
            }
        }
    }

    /** Carries bytes both ways until one side ends; while frozen, the client hears nothing of that. */
    private void carry(Socket client) {
        clients.add(client);
        try (client) {
            awaitThaw();
            if (!cut) {
                carry(client, new Socket(InetAddress.getLoopbackAddress(), serverPort));
            }
            awaitThaw();
        } catch (IOException ended) {
            // The server is not there, or the test is over: the client notices by the end of its connection.
            end(client);
        } finally {
            clients.remove(client);
        }
    }

    private void carry(Socket client, Socket server) throws IOException {
        servers.add(server);
        try (server) {
            if (cut || isFrozen()) {
                // That happened while the connection was made.
                return;
            }
            threads.execute(() -> answer(server, client));
            pump(client, server);
        } finally {
            servers.remove(server);
        }
    }

    private void answer(Socket server, Socket client) {
        pump(server, client);
        end(server);
        try {
            awaitThaw();
        } catch (InterruptedIOException over) {
            // The thread ends, and the connection with it.
            Thread.currentThread().interrupt();
        } finally {
            end(client);
        }
    }

    /** Ends when one of them does. */
    private static void pump(Socket from, Socket to) {
        var buffer = new byte[BUFFER_BYTES];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                out.write(buffer, 0, count);
            }
        } catch (IOException ended) {
            // One side is gone; whoever called ends the other one.
            return;
        }
    }

    private boolean isFrozen() {
        synchronized (thawed) {
            return frozen;
        }
    }

    private void awaitThaw() throws InterruptedIOException {
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
