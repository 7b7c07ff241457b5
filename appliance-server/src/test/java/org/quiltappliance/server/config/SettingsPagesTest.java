package org.quiltappliance.server.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** With {@code -Dsettings.write=true} the pages are made anew. */
class SettingsPagesTest {

    private static void compare(Path page, String made) throws IOException {
        if (Boolean.getBoolean("settings.write")) {
            Files.createDirectories(page.getParent());
            Files.writeString(page, made);
        }

        assertThat(page)
                .as("make it anew with -Dsettings.write=true")
                .usingCharset(StandardCharsets.UTF_8)
                .hasContent(made);
    }

    @Test
    void manualSaysWhatTheCatalogueSays() throws IOException {
        compare(SettingsPages.MANUAL, SettingsPages.manual());
    }

    @Test
    void exampleSaysWhatTheCatalogueSays() throws IOException {
        compare(SettingsPages.EXAMPLE, SettingsPages.example());
    }

    @Test
    void exampleIsValidWhenEveryLineIsTakenIn() {
        String taken = SettingsPages.example()
                .lines()
                .map(line -> line.matches("#[A-Z0-9_]+=.*") ? line.substring(1) : line)
                .collect(Collectors.joining("\n"));
        var file = EnvFile.parse(taken.getBytes(UTF_8));

        var settings = new SettingsReader(Map.of(), Map.of(), EnvFile.empty(), file).read();

        assertThat(file.values()).hasSize((int)
                Settings.all().stream().filter(setting -> !setting.secret()).count());
        assertThat(settings.problems()).isEmpty();
        assertThat(settings).extracting(EffectiveSettings::mode).isEqualTo(Mode.TEST);
    }

    static List<Setting> settings() {
        return Settings.all();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void defaultsAreAllowed(Setting setting) {
        assertThat(
                        setting.standard().isEmpty()
                                ? Optional.empty()
                                : setting.kind().problem(setting.standard()))
                .isEmpty();
        assertThat(
                        setting.testStandard().isEmpty()
                                ? Optional.empty()
                                : setting.kind().problem(setting.testStandard()))
                .isEmpty();
    }

    @Test
    void likelySlipsFindTheirName() {
        assertThat(Settings.nearest("REGISTRY_URI")).contains("REGISTRY_URL");
        assertThat(Settings.nearest("appliance_bind")).contains("APPLIANCE_BIND");
        assertThat(Settings.nearest("XYZ")).isEmpty();
    }
}
