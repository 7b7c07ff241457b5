package org.quiltappliance.server.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.config.EffectiveSettings.Value;

class SettingsReaderTest {

    private static EffectiveSettings read(
            Map<String, String> options, Map<String, String> environment, String secrets, String file) {
        return new SettingsReader(
                        options,
                        environment,
                        EnvFile.parse(secrets.getBytes(UTF_8)),
                        EnvFile.parse(file.getBytes(UTF_8)))
                .read();
    }

    private static EffectiveSettings read(String file) {
        return read(Map.of(), Map.of(), "", file);
    }

    @Test
    void strongestSourceCounts() {
        var option = Map.of("APPLIANCE_NAME", "option");
        var environment = Map.of("APPLIANCE_NAME", "environment");

        assertThat(read(option, environment, "APPLIANCE_NAME=s", "APPLIANCE_NAME=f")
                        .value(Settings.NAME))
                .isEqualTo(new Value("option", Source.OPTION));
        assertThat(read(Map.of(), environment, "APPLIANCE_NAME=s", "APPLIANCE_NAME=f")
                        .value(Settings.NAME))
                .isEqualTo(new Value("environment", Source.ENVIRONMENT));
        assertThat(read(Map.of(), Map.of(), "APPLIANCE_NAME=s", "APPLIANCE_NAME=f")
                        .value(Settings.NAME))
                .isEqualTo(new Value("s", Source.SECRETS));
        assertThat(read("APPLIANCE_NAME=f").value(Settings.NAME)).isEqualTo(new Value("f", Source.FILE));
        assertThat(read("").value(Settings.NAME)).isEqualTo(new Value("My registry", Source.DEFAULT));
    }

    @Test
    void nothingSaidIsNothing() {
        assertThat(read(Map.of(), Map.of("APPLIANCE_NAME", " "), "", "APPLIANCE_NAME=f")
                        .value(Settings.NAME))
                .isEqualTo(new Value("f", Source.FILE));
    }

    @Test
    void nothingSaidOfAFlagIsNo() {
        var settings = read(Map.of(), Map.of("ENABLE_USER_ENDPOINTS", ""), "", "");

        assertThat(settings.flag(Settings.USER_ENDPOINTS)).isFalse();
    }

    @Test
    void testModeHasItsOwnDefaults() {
        assertThat(read("").flag(Settings.USER_ENDPOINTS)).isTrue();
        assertThat(read("APPLIANCE_MODE=persistent").flag(Settings.USER_ENDPOINTS))
                .isFalse();
    }

    @Test
    void wordsThatMeanNoAreNoAndSoItIsSaid() {
        var settings = read("ALLOW_ANONYMOUS_ACCESS=false\nALLOW_TEAM_ACCESS=yes\nDISABLE_SIGNUP=\n");

        assertThat(settings.flag(Settings.ANONYMOUS)).isFalse();
        assertThat(settings.flag(Settings.TEAM)).isTrue();
        assertThat(settings.notices())
                .containsExactly(
                        "ALLOW_ANONYMOUS_ACCESS=false is read as no; the original registry took any text for yes.");
    }

    @Test
    void allProblemsAreToldAtOnce() {
        var settings = read("nonsense\nAPPLIANCE_REGISTRY_PORT=70000\nAPPLIANCE_URL_EXPIRY=soon\n");

        assertThat(settings.problems())
                .containsExactly(
                        new SettingProblem(
                                "appliance.env, line 1",
                                "has no =. Allowed is NAME=value, or a comment that begins with #."),
                        new SettingProblem(
                                "APPLIANCE_REGISTRY_PORT",
                                "\"70000\" (appliance.env) is too large. Allowed is a whole number from 1 to 65535."),
                        new SettingProblem(
                                "APPLIANCE_URL_EXPIRY",
                                "\"soon\" (appliance.env) is not a time with units. Allowed is a time from 1m to 7d,"
                                        + " like 90m, 1h30m or 7d."));
        assertThat(settings.whole(Settings.REGISTRY_PORT)).isEqualTo(5000);
    }

    @Test
    void secretIsNeverShown() {
        var settings = read("QUILT_SECRET_KEY=hunter2");
        var good = read("QUILT_SECRET_KEY=0123456789abcdef");

        assertThat(settings.problems().toString()).doesNotContain("hunter2").contains("at least 16 characters");
        assertThat(good.shown(Settings.SECRET_KEY)).isEqualTo("<set, 16 chars>");
    }

    @Test
    void secretMayStandInAFileOfItsOwn(@TempDir Path folder) throws IOException {
        Path key = Files.writeString(folder.resolve("key"), "0123456789abcdef\n");

        var settings = read(Map.of(), Map.of("QUILT_SECRET_KEY_FILE", key.toString()), "", "");

        assertThat(settings.value(Settings.SECRET_KEY)).isEqualTo(new Value("0123456789abcdef", Source.ENVIRONMENT));
        assertThat(settings.notices()).isEmpty();
    }

    @Test
    void missingFileOfASecretIsAProblem() {
        var settings = read(Map.of(), Map.of("QUILT_SECRET_KEY_FILE", "/missing/key"), "", "");

        assertThat(settings.problems()).extracting(SettingProblem::name).containsExactly("QUILT_SECRET_KEY_FILE");
    }

    @Test
    void unknownNamesAreToldOnceWithTheNearest() {
        var settings = read(
                Map.of(),
                Map.of("APPLIANCE_REGISTRY_PROT", "1", "PATH", "/bin"),
                "",
                "TEAM_IDD=a\nNGINX_PORT=80\nFLASK_ENV=x\nWHATEVER=1\n");

        assertThat(settings.problems()).isEmpty();
        assertThat(settings.notices())
                .containsExactly(
                        "APPLIANCE_REGISTRY_PROT (environment) is not used. Did you mean APPLIANCE_REGISTRY_PORT?",
                        "FLASK_ENV (appliance.env) is not needed here.",
                        "NGINX_PORT (appliance.env) is not needed here.",
                        "TEAM_IDD (appliance.env) is not used. Did you mean TEAM_ID?",
                        "WHATEVER (appliance.env) is not used.");
    }

    @Test
    void unknownNameOnTheCommandLineIsAProblem() {
        var settings = read(Map.of("APPLIANCE_PROT", "1"), Map.of(), "", "");

        assertThat(settings.problems())
                .singleElement()
                .extracting(SettingProblem::text)
                .asString()
                .startsWith("there is no such setting.");
    }

    @Test
    void debugMeansTheLevelDebug() {
        assertThat(read("DEBUG=true\nAPPLIANCE_LOG_LEVEL=warn\n").logLevel()).isEqualTo("debug");
        assertThat(read("APPLIANCE_LOG_LEVEL=WARN\n").logLevel()).isEqualTo("warn");
    }
}
