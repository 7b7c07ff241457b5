package org.quiltappliance.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.lifecycle.ApplianceState;
import org.quiltappliance.server.lifecycle.Outcome.Done;
import org.quiltappliance.server.monitoring.DiskSpace;
import org.quiltappliance.server.monitoring.MetricsReading;
import org.quiltappliance.server.monitoring.PlaceSpace;
import org.quiltappliance.server.monitoring.Redaction;
import org.quiltappliance.server.monitoring.TrafficMeter.Kind;
import org.quiltappliance.server.testing.FakeRegistry;
import org.quiltappliance.server.testing.FreePort;

/** The figures of an appliance, for those who ask and those who watch. */
class MetricsTest {

    private static final DiskSpace SPACE = new DiskSpace(50L << 30, 100L << 30);
    private static final String CLI = "quilt-cli/2.9.15 (Linux 6.1.0) CPython/3.11.2";

    @TempDir
    Path folder;

    private final FakeRegistry.Script script = new FakeRegistry.Script();
    private final CopyOnWriteArrayList<FakeRegistry> registries = new CopyOnWriteArrayList<>();
    private ApplianceService service;

    @BeforeEach
    void open() {
        var clock = Clock.systemUTC();
        var environment =
                Map.of("APPLIANCE_REGISTRY_PORT", "" + FreePort.find(), "APPLIANCE_CATALOG_PORT", "" + FreePort.find());
        service = ApplianceService.open(
                new SettingsSource(new Home(folder), Map.of(), environment, clock),
                new ServiceParts(
                        config -> {
                            var registry = script.make(config);
                            registries.add(registry);
                            return registry;
                        },
                        path -> SPACE,
                        Duration.ofMillis(50),
                        Duration.ofMillis(50),
                        new Redaction(),
                        settings -> {},
                        administrator -> {},
                        clock));
    }

    @AfterEach
    void close() {
        service.close();
    }

    private void start() throws Exception {
        assertThat(service.start().get(30, SECONDS)).isInstanceOf(Done.class);
    }

    private void requests(int count) {
        var traffic = registries.get(registries.size() - 1).meters().traffic();
        for (int i = 0; i < count; i++) {
            traffic.ended(Kind.REGISTRY, 200, 2_000_000);
        }
        traffic.seen(CLI, new InetSocketAddress("127.0.0.1", 1), "ann");
    }

    private long counted() {
        return service.metrics().traffic().orElseThrow().registry().requests();
    }

    @Test
    void figuresOfARunBeginAndEndWithIt() throws Exception {
        assertThat(service.metrics().traffic()).isEmpty();

        start();
        requests(7);
        assertThat(counted()).isEqualTo(7);
        assertThat(service.metrics().clients()).hasSize(1);

        service.restart().get(30, SECONDS);
        assertThat(counted()).isZero();
        assertThat(service.metrics().clients()).isEmpty();

        service.stop(Duration.ZERO).get(30, SECONDS);
        assertThat(service.metrics().traffic()).isEmpty();
    }

    @Test
    void openRequestsAreSeenWhileTheRegistryStops() throws Exception {
        var seen = new CopyOnWriteArrayList<MetricsReading>();
        script.at("drain", () -> {
            await().until(() -> service.snapshot().state() == ApplianceState.STOPPING);
            seen.add(service.metrics());
        });
        start();

        service.stop(Duration.ofSeconds(5)).get(30, SECONDS);

        assertThat(seen).hasSize(1);
        assertThat(seen.get(0).traffic()).isPresent();
    }

    @Test
    void everyPlaceWithDataHasItsDisk() throws Exception {
        assertThat(service.metrics().disks()).extracting(PlaceSpace::place).containsExactly("home");

        start();

        assertThat(service.metrics().disks())
                .contains(
                        new PlaceSpace("home", folder, SPACE),
                        new PlaceSpace("objects", folder.resolve("test"), SPACE));
    }

    @Test
    void whoWatchesHearsAgainAndAgainUntilEnoughIsSeen() throws Exception {
        start();
        var heard = new CopyOnWriteArrayList<MetricsReading>();
        var watching = service.watchMetrics(heard::add, Duration.ofMillis(1));
        await().until(() -> heard.size() >= 2);
        requests(3);
        await().until(() -> heard.get(heard.size() - 1)
                .traffic()
                .map(traffic -> traffic.registry().requests())
                .equals(Optional.of(3L)));

        watching.close();

        // Another one hears two more; the first at most what was under way.
        int before = heard.size();
        var later = new CopyOnWriteArrayList<MetricsReading>();
        var other = service.watchMetrics(later::add, Duration.ofMillis(1));
        await().until(() -> later.size() >= 4);
        other.close();
        assertThat(heard.size()).isLessThanOrEqualTo(before + 1);
    }

    @Test
    void watcherThatFailsIsToldAgain() {
        var calls = new CopyOnWriteArrayList<MetricsReading>();
        var watching = service.watchMetrics(
                reading -> {
                    calls.add(reading);
                    throw new IllegalStateException("the window is gone");
                },
                Duration.ofMillis(1));
        await().until(() -> calls.size() >= 2);
        watching.close();
    }

    @Test
    void runIsSampledForCharts() throws Exception {
        start();

        await().atMost(Duration.ofSeconds(30))
                .until(() -> !service.metrics().history().recent().isEmpty());
    }

    @Test
    void statusAndArchiveHoldTheFigures() throws Exception {
        start();
        requests(5);

        var status = new ControlDesk(service)
                .answer(JsonNodeFactory.instance.objectNode().put("command", "status"));
        var archived = service.facts().path("metrics");

        for (var metrics : new JsonNode[] {status.path("metrics"), archived}) {
            assertThat(metrics.at("/traffic/registry/requests").asInt()).isEqualTo(5);
            assertThat(metrics.at("/traffic/registry/p50Millis").asDouble()).isBetween(1.9, 2.1);
            assertThat(metrics.at("/heap/usedBytes").asLong()).isPositive();
            assertThat(metrics.at("/disks/0/freeBytes").asLong()).isEqualTo(SPACE.free());
            assertThat(metrics.at("/clients/0/user").asText()).isEqualTo("ann");
        }
        assertThat(status.path("metrics").has("history")).isFalse();
        assertThat(archived.at("/history/recent").isArray()).isTrue();
    }
}
