package org.quiltappliance.server.objects;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Makes what was written survive a loss of power. Nothing may be acknowledged before. */
interface Flush {

    /** Leaves it to the system when that writes to the disk: for data that no restart outlives. */
    Flush NONE = new Flush() {
        @Override
        public void file(Path path, FileChannel open) {
            // Nothing is promised of it.
        }

        @Override
        public void folder(Path folder) {
            // Nothing is promised of it.
        }
    };

    /** Waits for the disk. */
    Flush DISK = new Flush() {
        @Override
        public void file(Path path, FileChannel open) throws IOException {
            open.force(false);
        }

        @Override
        public void folder(Path folder) throws IOException {
            // Windows has no such thing and does not need it.
            if (File.separatorChar == '/') {
                try (var open = FileChannel.open(folder)) {
                    open.force(true);
                }
            }
        }
    };

    /** The bytes of a file that is open at that path. */
    void file(Path path, FileChannel open) throws IOException;

    /** The names in a folder. */
    void folder(Path folder) throws IOException;
}
