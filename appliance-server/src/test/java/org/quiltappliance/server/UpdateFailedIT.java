package org.quiltappliance.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.home.Instance;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.PostgresServer;
import org.quiltappliance.server.testing.QuiltClient;
import org.quiltappliance.server.testing.RegistryClient;
import org.quiltappliance.server.testing.Samples;
import org.quiltappliance.server.testing.Tree;

/** The second of two updates of the tables fails on a real PostgreSQL ({@code control-panel.md} UP-2). */
class UpdateFailedIT extends PersistentSetup {

    private static final Pkg KEPT = new Pkg("admin", "kept");
    private static final String FORMER = "0.9";

    private final DatabaseConfig.Postgres database = PostgresServer.freshDatabase();
    private final Tree tree = Samples.demo();
    private RegistryClient admin;

    @BeforeEach
    void pushWithTheFormerVersion() throws Exception {
        useDatabase(database);
        var service = started();
        admin = admin();
        new QuiltClient(admin).push(KEPT, tree);
        end(service);
        Instance.read(home).orElseThrow().usedBy(FORMER).write(home);
        // As before the second and the third update, with a table of somebody else in the way of the third.
        sql("drop table search_entry");
        sql("drop table node");
        sql("create table node (theirs integer)");
        sql("delete from flyway_schema_history where version in ('2', '3')");
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
        start(service);
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
