package org.quiltappliance.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.SecretService.Which;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.config.PendingSecret;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.containers.Container;
import org.quiltappliance.server.containers.DataVolumes;
import org.quiltappliance.server.containers.Labels;
import org.quiltappliance.server.containers.Leftovers;
import org.quiltappliance.server.database.RolePassword;
import org.quiltappliance.server.home.Instance;
import org.quiltappliance.server.lifecycle.ApplianceState;
import org.quiltappliance.server.monitoring.Redaction;
import org.quiltappliance.server.testing.DockerEngine;
import org.quiltappliance.server.testing.LocalImages;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.QuiltClient;
import org.quiltappliance.server.testing.Samples;

/** The password of the database and the keys of the storage in our containers, replaced on a real engine. */
class ManagedSecretsIT extends ManagedSetup {

    private static final String DATABASE = "APPLIANCE_DB_PASSWORD";

    @BeforeAll
    static void loadImages() {
        try (var runtime = DockerEngine.connect()) {
            LocalImages.load(runtime, LocalImages.POSTGRES, LocalImages.MINIO);
        }
    }

    private Container container(String role) throws IOException {
        return engine.container("quilt-appliance-" + instance() + "-" + role).orElseThrow();
    }

    private Secret written(String name) throws IOException {
        return new Secret(source().files().written().get(name));
    }

    private DatabaseConfig.Postgres database(Secret password) throws IOException {
        var address = container("postgres").binding(5432).orElseThrow();
        return new DatabaseConfig.Postgres(
                "jdbc:postgresql://" + address.hostAddress() + ":" + address.hostPort() + "/quilt",
                "quilt",
                password,
                2);
    }

    private void worksWith(Pkg kept, Pkg fresh) {
        var quilt = new QuiltClient(admin());
        assertThat(quilt.install(kept).objects())
                .containsOnlyKeys(Samples.demo().objectHashes());
        quilt.push(fresh, Samples.oneFile());
        assertThat(quilt.install(fresh).objects()).hasSize(1);
    }

    @Test
    void secretsAreReplacedWhileTheRegistryRunsAndHoldAfterwards() throws Exception {
        var kept = new Pkg("admin", "kept");
        var service = open();
        start(service);
        new QuiltClient(admin()).push(kept, Samples.demo());
        Secret formerPassword = written(DATABASE);
        Secret formerKey = written("AWS_SECRET_ACCESS_KEY");

        service.secrets().rotate(Which.DATABASE, false).result().get(120, SECONDS);

        assertThat(written(DATABASE)).isNotEqualTo(formerPassword);
        assertThat(RolePassword.isAccepted(database(formerPassword))).isFalse();
        assertThat(RolePassword.isAccepted(database(written(DATABASE)))).isTrue();
        assertThat(home.nextSecrets()).doesNotExist();
        worksWith(kept, new Pkg("admin", "after_database"));

        service.secrets().rotate(Which.STORAGE, false).result().get(120, SECONDS);

        assertThat(written("AWS_SECRET_ACCESS_KEY")).isNotEqualTo(formerKey);
        assertThat(engine.copyOut(container("store").id(), "/appliance-secrets/secret-key", 1000))
                .hasValueSatisfying(bytes -> assertThat(new String(bytes)).isEqualTo(writtenKey()));
        worksWith(kept, new Pkg("admin", "after_storage"));

        engine.stop(container("postgres").id(), Duration.ZERO);
        await().atMost(120, SECONDS).until(() -> service.snapshot().state() == ApplianceState.DEGRADED);
        await().atMost(120, SECONDS).until(() -> service.snapshot().state() == ApplianceState.RUNNING);
        worksWith(kept, new Pkg("admin", "after_return"));

        service.stop(Duration.ZERO).get(120, SECONDS);
        assertThat(service.users().list()).extracting(Users.User::name).containsExactly("admin");
        service.secrets().rotate(Which.DATABASE, false).result().get(120, SECONDS);
        service.secrets().rotate(Which.STORAGE, false).result().get(120, SECONDS);
        assertThat(engine.containers(Labels.INSTANCE, instance())).noneMatch(Container::isRunning);
        start(service);

        worksWith(kept, new Pkg("admin", "after_stop"));
        assertThat(noneHoldsASecret()).isTrue();
    }

    private String writtenKey() {
        try {
            return written("AWS_SECRET_ACCESS_KEY").reveal();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    /** Nothing secret is in what anybody who may look at containers sees. */
    private boolean noneHoldsASecret() throws IOException {
        var secrets = List.of(written(DATABASE).reveal(), writtenKey());
        for (Container container : engine.containers(Labels.INSTANCE, instance())) {
            String seen = container.environment() + " " + container.labels();
            assertThat(secrets).noneMatch(seen::contains);
        }
        for (String log : List.of("postgres.log", "store.log")) {
            String text = Files.readString(home.logs().resolve(log));
            assertThat(secrets).noneMatch(text::contains);
        }
        return true;
    }

    @Test
    void changeThatEndedHalfWayIsFinishedByTheNextStart() throws Exception {
        var kept = new Pkg("admin", "kept");
        var service = open();
        start(service);
        new QuiltClient(admin()).push(kept, Samples.demo());
        var next = new Secret("the next password");
        var pending = new PendingSecret(home);
        // As a kill between the database and the settings leaves it.
        pending.begin(next);
        RolePassword.change(database(written(DATABASE)), next);
        // And one between the two keys of the storage.
        source().files().set("AWS_ACCESS_KEY_ID", "ANOTHERACCESSKEYQUIT");
        end(service);

        service = open();
        start(service);

        assertThat(written(DATABASE)).isEqualTo(next);
        assertThat(home.nextSecrets()).doesNotExist();
        worksWith(kept, new Pkg("admin", "fresh"));
        // As a kill before the database heard of it.
        pending.begin(new Secret("never heard of"));
        service.stop(Duration.ZERO).get(120, SECONDS);
        start(service);

        assertThat(written(DATABASE)).isEqualTo(next);
        assertThat(home.nextSecrets()).doesNotExist();
        worksWith(kept, new Pkg("admin", "again"));
    }

    @Test
    void whatIsOutOfUseIsShownAndOnlyTheImageThatIsNamedGoes() throws Exception {
        open();
        LocalImages.load(engine, LocalImages.SMALL);
        String image = engine.image(LocalImages.SMALL).orElseThrow().id();
        Instance.read(home).orElseThrow().using(image, LocalImages.SMALL).write(home);
        String volume = "quilt-appliance-" + instance() + "-pg1";
        engine.createVolume(volume, Map.of(Labels.INSTANCE, instance(), Labels.DATA, "pg1"));
        var leftovers = new LeftoverService(source(), new Redaction(), Clock.systemUTC());

        var found = leftovers.find().orElseThrow();

        assertThat(found.volumes()).extracting(DataVolumes.DataVolume::name).containsExactly(volume);
        assertThat(found.images()).extracting(Leftovers.OldImage::name).containsExactly(LocalImages.SMALL);
        leftovers.removeImage(LocalImages.SMALL);
        assertThat(engine.image(image)).isEmpty();
        assertThat(engine.image(LocalImages.POSTGRES)).isPresent();
        assertThat(engine.volume(volume)).isPresent();
        assertThat(Instance.read(home).orElseThrow().images()).isEmpty();
    }
}
