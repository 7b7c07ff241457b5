package org.quiltappliance.server.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Passes connections on to one target after the other that accepts them, without looking into them. */
public final class TcpBalancer implements AutoCloseable {

    private final ServerSocket listening;
    private final List<InetSocketAddress> targets = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work, "balancer");
        thread.setDaemon(true);
        return thread;
    });

    /** @param address of this computer to listen on, at any free port */
    public TcpBalancer(String address) {
        try {
            listening = new ServerSocket(0, 100, InetAddress.getByName(address));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        threads.execute(this::serve);
    }

    public int port() {
        return listening.getLocalPort();
    }

    public TcpBalancer to(String host, int port) {
        targets.add(new InetSocketAddress(host, port));
        return this;
    }

    private void serve() {
        for (int next = 0; !listening.isClosed(); next++) {
            try {
                Socket client = listening.accept();
                open.add(client);
                int first = next;
                threads.execute(() -> connect(client, first));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket client, int first) {
        for (int attempt = 0; attempt < targets.size(); attempt++) {
            var target = targets.get((first + attempt) % targets.size());
            try {
                var server = new Socket(target.getAddress(), target.getPort());
                open.add(server);
                threads.execute(() -> copy(server, client));
                copy(client, server);
                return;
            } catch (IOException refused) {
                // The next one may accept.
                continue;
            }
        }
        close(client);
    }

    /** Until either side ends. */
    private void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException ended) {
            close(from);
            close(to);
        }
    }

    private void close(Socket socket) {
        open.remove(socket);
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        open.forEach(this::close);
        threads.shutdownNow();
    }
}
