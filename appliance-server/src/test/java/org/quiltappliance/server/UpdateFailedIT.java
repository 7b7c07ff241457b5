package org.quiltappliance.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.home.Instance;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.server.lifecycle.NewAdministrator;
import org.quiltappliance.server.lifecycle.Outcome;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.server.monitoring.DiskSpace;
import org.quiltappliance.server.monitoring.Redaction;
import org.quiltappliance.server.testing.FreePort;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.PostgresServer;
import org.quiltappliance.server.testing.QuiltClient;
import org.quiltappliance.server.testing.RegistryClient;
import org.quiltappliance.server.testing.Samples;
import org.quiltappliance.server.testing.Tree;

/** The second of two updates of the tables fails on a real PostgreSQL ({@code control-panel.md} UP-2). */
class UpdateFailedIT {

    private static final Pkg KEPT = new Pkg("admin", "kept");
    private static final String FORMER = "0.9";

    @TempDir
    Path folder;

    private final DatabaseConfig.Postgres database = PostgresServer.freshDatabase();
    private final Map<String, String> environment = new HashMap<>();
    private final List<NewAdministrator> administrators = new CopyOnWriteArrayList<>();
    private final List<ApplianceService> opened = new ArrayList<>();
    private final Tree tree = Samples.demo();
    private Home home;
    private RegistryClient admin;

    @BeforeEach
    void pushWithTheFormerVersion() throws Exception {
        home = new Home(folder.resolve("home"));
        environment.put("APPLIANCE_MODE", "persistent");
        environment.put("APPLIANCE_REGISTRY_PORT", "" + FreePort.find());
        environment.put("APPLIANCE_CATALOG_PORT", "" + FreePort.find());
        environment.put("APPLIANCE_DB", "external");
        environment.put("APPLIANCE_STORE", "folder");
        environment.put("SQLALCHEMY_DATABASE_URI", PostgresServer.address(database));
        var service = open();
        assertThat(service.start().get(60, SECONDS)).isInstanceOf(Outcome.Done.class);
        var first = administrators.get(0);
        admin = new RegistryClient(URI.create("http://localhost:" + environment.get("APPLIANCE_REGISTRY_PORT")))
                .signedIn(first.name(), first.password().reveal());
        new QuiltClient(admin).push(KEPT, tree);
        service.close();
        opened.remove(service);
        Instance.read(home).orElseThrow().usedBy(FORMER).write(home);
        // As before the second and the third update, with a table of somebody else in the way of the third.
        sql("drop table search_entry");
        sql("drop table node");
        sql("create table node (theirs integer)");
        sql("delete from flyway_schema_history where version in ('2', '3')");
    }

    @AfterEach
    void close() {
        opened.forEach(ApplianceService::close);
    }

    private ApplianceService open() {
        var clock = Clock.systemUTC();
        var service = ApplianceService.open(
                new SettingsSource(home, Map.of(), environment, clock),
                new ApplianceService.Parts(
                        config -> new Assembly(config, clock, 1),
                        path -> new DiskSpace(50L << 30, 100L << 30),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(1),
                        new Redaction(),
                        settings -> {},
                        administrators::add,
                        clock));
        opened.add(service);
        return service;
    }

    private void sql(String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        database.jdbcUrl(), database.user(), database.password().reveal());
                var running = connection.createStatement()) {
            running.execute(statement);
        }
    }

    private List<String> texts(String query) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        database.jdbcUrl(), database.user(), database.password().reveal());
                var running = connection.createStatement();
                var rows = running.executeQuery(query)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    private static Problem failure(ApplianceService service) throws Exception {
        var outcome = service.start().get(60, SECONDS);
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        return ((Outcome.Failed) outcome).problem();
    }

    private static Fix.GoBack goBack(Problem problem) {
        assertThat(problem.code()).isEqualTo(ProblemCode.MIGRATION_FAILED);
        return (Fix.GoBack) problem.fixes().get(0);
    }

    @Test
    void noUpdateIsLeftAndTheFormerVersionCanGoOn() throws Exception {
        var service = open();

        var fix = goBack(failure(service));

        assertThat(texts("select version from flyway_schema_history where version is not null"))
                .containsExactly("1");
        assertThat(texts("select table_name from information_schema.tables where table_name = 'search_entry'"))
                .isEmpty();
        assertThat(fix.version()).isEqualTo(FORMER);
        int backups = service.data().backups().size();
        var result = service.apply(fix).result().get(60, SECONDS);
        assertThat(result.done())
                .contains(
                        "version " + FORMER,
                        "as they were before the update",
                        home.folder().toString());
        assertThat(result.started()).isEmpty();
        assertThat(service.data().backups()).hasSize(backups);
        assertThat(Instance.read(home).orElseThrow().lastVersion()).isEqualTo(FORMER);

        // What the former version would do, this one does when nothing is in its way any more.
        sql("drop table node");
        assertThat(service.start().get(60, SECONDS)).isInstanceOf(Outcome.Done.class);
        assertThat(new QuiltClient(admin).install(KEPT).objects()).containsOnlyKeys(tree.objectHashes());
    }

    @Test
    void rowsThatSomebodyChangedSinceAreNotTakenForThoseOfTheBackup() throws Exception {
        var service = open();
        var fix = goBack(failure(service));
        sql("update package set name = 'other'");

        var proof = service.apply(fix).result();

        assertThatThrownBy(() -> proof.get(60, SECONDS))
                .hasCauseInstanceOf(Conflict.class)
                .hasMessageContaining("not those of the backup " + fix.backup());
    }
}
