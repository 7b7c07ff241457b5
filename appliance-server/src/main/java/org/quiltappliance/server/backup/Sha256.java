package org.quiltappliance.server.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.quiltappliance.server.contents.Hash;

/** Hashes of files and streams. */
final class Sha256 {

    static final int BUFFER_BYTES = 1 << 16;

    private Sha256() {}

    /** Reads the file to its end; can be cancelled. */
    static Hash of(Path file, Work work) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return of(in, work);
        }
    }

    /** Reads the stream to its end; can be cancelled. Its bytes count as progress. */
    static Hash of(InputStream in, Work work) throws IOException {
        var digest = Hash.digest();
        var buffer = new byte[BUFFER_BYTES];
        for (int count; (count = in.read(buffer)) >= 0; ) {
            digest.update(buffer, 0, count);
            work.advance(0, count);
        }
        return Hash.of(digest.digest());
    }
}
