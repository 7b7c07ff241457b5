package org.quiltappliance.server.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.monitoring.TrafficMeter.Counts;
import org.quiltappliance.server.testing.ObjectSamples;
import org.quiltappliance.server.testing.Person;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.RegistryClient;
import org.quiltappliance.server.testing.Samples;
import org.quiltappliance.server.testing.StartedAppliance;
import org.quiltappliance.server.testing.Switches;
import org.quiltappliance.server.testing.TestDatabase;
import org.quiltappliance.server.testing.TestStorage;
import org.quiltappliance.server.testing.Tree;

/** That what is counted is what clients did ({@code control-panel.md} 17). */
class TrafficOverHttpTest {

    private static final byte[] NOTHING = new byte[0];

    private final TestStorage storage = TestStorage.of(TestDatabase.H2);
    private final byte[] content = ObjectSamples.content(300_000, 1);
    private StartedAppliance appliance;
    private RunMeters meters;

    @BeforeEach
    void start() {
        appliance = StartedAppliance.start(storage, Switches.ALL_ON);
        meters = appliance.run().meters();
    }

    @AfterEach
    void close() {
        appliance.close();
        storage.close();
    }

    private record Latencies(long registry, long objects) {}

    private Latencies latencies() {
        var now = meters.traffic().latencies();
        return new Latencies(
                LatencyHistogram.between(LatencyHistogram.nothing(), now.registry())
                        .requests(),
                LatencyHistogram.between(LatencyHistogram.nothing(), now.objects())
                        .requests());
    }

    /** Answers arrive before they are counted. */
    private void awaitRequests(Counts before, long more) {
        await().until(() -> meters.traffic().counts().requests() == before.requests() + more);
    }

    private Counts counts() {
        await().until(() -> meters.openRequests().getAsInt() == 0);
        return meters.traffic().counts();
    }

    /** The link for an upload of the content. */
    private String uploadLink(Person owner) {
        var pkg = new Pkg(owner.name(), Samples.fresh("pkg"));
        var tree = Tree.empty().file("a", content);
        return appliance
                .client()
                .as(owner)
                .put(pkg.one("package", tree.hash()), tree.dryRun())
                .json()
                .at("/upload_urls/" + tree.objectAt("a") + "/put")
                .textValue();
    }

    private String downloadLink(Person owner) {
        var pkg = new Pkg(owner.name(), Samples.fresh("pkg"));
        var tree = Tree.empty().file("a", content);
        var client = appliance.client().as(owner);
        assertThat(client.put(pkg.one("package", tree.hash()), tree.finalPush()).status())
                .isEqualTo(200);
        return client.get(pkg.one("package", tree.hash()))
                .json()
                .at("/urls/" + tree.objectAt("a"))
                .textValue();
    }

    @Test
    void requestsAndTheirErrorsAreCounted() {
        var client = appliance.client();
        Counts before = counts();
        Latencies took = latencies();

        client.get("/api/search/?q=x");
        assertThat(client.get("/api/package/nobody/nothing/").status()).isEqualTo(404);
        assertThat(client.as(new Person("x", "x", "x", "no token"))
                        .get("/api/me")
                        .status())
                .isEqualTo(401);
        assertThat(client.post("/api/login", Map.of()).status()).isEqualTo(400);
        assertThat(appliance.run().holdWrites("Not now.", Duration.ofSeconds(10)))
                .isTrue();
        assertThat(client.put("/api/tag/a/b/c", Map.of("hash", "x")).status()).isEqualTo(503);
        client.at(appliance.catalog()).get("/");

        awaitRequests(before, 6);
        Counts after = meters.traffic().counts();
        assertThat(after.serverErrors() - before.serverErrors()).isEqualTo(1);
        assertThat(after.clientErrors() - before.clientErrors()).isEqualTo(1);
        assertThat(latencies()).isEqualTo(new Latencies(took.registry() + 5, took.objects()));
    }

    @Test
    void startIsNoTrafficOfClients() {
        try (var another = TestStorage.of(TestDatabase.H2);
                var starting = StartedAppliance.opening(another, Switches.ALL_ON)) {
            var traffic = starting.run().meters().traffic();
            assertThat(starting.client().get("/api/search/?q=x").status()).isEqualTo(503);
            await().until(() -> traffic.counts().serverErrors() == 1);

            starting.run().admit();
            assertThat(starting.client().get("/api/search/?q=x").status()).isEqualTo(200);

            await().until(() -> traffic.counts().requests() == 2);
            var reading = new Sampler(starting.clock())
                    .reading(Optional.of(starting.run().meters()), List.of(), List.of());
            assertThat(reading.traffic().orElseThrow().serverErrorsPerMinute()).isZero();
            assertThat(reading.traffic().orElseThrow().registry().requests()).isEqualTo(1);
        }
    }

