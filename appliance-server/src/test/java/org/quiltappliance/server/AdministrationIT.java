package org.quiltappliance.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.SecretService.Which;
import org.quiltappliance.server.Users.Entry;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.errors.ApplianceException.Forbidden;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.lifecycle.NewAdministrator;
import org.quiltappliance.server.lifecycle.Outcome;
import org.quiltappliance.server.testing.Answer;
import org.quiltappliance.server.testing.FreePort;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.PostgresServer;
import org.quiltappliance.server.testing.QuiltClient;
import org.quiltappliance.server.testing.RegistryClient;
import org.quiltappliance.server.testing.Samples;

/** Accounts and secrets of a registry with a PostgreSQL elsewhere, while it runs and while it does not. */
class AdministrationIT extends PersistentSetup {

    private final DatabaseConfig.Postgres database = PostgresServer.freshDatabase();
    private boolean killed;

    @BeforeEach
    void chooseADatabaseElsewhere() {
        useDatabase(database);
    }

    @Override
    Duration pulse() {
        return Duration.ofMillis(50);
    }

    @Override
    void made(NewAdministrator administrator) {
        if (killed) {
            throw new IllegalStateException("killed");
        }
        super.made(administrator);
    }

    private Answer signIn(String name, String password) {
        return client().post("/api/login", Map.of("username", name, "password", password));
    }

    /** With the password that was shown last. */
    @Override
    RegistryClient admin() {
        return admin(administrators.get(administrators.size() - 1));
    }

    private String key() throws IOException {
        return new SettingsSource(home, Map.of(), environment, Clock.systemUTC())
                .files()
                .written()
                .get("QUILT_SECRET_KEY");
    }

    @Test
    void accountsAreAdministeredWhileTheRegistryIsStopped() throws Exception {
        var service = started();
        var ann = service.users()
                .add("ann", "ann@example.org", false, new Entry.MadeUp())
                .password()
                .orElseThrow();
        service.users().add("bob", "bob@example.org", false, new Entry.Typed(new Secret("password of bob")));
        var tree = Samples.demo();
        new QuiltClient(signedIn("ann", ann.reveal())).push(new Pkg("ann", "kept"), tree);
        stop(service);

        var users = service.users();
        assertThat(users.list()).extracting(Users.User::name).containsExactly("admin", "ann", "bob");
        assertThat(users.list()).extracting(Users.User::packages).containsExactly(0L, 1L, 0L);
        var link = users.resetPassword("admin", new Entry.Link()).link().orElseThrow();
        var eve = users.add("eve", "eve@example.org", true, new Entry.MadeUp())
                .password()
                .orElseThrow();
        users.disable("bob");
        assertThatThrownBy(() -> users.delete("ann"))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("ann/kept");
        assertThat(users.delete("ann", "eve").result().get(60, SECONDS)).isEqualTo(1);
        start(service);

        assertThat(new QuiltClient(signedIn("eve", eve.reveal()))
                        .install(new Pkg("eve", "kept"))
                        .objects())
                .containsOnlyKeys(tree.objectHashes());
        assertThat(signIn("ann", ann.reveal()).status()).isEqualTo(401);
        assertThat(signIn("bob", "password of bob").status()).isEqualTo(401);
        assertThat(client().post(
                                "/api/change_password",
                                Map.of(
                                        "link",
                                        link.getPath().replace("/reset_password/", ""),
                                        "password",
                                        "fresh one!"))
                        .status())
                .isEqualTo(200);
        assertThat(signIn("admin", "fresh one!").status()).isEqualTo(200);
        assertThat(redaction.of("it is " + eve.reveal())).doesNotContain(eve.reveal());
    }

