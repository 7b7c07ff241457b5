package org.quiltappliance.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/** Which version of the program this is. */
public final class Version {

    private static final String FILE = "version.properties";

    private Version() {}

    /** As the build wrote it down; {@code development} when no build did. */
    public static String current() {
        return written("version").orElse("development");
    }

    /** The commit that was built, shortened; nothing when it was built from a copy without history. */
    public static Optional<String> build() {
        return written("build");
    }

    private static Optional<String> written(String name) {
        var properties = new Properties();
        try (var file = Version.class.getResourceAsStream(FILE)) {
            properties.load(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return Optional.of(properties.getProperty(name, ""))
                .filter(value -> !value.isEmpty() && !value.startsWith("$"));
    }
}
