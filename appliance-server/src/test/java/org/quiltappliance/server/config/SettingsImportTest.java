package org.quiltappliance.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.config.SettingsImport.Row;
import org.quiltappliance.server.home.Home;

class SettingsImportTest {

    private static final String ORIGINAL = """
            REGISTRY_URL=http://registry.example.org:5000
            CATALOG_URL=
            ALLOW_ANONYMOUS_ACCESS=false
            QUILT_SECRET_KEY=0123456789abcdef
            SQLALCHEMY_DATABASE_URI=postgresql://u:p@db/quilt
            MINIO_ACCESS_KEY=abc
            NGINX_PORT=80
            TEAM_ID=Not Allowed
            nonsense
            """;

    @TempDir
    Path folder;

    private SettingsImport read() throws IOException {
        return SettingsImport.read(Files.writeString(folder.resolve("quilt-config.env"), ORIGINAL));
    }

    @Test
    @Tag("AT-33")
    void saysOfEachLineWhatHappensToIt() throws IOException {
        assertThat(read().rows())
                .containsExactly(
                        new Row("REGISTRY_URL", "http://registry.example.org:5000", "taken", true),
                        new Row("CATALOG_URL", "", "empty; left out", true),
                        new Row(
                                "ALLOW_ANONYMOUS_ACCESS",
                                "false",
                                "taken as no; the original registry took any text for yes",
                                true),
                        new Row("QUILT_SECRET_KEY", "<set, 16 chars>", "taken", true),
                        new Row("SQLALCHEMY_DATABASE_URI", "<set, 25 chars>", "taken", true),
                        new Row("MINIO_ACCESS_KEY", "abc", "taken", true),
                        new Row("NGINX_PORT", "80", "not needed here; left out", true),
                        new Row(
                                "TEAM_ID",
                                "Not Allowed",
                                "does not fit; left out. Allowed is lower-case letters a to z.",
                                false),
                        new Row("APPLIANCE_MODE", "persistent", "added, because SQLALCHEMY_DATABASE_URI is set", true),
                        new Row("APPLIANCE_DB", "external", "added, because SQLALCHEMY_DATABASE_URI is set", true),
                        new Row("line 9", "", "has no =; left out", false));
    }

    @Test
    void readingChangesNothingAndSavingKeepsWhatIsGood() throws IOException {
        var home = new Home(folder.resolve("home"));
        var files = new SettingsFiles(home, Clock.systemUTC());
        var found = read();
        assertThat(home.folder()).doesNotExist();

        found.save(files);

        assertThat(files.written())
                .isEqualTo(Map.of(
                        "APPLIANCE_MODE", "persistent",
                        "APPLIANCE_DB", "external",
                        "REGISTRY_URL", "http://registry.example.org:5000",
                        "ALLOW_ANONYMOUS_ACCESS", "false",
                        "QUILT_SECRET_KEY", "0123456789abcdef",
                        "SQLALCHEMY_DATABASE_URI", "postgresql://u:p@db/quilt",
                        "AWS_ACCESS_KEY_ID", "abc"));
        assertThat(Files.readString(home.settings())).doesNotContain("u:p@db").doesNotContain("0123456789abcdef");
    }
}
