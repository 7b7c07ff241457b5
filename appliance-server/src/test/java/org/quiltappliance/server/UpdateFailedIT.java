package org.quiltappliance.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.home.Instance;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.server.testing.BlockedUpdate;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.PostgresServer;
import org.quiltappliance.server.testing.QuiltClient;
import org.quiltappliance.server.testing.RegistryClient;
import org.quiltappliance.server.testing.Samples;
import org.quiltappliance.server.testing.Tree;

/** The second of two updates of the tables fails on a real PostgreSQL ({@code control-panel.md} UP-2). */
class UpdateFailedIT extends PersistentSetup {

    private static final Pkg KEPT = new Pkg("admin", "kept");

    private final DatabaseConfig.Postgres database = PostgresServer.freshDatabase();
    private final Tree tree = Samples.demo();
    private final BlockedUpdate update = new BlockedUpdate(database);
    private RegistryClient admin;

    @BeforeEach
    void pushWithTheFormerVersion() throws Exception {
        useDatabase(database);
        var service = started();
        admin = admin();
        new QuiltClient(admin).push(KEPT, tree);
        end(service);
        update.block(home);
    }

    private static Fix.GoBack goBack(Problem problem) {
        assertThat(problem.code()).isEqualTo(ProblemCode.MIGRATION_FAILED);
        return (Fix.GoBack) problem.fixes().get(0);
    }

    @Test
    void noUpdateIsLeftAndTheFormerVersionCanGoOn() throws Exception {
        var service = open();

        var fix = goBack(failure(service));

        assertThat(update.texts("select version from flyway_schema_history where version is not null"))
                .containsExactly("1");
        assertThat(update.texts("select table_name from information_schema.tables where table_name = 'search_entry'"))
                .isEmpty();
        assertThat(fix.version()).isEqualTo(BlockedUpdate.FORMER);
        int backups = service.data().backups().size();
        var result = service.apply(fix).result().get(60, SECONDS);
        assertThat(result.done())
                .contains(
                        "version " + BlockedUpdate.FORMER,
                        "as they were before the update",
                        home.folder().toString());
        assertThat(result.started()).isEmpty();
        assertThat(service.data().backups()).hasSize(backups);
        assertThat(Instance.read(home).orElseThrow().lastVersion()).isEqualTo(BlockedUpdate.FORMER);

        // What the former version would do, this one does when nothing is in its way any more.
        update.unblock();
        start(service);
        assertThat(new QuiltClient(admin).install(KEPT).objects()).containsOnlyKeys(tree.objectHashes());
    }

    @Test
    void rowsThatSomebodyChangedSinceAreNotTakenForThoseOfTheBackup() throws Exception {
        var service = open();
        var fix = goBack(failure(service));
        update.sql("update package set name = 'other'");

        var proof = service.apply(fix).result();

        assertThatThrownBy(() -> proof.get(60, SECONDS))
                .hasCauseInstanceOf(Conflict.class)
                .hasMessageContaining("not those of the backup " + fix.backup());
    }
}
