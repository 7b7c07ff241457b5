package org.quiltappliance.ui.autostart;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** An entry that is a file in a folder which the system looks at. */
abstract class EntryFile implements Autostart {

    private final Path file;

    EntryFile(Path file) {
        this.file = file;
    }

    /** What stands in it. */
    abstract String entry();

    /** Whether the entry that is there is one that the system heeds. */
    boolean isHeeded(Path present) throws IOException {
        return true;
    }

    @Override
    public final boolean isOn() throws IOException {
        return Files.exists(file) && isHeeded(file);
    }

    @Override
    public final void turn(boolean on) throws IOException {
        if (!on) {
            Files.deleteIfExists(file);
            return;
        }
        Files.createDirectories(file.getParent());
        Files.writeString(file, entry(), StandardCharsets.UTF_8);
    }

    @Override
    public final String place() {
        return file.toString();
    }
}
