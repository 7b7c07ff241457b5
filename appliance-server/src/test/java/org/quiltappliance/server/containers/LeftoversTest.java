package org.quiltappliance.server.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.containers.Leftovers.Found;
import org.quiltappliance.server.containers.Leftovers.OldImage;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.errors.ApplianceException.NotFound;
import org.quiltappliance.server.testing.FakeContainerRuntime;

/** {@code control-panel.md} 10.4, last sentence. */
class LeftoversTest {

    private static final String FORMER = "docker.io/library/postgres:16";
    private static final Image FORMER_IMAGE = Backing.image("3", "amd64", Map.of("PG_MAJOR", "16"));
    private static final Image FOREIGN_IMAGE = Backing.image("4", "amd64", Map.of());

    private final FakeContainerRuntime engine =
            Backing.engine().withImage(FORMER, FORMER_IMAGE).withImage("somebody/else:1", FOREIGN_IMAGE);
    private final DataVolumes volumes =
            new DataVolumes(engine, Backing.ID, "My registry", Set.of(Backing.DATABASE_VOLUME));
    private final Leftovers leftovers = new Leftovers(
            engine,
            Backing.ID,
            Map.of(
                    FORMER_IMAGE.id(),
                    FORMER,
                    Backing.POSTGRES_IMAGE.id(),
                    Backing.POSTGRES_17,
                    Backing.MINIO_IMAGE.id(),
                    Backing.MINIO,
                    "sha256:gone",
                    "gone:1"),
            Set.of(Backing.MINIO));

    @BeforeEach
    void makeThem() {
        engine.createVolume(Backing.DATABASE_VOLUME, Map.of(Labels.INSTANCE, Backing.ID, Labels.DATA, "pg17"));
        engine.createVolume("former", Map.of(Labels.INSTANCE, Backing.ID, Labels.DATA, "pg16"));
        engine.createVolume("foreign", Map.of());
        container(Backing.POSTGRES, Backing.POSTGRES_17, Map.of(Labels.INSTANCE, Backing.ID));
    }

    private void container(String name, String image, Map<String, String> labels) {
        engine.create(new ContainerSpec(
                name,
                image,
                List.of(),
                Map.of(),
                labels,
                Map.of(),
                List.of(),
                ContainerSpec.NO_NETWORK,
                Optional.empty(),
                ContainerSpec.Restart.NO,
                Optional.empty(),
                0));
    }

    @Test
    void onlyWhatWasOursAndIsOutOfUseIsShown() throws Exception {
        Found found = leftovers.find(volumes);

        assertThat(found.volumes()).extracting(DataVolumes.DataVolume::name).containsExactly("former");
        assertThat(found.images()).containsExactly(new OldImage(FORMER_IMAGE.id(), FORMER, FORMER_IMAGE.bytes()));
        assertThat(engine.image(FORMER)).as("looking changes nothing").isPresent();
    }

    @Test
    void imageThatIsNamedGoesAndNoOther() throws Exception {
        leftovers.remove(FORMER);

        assertThat(engine.image(FORMER)).isEmpty();
        assertThat(leftovers.find(volumes).images()).isEmpty();
        assertThat(engine.image(Backing.POSTGRES_17)).isPresent();
        assertThat(engine.image(Backing.MINIO)).isPresent();
    }

    @Test
    void imagesInUseOrOfOthersAreNotRemoved() {
        for (String image : List.of(Backing.POSTGRES_17, Backing.MINIO, "somebody/else:1", "gone:1", "")) {
            assertThatExceptionOfType(NotFound.class).isThrownBy(() -> leftovers.remove(image));
        }

        assertThat(engine.image("somebody/else:1")).isPresent();
    }

    @Test
    void imageOfAContainerOfSomebodyElseStays() {
        container("theirs", FORMER, Map.of());

        assertThatExceptionOfType(Conflict.class)
                .isThrownBy(() -> leftovers.remove(FORMER_IMAGE.id()))
                .withMessageContaining("not ours");

        assertThat(engine.image(FORMER)).isPresent();
    }
}
