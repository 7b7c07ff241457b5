package org.quiltappliance.server.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.quiltappliance.server.config.Setting;
import org.quiltappliance.server.config.Settings;

/** What {@code --set} says for one command, without secrets on the command line. */
record TypedSettings(Map<String, String> given, Terminal terminal) {

    private static final String IN_FILE = "_FILE";

    /** With secrets from standard input, in the order of their names, or from files. */
    Map<String, String> read() throws IOException {
        var settings = new LinkedHashMap<String, String>();
        for (var entry : new TreeMap<>(given).entrySet()) {
            String name = entry.getKey();
            String secret = name.endsWith(IN_FILE) ? name.substring(0, name.length() - IN_FILE.length()) : name;
            boolean isSecret = Settings.find(secret).filter(Setting::secret).isPresent();
            if (isSecret && !secret.equals(name)) {
                settings.put(secret, content(entry.getValue()));
            } else if (isSecret && !entry.getValue().equals("-")) {
                throw CommandFailure.wrongUse("A secret does not belong on the command line. Say --set " + name
                        + "=- and send it to standard input, or --set " + name + IN_FILE + "=FILE.");
            } else {
                settings.put(name, isSecret ? terminal.secret() : entry.getValue());
            }
        }
        return settings;
    }

    private static String content(String file) throws IOException {
        try {
            return Files.readString(Path.of(file), StandardCharsets.UTF_8).strip();
        } catch (InvalidPathException impossible) {
            throw CommandFailure.wrongUse("This cannot be a file: " + file);
        }
    }
}
