package org.quiltappliance.ui.autostart;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.quiltappliance.ui.desktop.Programs;

/** Finds out how this system opens programs at log-in. */
public final class Autostarts {

    private Autostarts() {}

    /** @param system its name, as Java tells it */
    public static Autostart on(
            String system, Map<String, String> environment, Path userHome, Programs programs, Launch launch) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return new WindowsAutostart(programs, launch);
        }
        return name.startsWith("mac")
                ? new MacAutostart(userHome, launch)
                : new LinuxAutostart(LinuxAutostart.configFolder(environment, userHome), launch);
    }
}
