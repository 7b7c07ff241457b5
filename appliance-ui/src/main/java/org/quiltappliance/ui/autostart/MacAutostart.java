package org.quiltappliance.ui.autostart;

import java.nio.file.Path;
import java.util.stream.Collectors;

/** A launch agent of the user, read by the system at the next log-in. */
public final class MacAutostart extends EntryFile {

    private final Launch launch;

    public MacAutostart(Path userHome, Launch launch) {
        super(userHome.resolve("Library").resolve("LaunchAgents").resolve(label(launch) + ".plist"));
        this.launch = launch;
    }

    private static String label(Launch launch) {
        return "org.quiltappliance." + launch.id();
    }

    @Override
    String entry() {
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
                        label(launch),
                        launch.command().stream()
                                .map(argument -> "    <string>" + escaped(argument) + "</string>")
                                .collect(Collectors.joining("\n")));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
