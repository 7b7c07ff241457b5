package org.quiltappliance.server.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @TempDir
    Path folder;

    @Test
    void comesBackAsItWasWritten() throws IOException {
        var home = new Home(folder);
        var instance = Instance.fresh(NOW, "1.0");

        instance.usedBy("1.1").keepingIn("postgres", "a-volume").write(home);

        assertThat(instance.id()).matches("[0-9a-f]{8}");
        assertThat(Instance.read(home))
                .contains(new Instance(
                        instance.id(), NOW, Instance.FORMAT, "1.0", "1.1", Map.of("postgres", "a-volume")));
    }

    @Test
    void imagesOfFormerContainersAreRemembered() throws IOException {
        var home = new Home(folder);
        var instance =
                Instance.fresh(NOW, "1.0").keepingIn("postgres", "a-volume").using("sha256:1", "postgres:17@1");

        instance.using("sha256:2", "postgres:18@2").usedBy("1.1").write(home);

        assertThat(Instance.read(home).orElseThrow().images())
                .isEqualTo(Map.of("sha256:1", "postgres:17@1", "sha256:2", "postgres:18@2"));
        assertThat(Instance.read(home)
                        .orElseThrow()
                        .withoutImage("sha256:1")
                        .forgetting("a-volume")
                        .images())
                .containsOnlyKeys("sha256:2");
    }

    @Test
    void newFolderHasNone() throws IOException {
        assertThat(Instance.read(new Home(folder))).isEmpty();
    }

    @Test
    void knowsDataOfANewerProgram() {
        assertThat(new Instance("00000000", NOW, Instance.FORMAT + 1, "1", "9", Map.of()).isFromNewerProgram())
                .isTrue();
        assertThat(Instance.fresh(NOW, "1").isFromNewerProgram()).isFalse();
    }

    @Test
    void brokenFileIsNotTakenForANewFolder() throws IOException {
        Files.writeString(folder.resolve("instance.json"), "{\"id\": \"0000");

        assertThatThrownBy(() -> Instance.read(new Home(folder))).isInstanceOf(IOException.class);
    }
}
