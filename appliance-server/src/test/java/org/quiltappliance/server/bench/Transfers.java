package org.quiltappliance.server.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Sends or fetches objects over some connections at once, each with its share of them. */
final class Transfers {

    private final URI server;
    private final int connections;

    Transfers(URI server, int connections) {
        this.server = server;
        this.connections = connections;
    }

    /** Something to do with a server. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }

    void put(List<Payload> payloads, Map<Payload, String> paths) throws IOException {
        share(payloads, (wire, one) -> {
            try (var file = FileChannel.open(one.file(), StandardOpenOption.READ)) {
                check(wire.put(paths.get(one), file));
            }
        });
    }

    void get(List<Payload> payloads, Map<Payload, String> paths) throws IOException {
        share(payloads, (wire, one) -> {
            var reply = wire.get(paths.get(one), "", Wire.Body.COUNT);
            check(reply);
            if (reply.bytes() != one.bytes()) {
                throw new IllegalStateException("Got " + reply.bytes() + " of " + one.bytes() + " bytes");
            }
        });
    }

    private static void check(Wire.Reply reply) {
        if (reply.status() >= 300) {
            throw new IllegalStateException("The server answered " + reply.status() + ": " + reply.text());
        }
    }

    private interface Step {
        void run(Wire wire, Payload one) throws IOException;
    }

    private void share(List<Payload> payloads, Step step) throws IOException {
        List<Callable<Void>> works = new ArrayList<>();
        for (int connection = 0; connection < connections; connection++) {
            int first = connection;
            works.add(() -> {
                try (var wire = Wire.to(server)) {
                    for (int i = first; i < payloads.size(); i += connections) {
                        step.run(wire, payloads.get(i));
                    }
                }
                return null;
            });
        }
        var threads = Executors.newFixedThreadPool(connections);
        try {
            for (Future<Void> done : threads.invokeAll(works)) {
                done.get();
            }
        } catch (ExecutionException failed) {
            throw new IOException("A transfer failed", failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", interrupted);
        } finally {
            threads.shutdownNow();
        }
    }
}
