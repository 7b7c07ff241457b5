package org.quiltappliance.server.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.home.Home.Computer;

class HomeTest {

    private static final Computer LINUX = new Computer("Linux", Path.of("/home/ann"));

    @Test
    void optionBeatsEnvironment() {
        var home = Home.find(Optional.of("/a"), Map.of("APPLIANCE_HOME", "/b"), LINUX);

        assertThat(home.folder()).isEqualTo(Path.of("/a"));
    }

    @Test
    void environmentBeatsTheUsualPlace() {
        var home = Home.find(Optional.empty(), Map.of("APPLIANCE_HOME", "/b", "XDG_DATA_HOME", "/x"), LINUX);

        assertThat(home.folder()).isEqualTo(Path.of("/b"));
    }

    @Test
    void linuxFollowsTheDesktopRules() {
        assertThat(Home.find(Optional.empty(), Map.of(), LINUX).folder())
                .isEqualTo(Path.of("/home/ann/.local/share/quilt-appliance"));
        assertThat(Home.find(Optional.empty(), Map.of("XDG_DATA_HOME", "/data"), LINUX)
                        .folder())
                .isEqualTo(Path.of("/data/quilt-appliance"));
        assertThat(Home.find(Optional.empty(), Map.of("XDG_DATA_HOME", "relative"), LINUX)
                        .folder())
                .as("a relative path is to be ignored")
                .isEqualTo(Path.of("/home/ann/.local/share/quilt-appliance"));
    }

    @Test
    void otherSystemsHaveTheirPlaces() {
        var mac = new Computer("Mac OS X", Path.of("/Users/ann"));
        var windows = new Computer("Windows 11", Path.of("/c/Users/ann"));

        assertThat(Home.find(Optional.empty(), Map.of(), mac).folder())
                .isEqualTo(Path.of("/Users/ann/Library/Application Support/QuiltAppliance"));
        assertThat(Home.find(Optional.empty(), Map.of("LOCALAPPDATA", "/c/local"), windows)
                        .folder())
                .isEqualTo(Path.of("/c/local/QuiltAppliance"));
    }

    @Test
    void emptyVariableIsNoPlace() {
        assertThat(Home.find(Optional.empty(), Map.of("APPLIANCE_HOME", " "), LINUX)
                        .folder())
                .isEqualTo(Path.of("/home/ann/.local/share/quilt-appliance"));
    }
}
