package org.quiltappliance.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.quiltappliance.server.backup.SwitchJournal;
import org.quiltappliance.server.backup.SwitchJournal.Kind;
import org.quiltappliance.server.backup.SwitchJournal.Phase;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.home.Instance;
import org.quiltappliance.server.home.OwnerFiles;

/** What a crash leaves of an upgrade: the former volume in force or the new one, never something between. */
class DecidedSwitchTest {

    private static final Map<String, String> TARGET =
            Map.of(DecidedSwitch.DATABASE_VOLUME, "new", "APPLIANCE_DB_IMAGE", "docker.io/library/postgres:17");

    @TempDir
    Path folder;

    private Home home;

    @BeforeEach
    void dataInTheFormerVolume() throws IOException {
        home = new Home(folder.resolve("home"));
        OwnerFiles.makeFolder(home.run());
        Instance.fresh(Instant.EPOCH, "1.0").keepingIn("postgres", "former").write(home);
    }

    private SettingsSource source() {
        return new SettingsSource(home, Map.of(), Map.of(), Clock.systemUTC());
    }

    private void left(Phase phase) throws IOException {
        new SwitchJournal(Kind.UPGRADE, phase, TARGET, "the data", Instant.EPOCH).write(home);
    }

    @Test
    void theNewVolumeIsInForceOnceThatIsDecided() throws Exception {
        left(Phase.DECIDED);

        DecidedSwitch.complete(source());
        DecidedSwitch.complete(source());

        var instance = Instance.read(home).orElseThrow();
        assertThat(instance.volumes()).containsEntry("postgres", "new");
        assertThat(instance.superseded()).isEqualTo(Map.of("former", "new"));
        assertThat(source().files().written()).containsEntry("APPLIANCE_DB_IMAGE", "docker.io/library/postgres:17");
        assertThat(SwitchJournal.read(home)).isEmpty();
    }

    @Test
    void aCrashBetweenTheFilesIsMendedByTheNextLook() throws Exception {
        left(Phase.DECIDED);
        Instance.read(home).orElseThrow().turningTo("postgres", "new").write(home);

        DecidedSwitch.complete(source());

        var instance = Instance.read(home).orElseThrow();
        assertThat(instance.volumes()).containsEntry("postgres", "new");
        assertThat(instance.superseded()).isEqualTo(Map.of("former", "new"));
        assertThat(source().files().written()).containsKey("APPLIANCE_DB_IMAGE");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DECIDED")
    void theFormerVolumeStaysInForceUntilThen(Phase phase) throws Exception {
        left(phase);

        DecidedSwitch.complete(source());

        assertThat(Instance.read(home).orElseThrow().volumes()).containsEntry("postgres", "former");
        assertThat(source().files().written()).isEmpty();
        assertThat(SwitchJournal.read(home)).isPresent();
    }

    @Test
    void aStepBackTurnsTheVolumesAround() {
        var upgraded = Instance.fresh(Instant.EPOCH, "1.0")
                .keepingIn("postgres", "former")
                .turningTo("postgres", "new");

        var back = upgraded.turningTo("postgres", "former");

        assertThat(back.volumes()).containsEntry("postgres", "former");
        assertThat(back.superseded()).isEqualTo(Map.of("new", "former"));
        assertThat(back.forgetting("new").superseded()).isEmpty();
    }
}
