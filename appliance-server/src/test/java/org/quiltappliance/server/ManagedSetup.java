package org.quiltappliance.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.containers.Container;
import org.quiltappliance.server.containers.ContainerRuntime;
import org.quiltappliance.server.containers.DataVolumes;
import org.quiltappliance.server.containers.Labels;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.home.Instance;
import org.quiltappliance.server.lifecycle.NewAdministrator;
import org.quiltappliance.server.lifecycle.Outcome;
import org.quiltappliance.server.monitoring.DiskSpace;
import org.quiltappliance.server.monitoring.Redaction;
import org.quiltappliance.server.testing.DockerEngine;
import org.quiltappliance.server.testing.FreePort;
import org.quiltappliance.server.testing.LocalImages;
import org.quiltappliance.server.testing.RegistryClient;

/** A home folder in persistent mode with containers of its own on a real engine, of which nothing is left afterwards. */
abstract class ManagedSetup {

    private static final int QUICK = 1;

    @TempDir
    Path folder;

    final Map<String, String> environment = new HashMap<>();
    final List<NewAdministrator> administrators = new CopyOnWriteArrayList<>();
    final List<ApplianceService> opened = new ArrayList<>();
    ContainerRuntime engine;
    Home home;

    @BeforeEach
    void settle() {
        engine = DockerEngine.connect();
        home = new Home(folder.resolve("home"));
        environment.put("APPLIANCE_MODE", "persistent");
        environment.put("APPLIANCE_REGISTRY_PORT", "" + FreePort.find());
        environment.put("APPLIANCE_CATALOG_PORT", "" + FreePort.find());
        environment.put("APPLIANCE_DOCKER_HOST", DockerEngine.endpoint().uri().toString());
        environment.put("APPLIANCE_DB_IMAGE", LocalImages.POSTGRES);
        environment.put("APPLIANCE_STORE_IMAGE", LocalImages.MINIO);
    }

    @AfterEach
    void leaveNothingBehind() throws Exception {
        opened.forEach(ApplianceService::close);
        leaveNothingBehindOf(home);
        engine.close();
    }

    /** Nothing may use it any more. */
    void leaveNothingBehindOf(Home which) throws Exception {
        String instance = instance(which);
        for (Container container : engine.containers(Labels.INSTANCE, instance)) {
            engine.stop(container.id(), Duration.ZERO);
            engine.remove(container.id());
        }
        var volumes = new DataVolumes(engine, instance, "My registry", Set.of());
        for (var volume : volumes.list()) {
            volumes.remove(volume.name(), "My registry delete", true, true);
        }
        for (String suffix : List.of("", "-2")) {
            String network = "quilt-appliance-" + instance + suffix;
            if (engine.network(network).isPresent()) {
                engine.removeNetwork(network);
            }
        }
    }

    String instance() throws IOException {
        return instance(home);
    }

    private static String instance(Home home) throws IOException {
        return Instance.read(home).map(Instance::id).orElse("none");
    }

    SettingsSource source() {
        return new SettingsSource(home, Map.of(), environment, Clock.systemUTC());
    }

    ApplianceService open() {
        var clock = Clock.systemUTC();
        var service = ApplianceService.open(
                source(),
                new ApplianceService.Parts(
                        config -> new Assembly(config, clock, QUICK),
                        path -> new DiskSpace(50L << 30, 100L << 30),
                        Duration.ofSeconds(10),
                        Duration.ofMillis(200),
                        new Redaction(),
                        settings -> {},
                        administrators::add,
                        clock));
        opened.add(service);
        return service;
    }

    ApplianceService started() throws Exception {
        var service = open();
        start(service);
        return service;
    }

    static void start(ApplianceService service) throws Exception {
        var outcome = service.start().get(300, SECONDS);
        assertThat(outcome).as("%s", outcome).isInstanceOf(Outcome.Done.class);
    }

    void end(ApplianceService service) {
        service.close();
        opened.remove(service);
    }

    /** Signed in as the first administrator. */
    RegistryClient admin() {
        return admin(administrators.get(0));
    }

    RegistryClient admin(NewAdministrator administrator) {
        return signedIn(administrator.name(), administrator.password().reveal());
    }

    RegistryClient signedIn(String name, String password) {
        return new RegistryClient(URI.create("http://localhost:" + environment.get("APPLIANCE_REGISTRY_PORT")))
                .signedIn(name, password);
    }

    ContainerService desk() {
        return new ContainerService(source(), new Redaction(), Clock.systemUTC());
    }
}
