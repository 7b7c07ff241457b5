package org.quiltappliance.server.monitoring;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The logs of an appliance, each a file in its folder {@code logs}, with older parts beside it. */
public enum LogSource {
    APPLIANCE,
    ACCESS,
    POSTGRES,
    STORE;

    /** What people call it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String fileName() {
        return word() + ".log";
    }

    /** The file that is written now. */
    public Path in(Path folder) {
        return folder.resolve(fileName());
    }

    public static Optional<LogSource> find(String word) {
        return Arrays.stream(values())
                .filter(source -> source.word().equals(word))
                .findFirst();
    }

    /** Whether we write its lines ourselves; the others come out of containers and look as their programs like. */
    boolean isOurs() {
        return this == APPLIANCE || this == ACCESS;
    }
}
