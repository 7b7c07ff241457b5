package org.quiltappliance.server.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** An S3 server on loopback that says it is well, has every bucket, and nothing in any. */
public final class EmptyBucket implements AutoCloseable {

    private static final String PAGE = "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>";
    private static final String UPLOADS = "<ListMultipartUploadsResult></ListMultipartUploadsResult>";

    private final HttpServer server;

    private EmptyBucket(HttpServer server) {
        this.server = server;
    }

    /** On any free port. */
    public static EmptyBucket started() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                String query = String.valueOf(exchange.getRequestURI().getQuery());
                byte[] answer = (query.contains("uploads") ? UPLOADS : PAGE).getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, answer.length);
                try (var body = exchange.getResponseBody()) {
                    body.write(answer);
                }
            });
            server.start();
            return new EmptyBucket(server);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
