package org.quiltappliance.server.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * A registry of images on loopback, where engines take any certificate. It has one image under every name, denies what is
 * named {@code denied}, and never finishes a layer of what is named {@code endless}.
 */
public final class StubRegistry implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";

    private final HttpsServer server;
    private final Map<String, byte[]> blobs = new HashMap<>();
    private final byte[] manifest;
    private final String layer;
    private final CountDownLatch stalled = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    private StubRegistry(HttpsServer server, byte[] config, byte[] layerBytes) throws IOException {
        this.server = server;
        this.layer = blob(layerBytes);
        this.manifest = JSON.writeValueAsBytes(Map.of(
                "schemaVersion",
                2,
                "mediaType",
                MANIFEST,
                "config",
                Map.of(
                        "mediaType",
                        "application/vnd.docker.container.image.v1+json",
                        "size",
                        config.length,
                        "digest",
                        blob(config)),
                "layers",
                List.of(Map.of(
                        "mediaType",
                        "application/vnd.docker.image.rootfs.diff.tar.gzip",
                        "size",
                        layerBytes.length,
                        "digest",
                        layer))));
    }

    /** Serves the only image of that archive. */
    public static StubRegistry serving(Path archive, Certificate certificate) {
        try {
            Map<String, byte[]> files = files(archive);
            JsonNode contents = JSON.readTree(files.get("manifest.json")).get(0);
            var layer = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(layer)) {
                gzip.write(files.get(contents.path("Layers").get(0).asText()));
            }
            var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            // An engine asks by https first, and waits long for an answer to that.
            server.setHttpsConfigurator(new HttpsConfigurator(certificate.server()));
            var registry =
                    new StubRegistry(server, files.get(contents.path("Config").asText()), layer.toByteArray());
            server.createContext("/", registry::answer);
            server.setExecutor(Executors.newCachedThreadPool(work -> {
                var thread = new Thread(work, "stub-registry");
                thread.setDaemon(true);
                return thread;
            }));
            server.start();
            return registry;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What to pull: a name with this registry and without a tag. */
    public String image(String name) {
        return "127.0.0.1:" + server.getAddress().getPort() + "/" + name;
    }

    /** Of the image. */
    public String digest() {
        return sha256(manifest);
    }

    /** Waits until somebody waits for the layer that never ends. */
    public void awaitStalled() throws InterruptedException {
        stalled.await();
    }

    private String blob(byte[] content) {
        String digest = sha256(content);
        blobs.put(digest, content);
        return digest;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String last = path.substring(path.lastIndexOf('/') + 1);
        try (exchange) {
            if (path.startsWith("/v2/denied/")) {
                send(exchange, 403, "application/json", """
                        {"errors":[{"code":"DENIED","message":"requested access to the resource is denied"}]}""".getBytes(StandardCharsets.UTF_8));
            } else if (path.contains("/manifests/")) {
                exchange.getResponseHeaders().add("Docker-Content-Digest", digest());
                send(exchange, 200, MANIFEST, manifest);
            } else if (path.startsWith("/v2/endless/") && last.equals(layer)) {
                stall(exchange);
            } else if (path.contains("/blobs/") && blobs.containsKey(last)) {
                send(exchange, 200, "application/octet-stream", blobs.get(last));
            } else {
                send(
                        exchange,
                        path.equals("/v2/") ? 200 : 404,
                        "application/json",
                        "{}".getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private void stall(HttpExchange exchange) throws IOException {
        byte[] content = blobs.get(layer);
        exchange.sendResponseHeaders(200, content.length);
        exchange.getResponseBody().write(content, 0, content.length / 2);
        exchange.getResponseBody().flush();
        stalled.countDown();
        try {
            closed.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.getResponseHeaders().add("Docker-Distribution-Api-Version", "registry/2.0");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().add("Content-Length", String.valueOf(body.length));
            exchange.sendResponseHeaders(status, -1);
        } else {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static Map<String, byte[]> files(Path archive) throws IOException {
        var files = new HashMap<String, byte[]>();
        try (var tar = new TarArchiveInputStream(Files.newInputStream(archive))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                files.put(entry.getName(), tar.readAllBytes());
            }
        }
        return files;
    }

    private static String sha256(byte[] content) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
