package org.quiltappliance.server.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.config.Secret;

class DefinitionsTest {

    private static final long MEMORY = 8L << 30;

    private final Backing backing = Backing.of(Path.of("home"));

    private static Definition postgres(Backing backing, int major, long memory) {
        var config = backing.config(BackingConfig.Patience.USUAL);
        return new Definitions(config).postgres(config.database().orElseThrow(), major, memory);
    }

    private static Definition store(Backing backing, StoreFlavour flavour) {
        var plan = new BackingConfig.Storage(
                flavour, "a", 9123, "appliance", new Secret("store-secret-key"), Optional.empty());
        return new Definitions(backing.config(BackingConfig.Patience.USUAL)).store(plan);
    }

    @Test
    void postgresKeepsItsDataWhereItsMajorVersionExpectsIt() {
        assertThat(postgres(backing, 17, MEMORY).spec().volumes())
                .isEqualTo(Map.of("/var/lib/postgresql/data", "quilt-appliance-0a1b2c3d-pg17"));
        assertThat(postgres(backing, 18, MEMORY).spec().volumes())
                .isEqualTo(Map.of("/var/lib/postgresql", "quilt-appliance-0a1b2c3d-pg18"));
    }

    @Test
    void postgresIsInitialisedWithASortOrderThatNeverChanges() {
        assertThat(postgres(backing, 17, MEMORY).spec().environment())
                .isEqualTo(Map.of(
                        "POSTGRES_USER", "quilt",
                        "POSTGRES_DB", "quilt",
                        "POSTGRES_PASSWORD_FILE", "/appliance-secrets/db",
                        "POSTGRES_INITDB_ARGS",
                                "--encoding=UTF8 --data-checksums --locale-provider=builtin --builtin-locale=C.UTF-8"));
        assertThat(postgres(backing, 15, MEMORY).spec().environment())
                .containsEntry("POSTGRES_INITDB_ARGS", "--encoding=UTF8 --data-checksums --locale=C");
    }

    @Test
    void postgresGetsItsShareOfTheMemory() {
        assertThat(postgres(backing, 17, 8L << 30).spec().command())
                .containsExactly("-c", "shared_buffers=512MB", "-c", "max_connections=50");
        assertThat(postgres(backing, 17, (8L << 30) - 12345).spec().command()).contains("shared_buffers=256MB");
        assertThat(postgres(backing, 17, 1L << 29).spec().command()).contains("shared_buffers=64MB");
        assertThat(postgres(backing, 17, 1L << 40).spec().command()).contains("shared_buffers=1024MB");
    }

    @Test
    void postgresIsAskedOverTheNetworkWhetherItIsWell() {
        var spec = postgres(backing, 17, MEMORY).spec();

        assertThat(spec.health().orElseThrow().command())
                .containsExactly("pg_isready", "-h", "127.0.0.1", "-U", "quilt", "-d", "quilt");
        assertThat(spec.sharedMemoryBytes()).isEqualTo(256L << 20);
        assertThat(postgres(backing, 17, MEMORY).stopPatience()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void minioReadsItsSecretsFromFiles() {
        var definition = store(backing, StoreFlavour.MINIO);

        assertThat(definition.spec().environment())
                .isEqualTo(Map.of(
                        "MINIO_ROOT_USER_FILE", "/appliance-secrets/access-key",
                        "MINIO_ROOT_PASSWORD_FILE", "/appliance-secrets/secret-key",
                        "MINIO_BROWSER", "off",
                        "MINIO_UPDATE", "off"));
        assertThat(definition.secretFiles(1, 2))
                .extracting(ContainerFile::name, ContainerFile::user, ContainerFile::group, ContainerFile::mode)
                .containsExactly(tuple("access-key", 1, 2, 0400), tuple("secret-key", 1, 2, 0400));
        assertThat(definition.spec().ports()).isEqualTo(List.of(new ContainerSpec.Port(9123, 9000)));
    }

    @Test
    void anotherFlavourHasAVolumeOfItsOwn() {
        assertThat(store(backing, StoreFlavour.RUSTFS).volume()).isEqualTo("quilt-appliance-0a1b2c3d-objects-rustfs");
        assertThat(store(backing, StoreFlavour.RUSTFS).spec().environment())
                .containsEntry("RUSTFS_SECRET_KEY", "store-secret-key");
    }

    @Test
    void keptContainersStartWithTheComputer() {
        assertThat(postgres(backing, 17, MEMORY).spec().restart()).isEqualTo(ContainerSpec.Restart.NO);
        assertThat(postgres(backing.keeping(), 17, MEMORY).spec().restart())
                .isEqualTo(ContainerSpec.Restart.UNLESS_STOPPED);
    }

    @Test
    void theHashTellsSettingsApartAndKnowsNoSecrets() {
        String hash = postgres(backing, 17, MEMORY).hash();

        assertThat(postgres(backing, 17, MEMORY).hash()).isEqualTo(hash).matches("[0-9a-f]{16}");
        assertThat(postgres(backing.withPassword("another password"), 17, MEMORY)
                        .hash())
                .isEqualTo(hash);
        assertThat(postgres(backing.withImages("b:1", "c:1"), 17, MEMORY).hash())
                .isEqualTo(hash);
        assertThat(postgres(backing.keeping(), 17, MEMORY).hash()).isNotEqualTo(hash);
        assertThat(postgres(backing, 17, 64L << 30).hash()).isNotEqualTo(hash);
    }
}
