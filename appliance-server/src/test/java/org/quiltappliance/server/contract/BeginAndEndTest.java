package org.quiltappliance.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.testing.Answer;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.QuiltClient;
import org.quiltappliance.server.testing.Samples;
import org.quiltappliance.server.testing.StartedAppliance;
import org.quiltappliance.server.testing.Switches;
import org.quiltappliance.server.testing.TestDatabase;
import org.quiltappliance.server.testing.TestStorage;

/** What clients meet while the registry starts, stops, or was started anew: {@code client-protocol.md} 11 and 12.2. */
class BeginAndEndTest {

    private final TestStorage storage = TestStorage.of(TestDatabase.H2);

    /** What outlives an appliance; the memory of H2 does not. */
    private final TestStorage kept = TestStorage.of(TestDatabase.POSTGRESQL);

    @AfterEach
    void remove() {
        storage.close();
        kept.close();
    }

    private static void comingOrGoing(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(503);
        assertThat(answer.message()).isNotBlank();
    }

    @Test
    @DisplayName("item 63: a registry that is just starting answers 503 in JSON and says when to come back")
    void item63_startingRegistryAnswersInJson() {
        try (var appliance = StartedAppliance.opening(storage, Switches.ALL_ON)) {
            var client = appliance.client();

            comingOrGoing(client.get("/api/search/?q=x"));
            comingOrGoing(client.post("/api/login", Map.of("username", "a", "password", "b")));
            comingOrGoing(client.put(
                    "/api/package/a/b/" + Samples.NO_SUCH_HASH, Samples.demo().dryRun()));
            comingOrGoing(client.gzipping().put("/api/tag/a/b/c", Map.of("hash", "x")));
            comingOrGoing(client.get("/api/nothing"));
            assertThat(client.get("/api/me").header("Retry-After")).contains("2");
        }
    }

    @Test
    void startedRegistryLetsRequestsIn() {
        try (var appliance = StartedAppliance.opening(storage, Switches.ALL_ON)) {
            comingOrGoing(appliance.client().get("/api/search/?q=x"));

            appliance.run().selfCheck();
            appliance.run().admit();

            assertThat(appliance.client().get("/api/search/?q=x").status()).isEqualTo(200);
        }
    }

    @Test
    void healthCheckIsKnownByItsBootBeforeTheStartIsComplete() {
        try (var appliance = StartedAppliance.opening(storage, Switches.ALL_ON)) {
            var answer = appliance.client().get("/healthcheck");

            assertThat(answer.header("X-Appliance-Boot"))
                    .contains(appliance.run().boot());
        }
    }

    @Test
    @DisplayName("item 63: a registry that is stopping answers 503 in JSON")
    void item63_stoppingRegistryAnswersInJson() {
        try (var appliance = StartedAppliance.start(storage, Switches.ALL_ON)) {
            appliance.run().drain(Duration.ofSeconds(5));

            comingOrGoing(appliance.client().get("/api/search/?q=x"));
        }
    }

    @Test
    @DisplayName("item 63: a request that runs when the registry stops is finished")
    void item63_runningRequestIsFinished() throws Exception {
        try (var appliance = StartedAppliance.start(storage, Switches.ALL_ON)) {
            var owner = appliance.person();
            var tree = Samples.oneFile();
            var url = URI.create(appliance
                    .client()
                    .as(owner)
                    .put(new Pkg(owner.name(), "late").one("package", tree.hash()), tree.dryRun())
                    .json()
                    .at("/upload_urls/" + tree.objectAt("a") + "/put")
                    .textValue());
            try (var upload = halfUpload(url, tree.bytes(tree.objectAt("a")))) {
                var drained = CompletableFuture.runAsync(() -> appliance.run().drain(Duration.ofSeconds(20)));
                awaitRefusal(appliance);

                upload.getOutputStream()
                        .write(tree.bytes(tree.objectAt("a")), 4, tree.bytes(tree.objectAt("a")).length - 4);

                var status = new String(upload.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
                assertThat(status).matches("HTTP/1.1 20[014]");
                drained.get();
            }
        }
    }

    /** An upload that the server has begun to read, which it says by asking for the body. */
    private static Socket halfUpload(URI url, byte[] bytes) throws IOException {
        var socket = new Socket(url.getHost(), url.getPort());
        socket.setSoTimeout(30_000);
        var head = "PUT " + url.getRawPath() + "?" + url.getRawQuery()
                + " HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: " + bytes.length
                + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        var goOn = "HTTP/1.1 100 Continue\r\n\r\n";
        assertThat(new String(socket.getInputStream().readNBytes(goOn.length()), StandardCharsets.US_ASCII))
                .isEqualTo(goOn);
        socket.getOutputStream().write(bytes, 0, 4);
        socket.getOutputStream().flush();
        return socket;
    }

    /** Until new requests are refused, which is when draining has begun. */
    private static void awaitRefusal(StartedAppliance appliance) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> appliance.client().get("/api/search/?q=x").status() == 503);
    }

    @Test
    @DisplayName("item 46: after a restart tokens and object URLs are good, and a second install completes")
    void item46_restartKeepsTokensAndUrls() {
        var tree = Samples.demo();
        var pkg = new Pkg("", "");
        var owner = "";
        var url = "";
        var before = URI.create("http://localhost");
        try (var appliance = StartedAppliance.start(kept, Switches.ALL_ON)) {
            var person = appliance.person();
            owner = person.token();
            pkg = new Pkg(person.name(), "demo");
            before = appliance.registry();
            var client = appliance.client().as(person);
            new QuiltClient(client).push(pkg, tree);
            url = client.get(pkg.one("package", tree.hash()))
                    .json()
                    .at("/urls/" + tree.objectAt("data/big"))
                    .textValue();
        }
        try (var again = StartedAppliance.start(kept, Switches.ALL_ON)) {
            var client = again.client().as(owner);

            var installed = new QuiltClient(client).install(pkg);
            var late = client.object(
                    "GET", url.replace(before.toString(), again.registry().toString()), new byte[0], Map.of());

            assertThat(installed.objects()).containsOnlyKeys(tree.objectHashes());
            assertThat(late.bytes()).isEqualTo(tree.bytes(tree.objectAt("data/big")));
        }
    }

    @Test
    void restartKeepsTheSearchIndex() {
        var pkg = new Pkg("", "");
        try (var appliance = StartedAppliance.start(kept, Switches.ALL_ON)) {
            var person = appliance.person();
            pkg = new Pkg(person.name(), Samples.fresh("zebrafish"));
            new QuiltClient(appliance.client().as(person)).pushPublic(pkg, Samples.demo());
        }
        try (var again = StartedAppliance.start(kept, Switches.ALL_ON)) {
            var found = again.client().get("/api/search/?q=zebrafish").json().get("packages");

            assertThat(RegistryContract.texts(found, "name")).containsExactly(pkg.name());
        }
    }
}
