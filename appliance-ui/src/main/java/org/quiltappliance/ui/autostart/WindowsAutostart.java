package org.quiltappliance.ui.autostart;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.quiltappliance.ui.desktop.Programs;

/** A value in the Run key of the user, by the system's own program for the registry of Windows. */
public final class WindowsAutostart implements Autostart {

    private static final String RUN = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run";

    /** Where the Task Manager writes down what it turned off: the first byte is odd then. */
    private static final String APPROVED =
            "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\StartupApproved\\Run";

    private final Programs programs;
    private final Launch launch;

    public WindowsAutostart(Programs programs, Launch launch) {
        this.programs = programs;
        this.launch = launch;
    }

    @Override
    public boolean isOn() throws IOException {
        return query(RUN).isGood() && !isTurnedOff(query(APPROVED));
    }

    private Programs.Result query(String key) throws IOException {
        return programs.run(List.of("reg.exe", "query", key, "/v", launch.id()));
    }

    private static boolean isTurnedOff(Programs.Result approved) {
        String[] words = approved.output().strip().toUpperCase(Locale.ROOT).split("\\s+");
        String value = words[words.length - 1];
        return approved.isGood() && value.length() >= 2 && Character.digit(value.charAt(1), 16) % 2 == 1;
    }

    @Override
    public void turn(boolean on) throws IOException {
        if (query(APPROVED).isGood()) {
            require(List.of("reg.exe", "delete", APPROVED, "/v", launch.id(), "/f"));
        }
        if (on) {
            require(List.of("reg.exe", "add", RUN, "/v", launch.id(), "/t", "REG_SZ", "/d", line(), "/f"));
        } else if (query(RUN).isGood()) {
            require(List.of("reg.exe", "delete", RUN, "/v", launch.id(), "/f"));
        }
    }

    private void require(List<String> command) throws IOException {
        var result = programs.run(command);
        if (!result.isGood()) {
            throw new IOException(
                    "reg.exe refused: " + result.output().strip() + " Look at " + place() + " with regedit.");
        }
    }

    /** Paths hold no quotes on this system. */
    private String line() {
        return launch.command().stream().map(word -> "\"" + word + "\"").collect(Collectors.joining(" "));
    }

    @Override
    public String place() {
        return RUN + ", " + launch.id();
    }
}
