package org.quiltappliance.ui.autostart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A desktop entry in the autostart folder.
 *
 * @see <a href="https://specifications.freedesktop.org/autostart-spec/latest/">Desktop Application Autostart</a>
 */
public final class LinuxAutostart extends EntryFile {

    private final Launch launch;

    /** @param folder with settings of the user's programs, {@code ~/.config} mostly */
    public LinuxAutostart(Path folder, Launch launch) {
        super(folder.resolve("autostart").resolve(launch.id() + ".desktop"));
        this.launch = launch;
    }

    /** The folder of settings of this user; the desktop rules say to ignore a relative one. */
    static Path configFolder(Map<String, String> environment, Path userHome) {
        return Optional.ofNullable(environment.get("XDG_CONFIG_HOME"))
                .filter(text -> !text.isBlank())
                .map(Path::of)
                .filter(Path::isAbsolute)
                .orElse(userHome.resolve(".config"));
    }

    /** Desktops turn an entry off by a line of their own in it. */
    @Override
    boolean isHeeded(Path present) throws IOException {
        return Files.readAllLines(present).stream()
                .map(line -> line.replace(" ", ""))
                .noneMatch(line -> line.equalsIgnoreCase("Hidden=true")
                        || line.equalsIgnoreCase("X-GNOME-Autostart-enabled=false"));
    }

    @Override
    String entry() {
        return "[Desktop Entry]\nType=Application\nName=Quilt Appliance\nComment=Opens the control panel, minimised\nExec="
                + launch.command().stream().map(LinuxAutostart::quoted).collect(Collectors.joining(" "))
                + "\nTerminal=false\nX-GNOME-Autostart-enabled=true\n";
    }

    /**
     * Quoted twice, as the rules ask: for the command line in {@code Exec}, and then as a string of the file, in which a
     * backslash is written as two.
     */
    private static String quoted(String argument) {
        String escaped = argument.replaceAll("([\"`$\\\\])", "\\\\$1").replace("%", "%%");
        return ("\"" + escaped + "\"").replace("\\", "\\\\");
    }
}
