package org.quiltappliance.ui.autostart;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** A launch agent of the user, read by the system at the next log-in. */
public final class MacAutostart implements Autostart {

    private final Path file;
    private final String label;
    private final Launch launch;

    public MacAutostart(Path userHome, Launch launch) {
        this.label = "org.quiltappliance." + launch.id();
        this.file = userHome.resolve("Library").resolve("LaunchAgents").resolve(label + ".plist");
        this.launch = launch;
    }

    @Override
    public boolean isOn() {
        return Files.exists(file);
    }

    @Override
    public void turn(boolean on) throws IOException {
        if (!on) {
            Files.deleteIfExists(file);
            return;
        }
        Files.createDirectories(file.getParent());
        Files.writeString(file, entry(), StandardCharsets.UTF_8);
    }

    private String entry() {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
                <plist version="1.0">
                <dict>
                  <key>Label</key>
                  <string>%s</string>
                  <key>ProgramArguments</key>
                  <array>
                %s
                  </array>
                  <key>RunAtLoad</key>
                  <true/>
                  <key>ProcessType</key>
                  <string>Interactive</string>
                </dict>
                </plist>
                """.formatted(
                        label,
                        launch.command().stream()
                                .map(argument -> "    <string>" + escaped(argument) + "</string>")
                                .collect(Collectors.joining("\n")));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @Override
    public String place() {
        return file.toString();
    }
}
