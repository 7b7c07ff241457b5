package org.quiltappliance.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.containers.Container;
import org.quiltappliance.server.containers.Labels;
import org.quiltappliance.server.testing.DockerEngine;
import org.quiltappliance.server.testing.LocalImages;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.QuiltClient;
import org.quiltappliance.server.testing.Samples;
import org.quiltappliance.server.testing.Thorough;

/** Kills the real process while it brings the data to another PostgreSQL: the former volume stays in force. */
@Thorough
class UpgradeKillIT extends ManagedCommandSetup {

    @BeforeAll
    static void loadImages() {
        try (var runtime = DockerEngine.connect()) {
            LocalImages.load(runtime, LocalImages.POSTGRES, LocalImages.POSTGRES_17);
        }
    }

    @BeforeEach
    void keepFilesInAFolder() {
        environment.put("APPLIANCE_STORE", "folder");
    }

    @ParameterizedTest
    @Tag("AT-15")
    @ValueSource(strings = {"preparing", "filling"})
    void theFormerVolumeStaysInForceAndTheUpgradeCanBeRepeated(String phase) throws Exception {
        run("config", "config", "set", "APPLIANCE_DB_IMAGE", LocalImages.POSTGRES);
        var first = started("first");
        var tree = Samples.demo();
        new QuiltClient(admin()).push(new Pkg("admin", "kept"), tree);
        stop(first);
        String former = instance().volumes().get("postgres");

        var killed = command("killed", "images", "set", "database", LocalImages.POSTGRES_17);
        awaitPhase(phase, killed);
        killNow(killed);
        assertThat(instance().volumes()).containsEntry("postgres", former);
        assertThat(engine.container(names() + "-postgres-new")).isPresent();
        var second = started("second");

        assertThat(engine.containers(Labels.INSTANCE, instance().id()))
                .extracting(Container::name)
                .containsExactly(names() + "-postgres");
        assertThat(home.run().resolve("switch.json")).doesNotExist();
        assertThat(new QuiltClient(admin()).install(new Pkg("admin", "kept")).objects())
                .containsOnlyKeys(tree.objectHashes());
        stop(second);

        run("again", "images", "set", "database", LocalImages.POSTGRES_17);
        assertThat(Files.readString(folder.resolve("again.err")))
                .contains("You can go back until you remove the old volume: volumes use " + former);
        assertThat(instance().superseded()).containsOnlyKeys(former);
        started("third");

        assertThat(new QuiltClient(admin()).install(new Pkg("admin", "kept")).objects())
                .containsOnlyKeys(tree.objectHashes());
        assertThat(engine.container(names() + "-postgres").orElseThrow().label(Labels.DATA))
                .isEqualTo("pg17");
    }
}
