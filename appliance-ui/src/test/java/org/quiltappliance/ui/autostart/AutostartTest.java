package org.quiltappliance.ui.autostart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.ui.desktop.Programs;
import org.quiltappliance.ui.testing.DirectTasks;
import org.quiltappliance.ui.text.Texts;

class AutostartTest {

    @TempDir
    Path home;

    private final Launch launch = new Launch(
            "quilt-appliance-7f3a", List.of("/opt/my \"apps\"/quilt", "--minimised", "--home=/x/100% $& <y>"));

    private Path entry() {
        return home.resolve(".config/autostart/quilt-appliance-7f3a.desktop");
    }

    private Autostart on(String system, Programs programs) {
        return Autostarts.on(system, Map.of(), home, programs, launch);
    }

    private static Programs none() {
        return command -> {
            throw new AssertionError("Nothing is to be run");
        };
    }

    @Test
    void linuxHasADesktopEntry() throws Exception {
        var autostart = on("Linux", none());
        assertThat(autostart.isOn()).isFalse();

        autostart.turn(true);

        assertThat(autostart.isOn()).isTrue();
        assertThat(autostart.place()).isEqualTo(entry().toString());
        assertThat(entry())
                .content()
                .startsWith("[Desktop Entry]\nType=Application\n")
                .contains("\nExec=\"/opt/my \\\\\"apps\\\\\"/quilt\" \"--minimised\" \"--home=/x/100%% \\\\$& <y>\"\n");
        autostart.turn(false);
        autostart.turn(false);
        assertThat(autostart.isOn()).isFalse();
        assertThat(entry()).doesNotExist();
    }

    @Test
    void entryThatTheDesktopTurnedOffIsOff() throws Exception {
        var autostart = on("Linux", none());
        autostart.turn(true);
        Files.writeString(entry(), Files.readString(entry()).replace("enabled=true", "enabled=false"));
        assertThat(autostart.isOn()).isFalse();

        autostart.turn(true);
        assertThat(autostart.isOn()).isTrue();
        Files.writeString(entry(), Files.readString(entry()) + "Hidden=true\n");
        assertThat(autostart.isOn()).isFalse();
    }

    @Test
    void foldersOfTheDesktopRulesCount() {
        assertThat(LinuxAutostart.configFolder(Map.of("XDG_CONFIG_HOME", "/cfg"), home))
                .isEqualTo(Path.of("/cfg"));
        assertThat(LinuxAutostart.configFolder(Map.of("XDG_CONFIG_HOME", "relative"), home))
                .isEqualTo(home.resolve(".config"));
    }

    @Test
    void macHasALaunchAgent() throws Exception {
        var autostart = on("Mac OS X", none());
        autostart.turn(true);

        Path file = home.resolve("Library/LaunchAgents/org.quiltappliance.quilt-appliance-7f3a.plist");
        assertThat(autostart.isOn()).isTrue();
        assertThat(autostart.place()).isEqualTo(file.toString());
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        var strings = factory.newDocumentBuilder().parse(file.toFile()).getElementsByTagName("string");
        var texts = new ArrayList<String>();
        for (int i = 0; i < strings.getLength(); i++) {
            texts.add(strings.item(i).getTextContent());
        }
        assertThat(texts)
                .containsExactly(
                        "org.quiltappliance.quilt-appliance-7f3a",
                        "/opt/my \"apps\"/quilt",
                        "--minimised",
                        "--home=/x/100% $& <y>",
                        "Interactive");
        autostart.turn(false);
        assertThat(autostart.isOn()).isFalse();
    }

    /** Keeps values of keys as {@code reg.exe} does. */
    private static final class FakeRegistryOfWindows implements Programs {
        final Map<String, String> values = new HashMap<>();

        @Override
        public Result run(List<String> command) {
            assertThat(command.get(0)).isEqualTo("reg.exe");
            String key = command.get(2).replaceAll(".*\\\\(Explorer|CurrentVersion)\\\\", "");
            switch (command.get(1)) {
                case "add" -> values.put(key, command.get(command.indexOf("/d") + 1));
                case "delete" -> values.remove(key);
                default -> {
                    String value = values.get(key);
                    return value == null
                            ? new Result(1, "ERROR: The system was unable to find the specified key or value.")
                            : new Result(0, "\n" + key + "\n    " + command.get(4) + "    REG    " + value + "\n\n");
                }
            }
            return new Result(0, "The operation completed successfully.");
        }
    }

    @Test
    void windowsHasAValueInTheRunKey() throws Exception {
        var registry = new FakeRegistryOfWindows();
        var autostart = new WindowsAutostart(
                registry, new Launch("quilt-appliance-7f3a", List.of("C:\\My Apps\\quilt.exe", "--minimised")));
        assertThat(autostart.isOn()).isFalse();

        autostart.turn(true);

        assertThat(registry.values).containsExactly(Map.entry("Run", "\"C:\\My Apps\\quilt.exe\" \"--minimised\""));
        assertThat(autostart.isOn()).isTrue();
        autostart.turn(false);
        autostart.turn(false);
        assertThat(registry.values).isEmpty();
    }

    @Test
    void whatTheTaskManagerTurnedOffIsOffUntilItIsChosenAgain() throws Exception {
        var registry = new FakeRegistryOfWindows();
        var autostart = new WindowsAutostart(registry, launch);
        autostart.turn(true);
        registry.values.put("StartupApproved\\Run", "020000000000000000000000");
        assertThat(autostart.isOn()).isTrue();
        registry.values.put("StartupApproved\\Run", "030000002A7B1D9E54C1DA01");
        assertThat(autostart.isOn()).isFalse();

        autostart.turn(true);

        assertThat(autostart.isOn()).isTrue();
        assertThat(registry.values).containsOnlyKeys("Run");
    }

    @Test
    void refusalIsToldWithItsReason() {
        var autostart = on("Windows 11", command -> new Programs.Result(1, "ERROR: Access is denied.\n"));

        assertThatThrownBy(() -> autostart.turn(true))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ERROR: Access is denied.")
                .hasMessageContaining("CurrentVersion\\Run");
    }

    @Test
    void switchShowsWhatTheSystemReallyHas() throws Exception {
        var said = new ArrayList<String>();
        var system = on("Linux", none());
        var model = new AutostartViewModel(system, new DirectTasks(), Texts.in(Locale.ENGLISH), said::add);
        model.turn(true);
        assertThat(model.onProperty().get()).isTrue();

        Files.delete(entry());
        model.refresh();
        assertThat(model.onProperty().get()).isFalse();
        assertThat(entry()).as("what somebody took away is not put there again").doesNotExist();

        Files.delete(entry().getParent());
        Files.writeString(entry().getParent(), "in the way");
        model.turn(true);
        assertThat(said).singleElement().asString().startsWith("The entry " + entry());
        assertThat(model.onProperty().get()).isFalse();
    }

    @Test
    void installedProgramIsOpenedByItsLauncher() {
        assertThat(Launch.like("7f3a", AutostartTest.class, List.of("--minimised")))
                .returns("quilt-appliance-7f3a", Launch::id)
                .satisfies(like -> assertThat(like.command())
                        .contains("-cp", AutostartTest.class.getName())
                        .endsWith("--minimised"));
    }
}
