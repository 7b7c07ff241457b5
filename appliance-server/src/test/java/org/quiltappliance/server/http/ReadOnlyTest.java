package org.quiltappliance.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.config.HttpConfig;
import org.quiltappliance.server.testing.RegistryClient;

/** A registry that takes no changes for a while ({@code control-panel.md} 9.1). */
class ReadOnlyTest {

    private static final String MESSAGE = "The data are being carried over.";

    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private WebServer server;
    private RegistryClient client;

    @BeforeEach
    void start() {
        var url = URI.create("http://localhost:1");
        var config = new HttpConfig("127.0.0.1", 0, 0, url, url, 1 << 20, 1 << 20);
        server = new WebServer(config, List.of(new Slow()), List.of(), "boot");
        server.start();
        server.admit();
        client = new RegistryClient(server.registryAddress());
    }

    @AfterEach
    void close() {
        goOn.countDown();
        server.close();
    }

    private final class Slow extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            if (request.getHttpURI().getPath().endsWith("slow")) {
                arrived.countDown();
                assertThat(goOn.await(30, TimeUnit.SECONDS)).isTrue();
            }
            JsonReply.message(response, 200, "done", callback);
            return true;
        }
    }

    @Test
    void changesAreRefusedAndReadingAndSignInGoOn() {
        assertThat(server.holdWrites(MESSAGE, Duration.ofSeconds(10))).isTrue();

        var refused = client.put("/api/package/a/b/c", client.get("/api/x").json());
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.message()).isEqualTo(MESSAGE);
        assertThat(refused.header("Retry-After")).isPresent();
        assertThat(client.get("/api/package/a/b").status()).isEqualTo(200);
        assertThat(client.post("/api/login", Map.of()).status()).isEqualTo(200);

        server.allowWrites();
        assertThat(client.post("/api/x", Map.of()).status()).isEqualTo(200);
    }

    @Test
    void changesThatAreUnderWayMayEnd() throws Exception {
        var push = CompletableFuture.supplyAsync(() -> client.post("/api/slow", Map.of()));
        assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(server.holdWrites(MESSAGE, Duration.ZERO)).isFalse();
        assertThat(client.post("/api/x", Map.of()).status()).isEqualTo(200);

        var held = CompletableFuture.supplyAsync(() -> server.holdWrites(MESSAGE, Duration.ofSeconds(30)));
        goOn.countDown();

        assertThat(held.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(push.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
    }
}
