package org.quiltappliance.server.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Puts objects straight into the folder of the server's store: what is measured there is the push, not the uploads. */
final class ObjectFiles {

    private final Path folder;

    ObjectFiles(Path folder) {
        this.folder = folder;
    }

    /** All objects of the package. */
    void write(SyntheticPackage one) throws IOException {
        var owned = Files.createDirectories(folder.resolve("objs").resolve(ServerProcess.OWNER));
        for (int file = 0; file < one.files(); file++) {
            Files.write(owned.resolve(one.object(file).toString()), one.content(file));
        }
    }
}
