package org.quiltappliance.server.objects;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.errors.ApplianceException.NoSpace;

/** A server that has no room left, in the words that servers have for it. */
class S3FullTest {

    private static final byte[] CONTENT = "content".getBytes(UTF_8);
    private static final Hash HASH = ContentDigest.sha256(CONTENT);
    private static final String PAGE = "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>";
    private static final String UPLOADS =
            "<ListMultipartUploadsResult><IsTruncated>false</IsTruncated></ListMultipartUploadsResult>";

    @TempDir
    Path folder;

    private HttpServer server;
    private S3ObjectStore store;
    private volatile int status = 200;
    private volatile String code = "";

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        store = new S3ObjectStore(
                new StoreConfig.S3(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                        Optional.empty(),
                        "bucket",
                        "us-east-1",
                        StoreConfig.PathStyle.YES,
                        "key",
                        new Secret("a long enough secret")),
                folder,
                false);
        store.open();
    }

    @AfterEach
    void close() {
        store.close();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        switch (exchange.getRequestMethod()) {
            case "HEAD" -> exchange.sendResponseHeaders(404, -1);
            case "DELETE" -> exchange.sendResponseHeaders(204, -1);
            case "PUT" -> send(exchange, status, status == 200 ? "" : "<Error><Code>" + code + "</Code></Error>");
            default ->
                send(
                        exchange,
                        200,
                        String.valueOf(exchange.getRequestURI().getQuery()).contains("uploads") ? UPLOADS : PAGE);
        }
        exchange.close();
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void put() {
        try (var upload = store.upload("ann", HASH, ObjectEncoding.RAW, CONTENT.length)) {
            upload.write(ByteBuffer.wrap(CONTENT));
            upload.commit();
        }
    }

    @ParameterizedTest
    @CsvSource({"507,XMinioStorageFull", "400,XMinioAdminBucketQuotaExceeded", "403,QuotaExceeded", "507,Anything"})
    void uploadIsRefusedForWantOfRoomAndThatIsKnownUntilThereIsSome(int refusal, String word) {
        put();
        assertThat(store.lacksSpace()).isFalse();
        status = refusal;
        code = word;

        assertThatThrownBy(this::put).isInstanceOf(NoSpace.class);

        assertThat(store.lacksSpace()).isTrue();
        status = 200;
        assertThat(store.lacksSpace()).isFalse();
        put();
    }

    @Test
    void clockOfTheServerIsReadFromAnyAnswer() {
        assertThat(Duration.between(store.clock().orElseThrow(), Instant.now()).abs())
                .isLessThan(Duration.ofMinutes(1));
    }
}
