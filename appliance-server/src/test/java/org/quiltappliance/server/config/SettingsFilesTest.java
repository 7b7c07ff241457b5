package org.quiltappliance.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.home.Home;

class SettingsFilesTest {

    @TempDir
    Path folder;

    private Home home;
    private SettingsFiles files;

    @BeforeEach
    void files() {
        home = new Home(folder.resolve("häus \"1\" 'x'"));
        files = new SettingsFiles(home, Clock.fixed(Instant.parse("2026-11-23T10:00:00Z"), ZoneOffset.UTC));
    }

    private EffectiveSettings read() throws IOException {
        return files.read(Map.of(), Map.of());
    }

    @Test
    void whatIsSetIsReadBack() throws IOException {
        files.set("APPLIANCE_NAME", "Ann's \"best\"");

        assertThat(read().value(Settings.NAME).text()).isEqualTo("Ann's \"best\"");
        files.unset("APPLIANCE_NAME");
        assertThat(read().value(Settings.NAME).source()).isEqualTo(Source.DEFAULT);
    }

    @Test
    void secretsStandApart() throws IOException {
        Files.createDirectories(home.folder());
        Files.writeString(home.settings(), "QUILT_SECRET_KEY=old-old-old-old-old\nTEAM_ID=a\n");

        files.set("QUILT_SECRET_KEY", "0123456789abcdef");

        assertThat(Files.readString(home.settings()))
                .doesNotContain("QUILT_SECRET_KEY")
                .contains("TEAM_ID=a");
        assertThat(Files.readString(home.secrets())).contains("QUILT_SECRET_KEY=0123456789abcdef");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.secrets())))
                .isEqualTo("rw-------");
    }

    @Test
    void badValueIsRefusedAndNothingIsWritten() {
        assertThatThrownBy(() -> files.set("APPLIANCE_REGISTRY_PORT", "x"))
                .isInstanceOf(Invalid.class)
                .hasMessage("\"x\" (appliance.env) is not a whole number. Allowed is a whole number from 1 to 65535.");
        assertThatThrownBy(() -> files.set("TEAM_IDD", "x"))
                .isInstanceOf(Invalid.class)
                .hasMessage("There is no setting TEAM_IDD. Did you mean TEAM_ID?");
        assertThat(home.folder()).doesNotExist();
    }

    @Test
    void severalChangesAreWrittenTogetherEachInItsFile() throws IOException {
        files.set("APPLIANCE_REGISTRY_PORT", "5001");
        files.set("SMTP_PASSWORD", "former");

        files.change(Map.of(
                "APPLIANCE_NAME",
                Optional.of("Glaciers"),
                "APPLIANCE_REGISTRY_PORT",
                Optional.empty(),
                "SMTP_PASSWORD",
                Optional.of("another")));

        assertThat(files.written()).isEqualTo(Map.of("APPLIANCE_NAME", "Glaciers", "SMTP_PASSWORD", "another"));
        assertThat(home.settings()).content().doesNotContain("another");
        assertThat(home.secrets()).content().contains("another").doesNotContain("former", "Glaciers");
    }

    @Test
    void oneBadValueAmongSeveralLeavesEverythingAsItWas() throws IOException {
        files.set("APPLIANCE_NAME", "Glaciers");

        assertThatThrownBy(() -> files.change(Map.of(
                        "APPLIANCE_NAME", Optional.of("Others"), "APPLIANCE_CATALOG_PORT", Optional.of("70000"))))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("APPLIANCE_CATALOG_PORT");

        assertThat(files.written()).isEqualTo(Map.of("APPLIANCE_NAME", "Glaciers"));
    }

    @Test
    void brokenFileIsKeptBesideTheChangedOne() throws IOException {
        Files.createDirectories(home.folder());
        Files.writeString(home.settings(), "nonsense\nTEAM_ID=a\n");

        files.set("TEAM_ID", "b");

        assertThat(home.folder().resolve("appliance.env.bak-20261123-100000-000"))
                .hasContent("nonsense\nTEAM_ID=a\n");
        assertThat(home.settings()).hasContent("nonsense\nTEAM_ID=b\n");
    }

    @Test
    void sameValueLeavesTheFileAlone() throws IOException {
        Files.createDirectories(home.folder());
        Files.writeString(home.settings(), "nonsense\nTEAM_ID='a'\n");

        files.set("TEAM_ID", "a");

        assertThat(home.settings()).hasContent("nonsense\nTEAM_ID='a'\n");
        assertThat(home.folder().toFile().list()).containsExactly("appliance.env");
    }

    @Test
    void secretKeyIsMadeOnce() throws IOException {
        files.ensureSecrets(read());
        String made = read().value(Settings.SECRET_KEY).text();
        files.ensureSecrets(read());

        assertThat(Base64.getUrlDecoder().decode(made)).hasSize(32);
        assertThat(read().value(Settings.SECRET_KEY).text()).isEqualTo(made);
    }

    @Test
    void brokenSecretKeyIsNotReplaced() throws IOException {
        Files.createDirectories(home.folder());
        Files.writeString(home.secrets(), "QUILT_SECRET_KEY=short\n");

        files.ensureSecrets(read());

        assertThat(home.secrets()).hasContent("QUILT_SECRET_KEY=short\n");
    }
}
