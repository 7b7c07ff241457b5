package org.quiltappliance.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.quiltappliance.server.containers.Image;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.lifecycle.ApplianceState;
import org.quiltappliance.server.lifecycle.Outcome;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.server.monitoring.DiskSpace;
import org.quiltappliance.server.monitoring.Redaction;
import org.quiltappliance.server.testing.EmptyBucket;
import org.quiltappliance.server.testing.FakeContainerRuntime;
import org.quiltappliance.server.testing.FakeEngine;
import org.quiltappliance.server.testing.FakeRegistry;
import org.quiltappliance.server.testing.FreePort;
import org.quiltappliance.server.testing.PostgresServer;

/** A service over a registry and a container engine in memory, with settings in its files, for one test. */
final class ServiceUnderTest implements AutoCloseable {

    static final DiskSpace PLENTY = new DiskSpace(50L << 30, 100L << 30);
    static final String STORE_IMAGE = "quay.io/minio/minio:1";

    final FakeRegistry.Script script = new FakeRegistry.Script();
    final FakeContainerRuntime containers = new FakeContainerRuntime();
    final FakeEngine engine = new FakeEngine(containers);
    final AtomicReference<DiskSpace> disk = new AtomicReference<>(PLENTY);
    final Map<String, String> environment = new HashMap<>();
    final Home home;
    private Clock clock = Clock.systemUTC();
    private Optional<ApplianceService> opened = Optional.empty();
    private Optional<EmptyBucket> bucket = Optional.empty();

    ServiceUnderTest(Path folder) {
        home = new Home(folder.resolve("my home"));
        set("APPLIANCE_REGISTRY_PORT", "" + FreePort.find());
        set("APPLIANCE_CATALOG_PORT", "" + FreePort.find());
    }

    static Image image(String digit) {
        return new Image("sha256:" + digit.repeat(64), List.of(), List.of(), "amd64", 1000, "", Map.of());
    }

    /** Writes a setting down. */
    ServiceUnderTest set(String name, String value) {
        try {
            source().files().set(name, value);
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    ServiceUnderTest at(Clock other) {
        clock = other;
        return this;
    }

    SettingsSource source() {
        return new SettingsSource(home, Map.of(), environment, clock);
    }

    /** On a database elsewhere and in a folder. */
    ServiceUnderTest persistent() {
        var database = PostgresServer.freshDatabase();
        set("APPLIANCE_MODE", "persistent");
        set("APPLIANCE_STORE", "folder");
        set("APPLIANCE_DB", "external");
        return set("SQLALCHEMY_DATABASE_URI", PostgresServer.address(database));
    }

    /** On a database elsewhere, with the objects in a container of the engine in memory. */
    ServiceUnderTest withContainer() {
        persistent();
        var answering = EmptyBucket.started();
        bucket = Optional.of(answering);
        set("APPLIANCE_STORE", "managed");
        set("APPLIANCE_STORE_IMAGE", STORE_IMAGE);
        return set("APPLIANCE_STORE_PORT", "" + answering.port());
    }

    ServiceUnderTest withImage() {
        containers.withImage(STORE_IMAGE, image("2"));
        return this;
    }

    ApplianceService open() {
        var service = ApplianceService.open(
                source(),
                new ServiceParts(
                        script::make,
                        path -> disk.get(),
                        Duration.ofMillis(50),
                        Duration.ofMillis(50),
                        new Redaction(),
                        settings -> {},
                        made -> {},
                        clock,
                        engine));
        opened = Optional.of(service);
        return service;
    }

    ApplianceService started() throws Exception {
        var service = open();
        assertThat(service.start().get(60, SECONDS)).isInstanceOf(Outcome.Done.class);
        if (bucket.isPresent()) {
            // As the program in the container would, when it starts for the first time.
            containers.writeOnVolume(
                    "quilt-appliance-" + service.snapshot().instanceId() + "-objects",
                    "/data/.minio.sys/format.json",
                    "{}");
        }
        return service;
    }

    /** Opens and starts, which must fail. */
    Problem failure() throws Exception {
        var outcome = open().start().get(60, SECONDS);
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        return ((Outcome.Failed) outcome).problem();
    }

    ApplianceService service() {
        return opened.orElseThrow();
    }

    Optional<Problem> present(ProblemCode code) {
        return service().snapshot().problems().stream()
                .filter(problem -> problem.code() == code)
                .findFirst();
    }

    Problem awaitProblem(ProblemCode code) {
        await().atMost(60, SECONDS).until(() -> present(code).isPresent());
        return present(code).orElseThrow();
    }

    void awaitGone(ProblemCode code) {
        await().atMost(60, SECONDS).until(() -> present(code).isEmpty());
    }

    void awaitState(ApplianceState state) {
        await().atMost(60, SECONDS).until(() -> service().snapshot().state() == state);
    }

    /** Ends the service, as a program that ends does. */
    void end() {
        opened.ifPresent(ApplianceService::close);
        opened = Optional.empty();
    }

    @Override
    public void close() {
        end();
        bucket.ifPresent(EmptyBucket::close);
    }
}
