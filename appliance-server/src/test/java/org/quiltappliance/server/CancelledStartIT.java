package org.quiltappliance.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.lifecycle.ApplianceState;
import org.quiltappliance.server.lifecycle.Outcome;
import org.quiltappliance.server.monitoring.DiskSpace;
import org.quiltappliance.server.monitoring.Redaction;
import org.quiltappliance.server.testing.FreePort;
import org.quiltappliance.server.testing.PostgresServer;

/** A start in persistent mode that is given up, at every step, with real parts. */
class CancelledStartIT {

    private static final int QUICK = 1;

    /** Threads of our own that only a run has. */
    private static final Set<String> OF_A_RUN = Set.of("housekeeping", "object-relations", "mail-delivery");

    @TempDir
    Path folder;

    private final DatabaseConfig.Postgres database = PostgresServer.freshDatabase();
    private final int registryPort = FreePort.find();
    private final int catalogPort = FreePort.find();
    private final CountDownLatch reached = new CountDownLatch(1);

    /** Other tests of this JVM share appliances that go on running. */
    private final Set<Thread> before = Thread.getAllStackTraces().keySet();

    private ApplianceService open(String held) {
        var clock = Clock.systemUTC();
        return ApplianceService.open(
                new SettingsSource(
                        new Home(folder.resolve("home")),
                        Map.of(),
                        Map.of(
                                "APPLIANCE_MODE",
                                "persistent",
                                "APPLIANCE_REGISTRY_PORT",
                                "" + registryPort,
                                "APPLIANCE_CATALOG_PORT",
                                "" + catalogPort,
                                "APPLIANCE_DB",
                                "external",
                                "APPLIANCE_STORE",
                                "folder",
                                "SQLALCHEMY_DATABASE_URI",
                                PostgresServer.address(database)),
                        clock),
                new ServiceParts(
                        config -> holding(held, config, clock),
                        path -> new DiskSpace(50L << 30, 100L << 30),
                        Duration.ofSeconds(10),
                        Duration.ofMillis(50),
                        new Redaction(),
                        settings -> {},
                        administrator -> {},
                        clock));
    }

    /** The real parts, of which one never comes back from what it has done. */
    private Registry holding(String held, ApplianceConfig config, Clock clock) {
        var real = new Assembly(config, clock, QUICK);
        return (Registry) Proxy.newProxyInstance(
                Registry.class.getClassLoader(), new Class<?>[] {Registry.class}, (proxy, method, arguments) -> {
                    Object result = call(real, method, arguments);
                    if (method.getName().equals(held)) {
                        reached.countDown();
                        new CountDownLatch(1).await();
                    }
                    return result;
                });
    }

    private static Object call(Registry real, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }

    private void requireNothingOfOurs() throws IOException {
        for (int port : new int[] {registryPort, catalogPort}) {
            new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1")).close();
        }
        await("no connection to the database").atMost(20, SECONDS).until(() -> connections() == 0);
        await("no thread of the run")
                .atMost(20, SECONDS)
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> !before.contains(thread))
                        .map(Thread::getName)
                        .filter(OF_A_RUN::contains)
                        .collect(Collectors.toSet())
                        .isEmpty());
    }

    private long connections() throws SQLException {
        try (var connection = DriverManager.getConnection(
                        database.jdbcUrl(), database.user(), database.password().reveal());
                var work = connection.createStatement();
                var rows = work.executeQuery("select count(*) from pg_stat_activity"
                        + " where datname = current_database() and application_name like 'quilt-appliance%'")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"openDatabase", "openStore", "prepareAccounts", "listen", "selfCheck", "admit"})
    @Tag("AT-45")
    void leavesNothingWhenAPartHasDoneItsWork(String part) throws Exception {
        try (var service = open(part)) {
            var start = service.start();
            reached.await();

            assertThat(service.cancel().get(60, SECONDS)).isInstanceOf(Outcome.Done.class);

            assertThat(start.get(60, SECONDS)).isInstanceOf(Outcome.Overtaken.class);
            assertThat(service.snapshot().state()).isEqualTo(ApplianceState.STOPPED);
            requireNothingOfOurs();
        }
        try (var next = open("none")) {
            assertThat(next.start().get(60, SECONDS)).isInstanceOf(Outcome.Done.class);
        }
        requireNothingOfOurs();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "config.check",
                "recover",
                "preflight",
                "database",
                "store",
                "migrate",
                "accounts",
                "listen",
                "self-check"
            })
    @Tag("AT-45")
    void leavesNothingWhenAStepHasJustBegun(String step) throws Exception {
        try (var service = open("none")) {
            service.subscribe(snapshot -> snapshot.activeStep()
                    .filter(active -> active.id().equals(step))
                    .ifPresent(active -> reached.countDown()));
            service.start();
            reached.await();

            var outcome = service.stop(Duration.ZERO).get(60, SECONDS);

            assertThat(outcome).isInstanceOf(Outcome.Done.class);
            assertThat(service.snapshot().state()).isEqualTo(ApplianceState.STOPPED);
            requireNothingOfOurs();
        }
    }

    @Test
    void updateOfTheTablesComesToItsEndBeforeTheStartIsGivenUp() throws Exception {
        // The step that changes the tables cannot be given up: it comes to its end, and then the start does.
        try (var service = open("none")) {
            service.subscribe(snapshot -> snapshot.activeStep()
                    .filter(active -> active.id().equals("migrate"))
                    .ifPresent(active -> service.cancel()));

            assertThat(service.start().get(60, SECONDS)).isInstanceOf(Outcome.Overtaken.class);

            requireNothingOfOurs();
        }
        try (var connection = DriverManager.getConnection(
                        database.jdbcUrl(), database.user(), database.password().reveal());
                var work = connection.createStatement();
                var rows = work.executeQuery("select count(*) from flyway_schema_history where not success")) {
            rows.next();
            assertThat(rows.getLong(1)).isZero();
        }
    }
}
