package org.quiltappliance.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which version of the program this is. */
public final class Version {

    private static final String FILE = "version.properties";

    private Version() {}

    /** As the build wrote it down; {@code development} when no build did. */
    public static String current() {
        var properties = new Properties();
        try (var file = Version.class.getResourceAsStream(FILE)) {
            properties.load(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        String version = properties.getProperty("version", "");
        return version.startsWith("$") ? "development" : version;
    }
}
