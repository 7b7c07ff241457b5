package org.quiltappliance.server.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.containers.DataVolumes.DataVolume;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.ApplianceException.NotFound;
import org.quiltappliance.server.testing.FakeContainerRuntime;

/** {@code control-panel.md} CM-14. */
class DataVolumesTest {

    private static final String TYPED = "My registry delete";

    private final FakeContainerRuntime engine = Backing.engine();
    private final DataVolumes volumes =
            new DataVolumes(engine, Backing.ID, "My registry", Set.of(Backing.DATABASE_VOLUME));

    @BeforeEach
    void makeVolumes() {
        engine.createVolume(Backing.DATABASE_VOLUME, Map.of(Labels.INSTANCE, Backing.ID, Labels.DATA, "pg17"));
        engine.createVolume("former", Map.of(Labels.INSTANCE, Backing.ID, Labels.DATA, "pg16"));
        engine.createVolume("foreign", Map.of());
        engine.writeOnVolume("former", "/data/file", "12345");
        engine.create(new ContainerSpec(
                Backing.POSTGRES,
                Backing.POSTGRES_17,
                List.of(),
                Map.of(),
                Map.of(Labels.INSTANCE, Backing.ID),
                Map.of("/data", Backing.DATABASE_VOLUME),
                List.of(),
                ContainerSpec.NO_NETWORK,
                Optional.empty(),
                ContainerSpec.Restart.NO,
                Optional.empty(),
                0));
    }

    private List<String> names() throws InterruptedException {
        return volumes.list().stream().map(DataVolume::name).toList();
    }

    @Test
    void listsOursWithWhatPeopleShouldKnow() throws Exception {
        assertThat(volumes.list())
                .containsExactly(
                        new DataVolume(
                                "former",
                                "pg16",
                                OptionalLong.of(5),
                                "2026-01-01T00:00:00Z",
                                false,
                                Optional.empty(),
                                Optional.empty()),
                        new DataVolume(
                                Backing.DATABASE_VOLUME,
                                "pg17",
                                OptionalLong.of(0),
                                "2026-01-01T00:00:00Z",
                                true,
                                Optional.of(Backing.POSTGRES),
                                Optional.empty()));
    }

    @Test
    @Tag("AT-25")
    void removesTheOneThatWasConfirmedAndNoOther() throws Exception {
        volumes.remove("former", TYPED, true, false);

        assertThat(names()).containsExactly(Backing.DATABASE_VOLUME);
        assertThat(engine.volume("foreign")).isPresent();
    }

    @Test
    @Tag("AT-25")
    void removesNothingWithoutTheTypedText() throws Exception {
        assertThatExceptionOfType(Invalid.class).isThrownBy(() -> volumes.remove("former", "delete", true, true));
        assertThat(names()).hasSize(2);
    }

    @Test
    void theCurrentVolumeGoesWithItsContainer() throws Exception {
        assertThatExceptionOfType(Conflict.class)
                .isThrownBy(() -> volumes.remove(Backing.DATABASE_VOLUME, TYPED, true, false));

        volumes.remove(Backing.DATABASE_VOLUME, TYPED, true, true);

        assertThat(names()).containsExactly("former");
        assertThat(engine.container(Backing.POSTGRES)).isEmpty();
    }

    @Test
    void aVolumeInUseStays() throws Exception {
        engine.start(Backing.POSTGRES);

        assertThatExceptionOfType(Conflict.class)
                .isThrownBy(() -> volumes.remove(Backing.DATABASE_VOLUME, TYPED, true, true));
        assertThat(names()).hasSize(2);
    }

    @Test
    void volumesOfOthersAreUnknown() {
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> volumes.remove("foreign", TYPED, true, true));
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> volumes.remove("nothing", TYPED, true, true));
    }
}