    @Test
    void objectsAreCountedInBytes() {
        var person = appliance.person();
        String put = uploadLink(person);
        Counts before = counts();
        Latencies took = latencies();

        assertThat(appliance.client().object("PUT", put, content, Map.of()).status())
                .isEqualTo(200);
        awaitRequests(before, 1);
        Counts uploaded = counts();
        assertThat(uploaded.bytesIn() - before.bytesIn()).isEqualTo(content.length);
        assertThat(uploaded.bytesOut()).isEqualTo(before.bytesOut());
        assertThat(latencies()).isEqualTo(new Latencies(took.registry(), took.objects() + 1));

        String get = downloadLink(person);
        Counts between = counts();
        assertThat(appliance.client().object("GET", get, NOTHING, Map.of()).bytes())
                .isEqualTo(content);
        assertThat(appliance
                        .client()
                        .object("GET", get, NOTHING, Map.of("Range", "bytes=100-199"))
                        .bytes())
                .hasSize(100);
        awaitRequests(between, 2);
        assertThat(counts().bytesOut() - between.bytesOut()).isEqualTo(content.length + 100);
        assertThat(counts().bytesIn()).isEqualTo(between.bytesIn());
    }

    @Test
    void slowUploadIsSeenWhileItGoesOn() throws Exception {
        var put = URI.create(uploadLink(appliance.person()));
        Counts before = counts();

        try (var socket = new Socket("127.0.0.1", put.getPort())) {
            var out = socket.getOutputStream();
            out.write(("PUT " + put.getRawPath() + "?" + put.getRawQuery() + " HTTP/1.1\r\nHost: localhost\r\n"
                            + "Content-Length: " + content.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(content, 0, 1000);
            out.flush();

            await().until(() -> meters.traffic().counts().bytesIn() == before.bytesIn() + 1000);
            assertThat(meters.openRequests().getAsInt()).isEqualTo(1);
            assertThat(meters.traffic().uploads()).isEqualTo(1);
            assertThat(meters.traffic().counts().requests()).isEqualTo(before.requests());

            out.write(Arrays.copyOfRange(content, 1000, content.length));
            out.flush();
            await().until(() -> meters.traffic().uploads() == 0);
            await().until(() -> meters.openRequests().getAsInt() == 0);
        }
        awaitRequests(before, 1);
    }

    @Test
    void uploadThatBreaksOffIsOver() throws Exception {
        var put = URI.create(uploadLink(appliance.person()));

        try (var socket = new Socket("127.0.0.1", put.getPort())) {
            socket.getOutputStream()
                    .write(("PUT " + put.getRawPath() + "?" + put.getRawQuery() + " HTTP/1.1\r\nHost: localhost\r\n"
                                    + "Content-Length: " + content.length + "\r\n\r\nabc")
                            .getBytes(StandardCharsets.US_ASCII));
            await().until(() -> meters.traffic().uploads() == 1);
        }

        await().until(() -> meters.traffic().uploads() == 0);
        await().until(() -> meters.openRequests().getAsInt() == 0);
    }

    @Test
    void clientsAreSeenWithTheirUsers() {
        var person = appliance.person();
        appliance.client().as(person).get("/api/me");
        appliance.client().with("User-Agent", "Mozilla/5.0").get("/api/search/?q=x");

        await().until(() -> meters.traffic().clients().newest().stream()
                .anyMatch(client -> client.user().isPresent()));
        assertThat(meters.traffic().clients().newest())
                .allSatisfy(client -> assertThat(client.agent()).isEqualTo(RegistryClient.CLI))
                .anySatisfy(client -> {
                    assertThat(client.user()).isEqualTo(Optional.of(person.name()));
                    assertThat(client.address()).isIn("127.0.0.1", "0:0:0:0:0:0:0:1");
                });
    }

    @Test
    void poolIsReadAsLongAsItIsOpen() {
        var pool = meters.pool().get().orElseThrow();

        assertThat(pool.max()).isEqualTo(10);
        assertThat(pool.active() + pool.idle()).isPositive();
        assertThat(pool.waiting()).isZero();

        appliance.close();
        assertThat(meters.pool().get()).isEmpty();
    }
}