    @Test
    void deletionThatIsRefusedLeavesTheAccountInUse() throws Exception {
        var service = started();
        service.users().add("ann", "ann@example.org", false, new Entry.Typed(new Secret("password of ann")));
        new QuiltClient(signedIn("ann", "password of ann")).push(new Pkg("ann", "kept"), Samples.oneFile());

        assertThatThrownBy(
                        () -> service.users().delete("ann", "nobody").result().get(60, SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("There is no user nobody");
        assertThatThrownBy(() -> service.users().delete("admin", "ann").result().get(60, SECONDS))
                .hasCauseInstanceOf(Forbidden.class);

        assertThat(new QuiltClient(signedIn("ann", "password of ann"))
                        .install(new Pkg("ann", "kept"))
                        .objects())
                .hasSize(1);
    }

    @Test
    void registryThatNeverStartedHasNoAccountsYet() {
        assertThatThrownBy(() -> open().users().list())
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("first start");
        assertThat(home.objects()).doesNotExist();
    }

    @Test
    void passwordThatNobodyWasShownIsMadeAnewByTheNextStart() throws Exception {
        killed = true;
        var service = open();
        assertThat(service.start().get(60, SECONDS)).isInstanceOf(Outcome.Failed.class);
        end(service);
        killed = false;

        service = started();

        assertThat(administrators).hasSize(1);
        assertThat(admin().get("/api/profile").status()).isEqualTo(200);
        end(service);
        started();
        assertThat(administrators).as("administrators once").hasSize(1);
    }

    @Test
    void anotherSecretKeyHoldsAfterTheRestartAndEverybodySignsInAgain() throws Exception {
        var service = started();
        var before = admin();
        String former = key();
        assertThat(service.secrets().effect(Which.KEY)).contains("signs in again", "after a restart");

        var later = service.secrets().rotate(Which.KEY, false).result().get(60, SECONDS);

        assertThat(later.started()).isEmpty();
        assertThat(later.effect()).contains("It holds after a restart");
        assertThat(key()).hasSize(43).isNotEqualTo(former);
        assertThat(before.get("/api/profile").status()).isEqualTo(200);
        assertThat(redaction.of(key())).doesNotContain(key());

        var now = service.secrets().rotate(Which.KEY, true).result().get(60, SECONDS);

        assertThat(now.started()).containsInstanceOf(Outcome.Done.class);
        assertThat(before.get("/api/profile").status()).isEqualTo(401);
        assertThat(admin().get("/api/profile").status()).isEqualTo(200);
    }

    @Test
    void secretKeyOfAStoppedRegistryIsReplaced() throws Exception {
        var service = started();
        var before = admin();
        stop(service);

        var done = service.secrets().rotate(Which.KEY, false).result().get(60, SECONDS);
        start(service);

        assertThat(done.effect()).contains("from the next start on");
        assertThat(before.get("/api/profile").status()).isEqualTo(401);
        assertThat(admin().get("/api/profile").status()).isEqualTo(200);
    }

    @Test
    void whatIsNotOursToChangeIsRefusedWithWhatToDo() throws Exception {
        environment.put("QUILT_SECRET_KEY", "a key of the environment");
        var secrets = open().secrets();

        assertThatThrownBy(() -> secrets.rotate(Which.KEY, false))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("QUILT_SECRET_KEY is set by the environment");
        assertThatThrownBy(() -> secrets.effect(Which.DATABASE))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("ALTER ROLE");
        assertThatThrownBy(() -> secrets.rotate(Which.STORAGE, false))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("a folder, which has no keys");
    }

    @Test
    void keysOfAServerElsewhereAreRefusedWithWhatToDo() {
        environment.put("APPLIANCE_STORE", "external");
        environment.put("S3_ENDPOINT", "http://127.0.0.1:9");
        environment.put("AWS_ACCESS_KEY_ID", "key");
        environment.put("AWS_SECRET_ACCESS_KEY", "secret key");

        assertThatThrownBy(() -> open().secrets().rotate(Which.STORAGE, false))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("Make new keys there");
    }

    @Test
    void testModeIsNotRestartedForAKey() throws Exception {
        environment.put("APPLIANCE_MODE", "test");
        var service = started();
        String former = key();

        assertThatThrownBy(() -> service.secrets().rotate(Which.KEY, true))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("gone with a restart");
        assertThatThrownBy(() -> service.secrets().rotate(Which.DATABASE, false))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("in memory");

        assertThat(key()).isEqualTo(former);
        service.secrets().rotate(Which.KEY, false).result().get(60, SECONDS);
        assertThat(key()).isNotEqualTo(former);
    }

    @Test
    void keyOfSeveralNodesIsNotReplacedUnderOneOfThem() throws Exception {
        var service = started();
        environment.put("QUILT_SECRET_KEY", key());
        environment.put("APPLIANCE_REGISTRY_PORT", "" + FreePort.find());
        environment.put("APPLIANCE_CATALOG_PORT", "" + FreePort.find());
        environment.put("APPLIANCE_STORE_FOLDER", home.objects().toString());
        home = new Home(folder.resolve("other home"));
        started();

        assertThatThrownBy(() -> service.secrets().rotate(Which.KEY, false))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("other home");
    }
}
