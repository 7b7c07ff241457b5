package org.quiltappliance.server.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.containers.Container.State;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.testing.FakeContainerRuntime;

/** Another image in the place of the present one, and what stands in its way. */
class ImageChangeTest {

    private static final String NEWER = "docker.io/library/postgres:17.11";
    private static final String PG_18 = "docker.io/library/postgres:18.1";
    private static final Image NEWER_IMAGE = Backing.image("3", "amd64", Map.of("PG_MAJOR", "17"));
    private static final Image PG_18_IMAGE = Backing.image("4", "amd64", Map.of("PG_MAJOR", "18"));

    @TempDir
    Path folder;

    private final FakeContainerRuntime engine =
            Backing.engine().withImage(NEWER, NEWER_IMAGE).withImage(PG_18, PG_18_IMAGE);
    private Backing backing;

    @BeforeEach
    void dataOfPostgres17() throws InterruptedException {
        backing = Backing.of(folder);
        var services = backing.on(engine, new FakeProbes());
        start(services);
        engine.writeOnVolume(Backing.DATABASE_VOLUME, "/var/lib/postgresql/data/PG_VERSION", "17\n");
        engine.writeOnVolume(Backing.STORE_VOLUME, "/data/.minio.sys/format.json", "{}");
        services.stop();
        backing = backing.withData(Backing.DATABASE_VOLUME, Backing.STORE_VOLUME);
    }

    private static void start(BackingServices services) throws InterruptedException {
        services.fetchImages(text -> {});
        services.prepareContainers(text -> {});
        services.awaitDatabase(text -> {});
        services.awaitStore(text -> {});
    }

    private Container database() {
        return engine.container(Backing.POSTGRES).orElseThrow();
    }

    @Test
    void theOldImageReturnsWhenTheDataCannotBeUsedWithTheNewOne() throws Exception {
        var services = backing.withImages(NEWER, Backing.MINIO).on(engine, new FakeProbes());
        start(services);

        assertThatThrownBy(() -> services.changeImage(Role.POSTGRES, text -> {}, () -> {
                    assertThat(database().imageId()).isEqualTo(NEWER_IMAGE.id());
                    throw new Conflict("The objects are not where they were.");
                }))
                .isInstanceOf(Conflict.class);

        assertThat(database().imageId()).isEqualTo(Backing.POSTGRES_IMAGE.id());
        assertThat(database().state()).isEqualTo(State.RUNNING);
    }

    @Test
    void containersGoOnRunningWhereTheSettingsSaySo() throws Exception {
        var services = backing.keeping().withImages(NEWER, Backing.MINIO).on(engine, new FakeProbes());
        start(services);

        services.changeImage(Role.POSTGRES, text -> {});
        services.stop();

        assertThat(database().imageId()).isEqualTo(NEWER_IMAGE.id());
        assertThat(database().state()).isEqualTo(State.RUNNING);
    }

    @Test
    void aContainerOfOtherDataGivesWay() throws Exception {
        engine.createVolume("quilt-appliance-0a1b2c3d-pg18", Map.of(Labels.INSTANCE, Backing.ID, Labels.DATA, "pg18"));
        engine.writeOnVolume("quilt-appliance-0a1b2c3d-pg18", "/var/lib/postgresql/18/docker/PG_VERSION", "18\n");
        var probes = new FakeProbes();
        probes.databaseSays(new Probes.DatabaseAnswer.Ready("/var/lib/postgresql/18/docker"));
        var upgraded = backing.withImages(PG_18, Backing.MINIO)
                .withData("quilt-appliance-0a1b2c3d-pg18", Backing.STORE_VOLUME)
                .on(engine, probes);

        start(upgraded);

        assertThat(database().imageId()).isEqualTo(PG_18_IMAGE.id());
        assertThat(database().volumes()).isEqualTo(Map.of("/var/lib/postgresql", "quilt-appliance-0a1b2c3d-pg18"));
    }

    @Test
    void twoServersNeverMeetOnOneVolume() throws Exception {
        engine.create(new ContainerSpec(
                Backing.POSTGRES + "-new",
                NEWER,
                List.of(),
                Map.of(),
                Map.of(Labels.INSTANCE, Backing.ID),
                Map.of("/var/lib/postgresql/data", Backing.DATABASE_VOLUME),
                List.of(),
                ContainerSpec.NO_NETWORK,
                Optional.empty(),
                ContainerSpec.Restart.NO,
                Optional.empty(),
                0));
        engine.start(Backing.POSTGRES + "-new");

        start(backing.on(engine, new FakeProbes()));

        assertThat(engine.container(Backing.POSTGRES + "-new")).isEmpty();
        assertThat(database().state()).isEqualTo(State.RUNNING);
    }

    @Test
    void aNewVolumeThatHoldsDataIsNotTouched() throws Exception {
        String volume = "quilt-appliance-0a1b2c3d-pg18";
        engine.createVolume(volume, Map.of(Labels.INSTANCE, Backing.ID, Labels.DATA, "pg18"));
        engine.writeOnVolume(volume, "/var/lib/postgresql/18/docker/PG_VERSION", "18\n");
        var upgrade = backing.withImages(PG_18, Backing.MINIO)
                .on(engine, new FakeProbes())
                .upgrade();
        var outline = upgrade.outline();

        assertThatThrownBy(() -> upgrade.prepareFresh(outline, text -> {}))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining(volume);

        assertThat(outline.from()).isEqualTo(17);
        assertThat(outline.to()).isEqualTo(18);
        assertThat(engine.volumeBytes(volume)).hasValue(3);
        assertThat(engine.container(Backing.POSTGRES + "-new")).isEmpty();
    }
}
