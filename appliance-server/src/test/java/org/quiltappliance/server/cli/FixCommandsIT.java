package org.quiltappliance.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.containers.ContainerSpec;
import org.quiltappliance.server.containers.Labels;
import org.quiltappliance.server.testing.DockerEngine;
import org.quiltappliance.server.testing.LocalImages;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.PostgresServer;
import org.quiltappliance.server.testing.QuiltClient;
import org.quiltappliance.server.testing.Samples;
import org.quiltappliance.server.testing.Thorough;
import org.quiltappliance.server.testing.Volumes;

/** What a start that failed advises on the command line, done there, with a container of ours on a real engine. */
class FixCommandsIT extends ManagedCommandSetup {

    private static final Pkg KEPT = new Pkg("admin", "kept");

    @BeforeAll
    static void loadImages() {
        try (var runtime = DockerEngine.connect()) {
            LocalImages.load(runtime, LocalImages.MINIO);
        }
    }

    @Test
    @Thorough
    void namesChangeAndWithoutItsFilesTheRegistryIsReadOnlyUntilAnotherVolumeIsUsed() throws Exception {
        environment.put("APPLIANCE_DB", "external");
        environment.put("SQLALCHEMY_DATABASE_URI", PostgresServer.address(PostgresServer.freshDatabase()));
        environment.put("APPLIANCE_STORE_IMAGE", LocalImages.MINIO);
        var first = started("first");
        var tree = Samples.demo();
        new QuiltClient(admin()).push(KEPT, tree);
        stop(first);
        String container = names() + "-store";
        engine.remove(container);
        String theirs = engine.create(ContainerSpec.of(container, LocalImages.MINIO));

        assertThat(ended("taken", "start")).isNotZero();
        assertThat(told("taken")).contains("CONTAINER_NAME_TAKEN", "quilt-appliance repair names");
        run("names", "repair", "names");
        var second = started("second");

        assertThat(new QuiltClient(admin()).install(KEPT).objects()).containsOnlyKeys(tree.objectHashes());
        assertThat(engine.containers(Labels.INSTANCE, instance().id()))
                .extracting(one -> one.name())
                .containsExactly(names() + "-2-store");
        stop(second);
        engine.remove(theirs);
        String lost = instance().volumes().get("store");
        String copy = new Volumes(engine).copied(lost);
        removeVolume(lost);

        assertThat(ended("missing", "start")).isNotZero();
        assertThat(told("missing"))
                .contains(
                        "STORE_DATA_MISSING",
                        "quilt-appliance volumes use " + copy,
                        "quilt-appliance start --read-only");
        var third = startedAs("DEGRADED", "third", "--read-only");

        assertThat(told("third")).contains("Read-only, as stored files are missing");
        assertThat(admin().get(KEPT.one("tag", "latest")).status()).isEqualTo(200);
        assertThat(admin().put(KEPT.one("tag", "other"), Map.of("hash", tree.hash()))
                        .status())
                .isEqualTo(503);
        stop(third);

        run("volume", "volumes", "use", copy);
        started("fourth");

        assertThat(told("fourth")).doesNotContain("Read-only");
        assertThat(instance().volumes()).containsEntry("store", copy);
        assertThat(new QuiltClient(admin()).install(KEPT).objects()).containsOnlyKeys(tree.objectHashes());
    }
}
