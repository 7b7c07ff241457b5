package org.quiltappliance.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.lifecycle.NewAdministrator;
import org.quiltappliance.server.lifecycle.Outcome;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.monitoring.DiskSpace;
import org.quiltappliance.server.monitoring.Redaction;
import org.quiltappliance.server.testing.FreePort;
import org.quiltappliance.server.testing.PostgresServer;
import org.quiltappliance.server.testing.RegistryClient;

/** A home folder in persistent mode and the whole registry; whoever extends this says where database and storage are. */
abstract class PersistentSetup {

    private static final int QUICK = 1;
    private static final int PATIENCE_SECONDS = 300;

    @TempDir
    Path folder;

    final Map<String, String> environment = new HashMap<>();
    final List<NewAdministrator> administrators = new CopyOnWriteArrayList<>();
    final Redaction redaction = new Redaction();
    final List<ApplianceService> opened = new ArrayList<>();
    Home home;

    @BeforeEach
    void chooseHomeAndPorts() {
        home = new Home(folder.resolve("home"));
        environment.put("APPLIANCE_MODE", "persistent");
        environment.put("APPLIANCE_REGISTRY_PORT", "" + FreePort.find());
        environment.put("APPLIANCE_CATALOG_PORT", "" + FreePort.find());
    }

    @AfterEach
    void closeAll() {
        opened.forEach(ApplianceService::close);
        opened.clear();
    }

    /** With the objects in a folder. */
    void useDatabase(DatabaseConfig.Postgres elsewhere) {
        environment.put("APPLIANCE_DB", "external");
        environment.put("APPLIANCE_STORE", "folder");
        environment.put("SQLALCHEMY_DATABASE_URI", PostgresServer.address(elsewhere));
    }

    /** Between two looks at database and storage. */
    Duration pulse() {
        return Duration.ofMillis(200);
    }

    /** Hears of the first account of a new registry. */
    void made(NewAdministrator administrator) {
        administrators.add(administrator);
    }

    SettingsSource source() {
        return new SettingsSource(home, Map.of(), environment, Clock.systemUTC());
    }

    ApplianceService open() {
        var clock = Clock.systemUTC();
        var service = ApplianceService.open(
                source(),
                new ServiceParts(
                        config -> new Assembly(config, clock, QUICK),
                        path -> new DiskSpace(50L << 30, 100L << 30),
                        Duration.ofSeconds(10),
                        pulse(),
                        redaction,
                        settings -> {},
                        this::made,
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
        var outcome = service.start().get(PATIENCE_SECONDS, SECONDS);
        assertThat(outcome).as("%s", outcome).isInstanceOf(Outcome.Done.class);
    }

    static void stop(ApplianceService service) throws Exception {
        var outcome = service.stop(Duration.ofSeconds(10)).get(PATIENCE_SECONDS, SECONDS);
        assertThat(outcome).as("%s", outcome).isInstanceOf(Outcome.Done.class);
    }

    /** Ends the service, as a program that ends does. */
    void end(ApplianceService service) {
        service.close();
        opened.remove(service);
    }

    /** Why a start fails. */
    static Problem failure(ApplianceService service) throws Exception {
        var outcome = service.start().get(PATIENCE_SECONDS, SECONDS);
        assertThat(outcome).as("%s", outcome).isInstanceOf(Outcome.Failed.class);
        return ((Outcome.Failed) outcome).problem();
    }

    Problem failure() throws Exception {
        return failure(open());
    }

    RegistryClient client() {
        return new RegistryClient(URI.create("http://localhost:" + environment.get("APPLIANCE_REGISTRY_PORT")));
    }

    RegistryClient signedIn(String name, String password) {
        return client().signedIn(name, password);
    }

    RegistryClient admin(NewAdministrator administrator) {
        return signedIn(administrator.name(), administrator.password().reveal());
    }

    /** Signed in as the first administrator. */
    RegistryClient admin() {
        return admin(administrators.get(0));
    }
}
