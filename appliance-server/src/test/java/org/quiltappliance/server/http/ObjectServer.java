package org.quiltappliance.server.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.monitoring.TrafficMeter;
import org.quiltappliance.server.objects.LinkMethod;
import org.quiltappliance.server.objects.ObjectEncoding;
import org.quiltappliance.server.objects.ObjectStore;
import org.quiltappliance.server.objects.RegistryLinks;
import org.quiltappliance.server.testing.ObjectSamples;
import org.quiltappliance.server.testing.SteppingClock;

/** The object routes alone, on a free port, and a client for them. */
final class ObjectServer implements AutoCloseable {

    static final String OWNER = "alice";

    private final CountedUploads store;
    private final SteppingClock clock = new SteppingClock();
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final RegistryLinks links =
            new RegistryLinks(this::address, new byte[] {1, 2, 3}, () -> Duration.ofHours(24), clock);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** @param store open; closed with this */
    ObjectServer(ObjectStore store) throws Exception {
        this.store = new CountedUploads(store);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new ObjectHandler(this.store, links, new TrafficMeter(clock)));
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    void letTimePass(Duration time) {
        clock.advance(time);
    }

    String link(LinkMethod method, Hash hash) {
        return links.link(method, OWNER, hash);
    }

    /** Puts an object into the store without HTTP. */
    Hash holds(byte[] content) {
        var hash = ObjectSamples.hashOf(content);
        holds(hash, ObjectEncoding.RAW, content);
        return hash;
    }

    void holds(Hash hash, ObjectEncoding encoding, byte[] stored) {
        try (var upload = store.upload(OWNER, hash, encoding, stored.length)) {
            upload.write(ByteBuffer.wrap(stored));
            upload.commit();
        }
    }

    boolean has(Hash hash) {
        return store.find(OWNER, hash).isPresent();
    }

    /** What the store holds of it now. */
    byte[] stored(Hash hash) throws IOException {
        try (var open = store.read(OWNER, hash).orElseThrow();
                var bytes = open.stored()) {
            return bytes.readAllBytes();
        }
    }

    /** How many uploads have begun and not ended. */
    long uploadsUnderWay() {
        return store.underWay().get();
    }

    /** @param headers names and values in turn */
    HttpResponse<byte[]> get(Hash hash, String... headers) throws Exception {
        return send("GET", link(LinkMethod.GET, hash), null, headers);
    }

    HttpResponse<byte[]> head(Hash hash, String... headers) throws Exception {
        return send("HEAD", link(LinkMethod.HEAD, hash), null, headers);
    }

    HttpResponse<byte[]> put(Hash hash, byte[] body, String... headers) throws Exception {
        return send("PUT", link(LinkMethod.PUT, hash), BodyPublishers.ofByteArray(body), headers);
    }

    HttpResponse<byte[]> send(String method, String link, HttpRequest.BodyPublisher body, String... headers)
            throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(link)).method(method, body == null ? BodyPublishers.noBody() : body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
    }

    /** Sends the head of a request to a link, its lines parted by {@code \n}, on a bare connection. */
    void sendHead(OutputStream to, String method, String link, String headers) throws IOException {
        var uri = URI.create(link);
        var head = method + " " + uri.getRawPath() + "?" + uri.getRawQuery() + " HTTP/1.1\nHost: x\n" + headers + "\n";
        to.write(head.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
        to.flush();
    }

    @Override
    public void close() {
        LifeCycle.stop(server);
        store.close();
    }
}
