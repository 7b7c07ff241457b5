package org.quiltappliance.server.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.zip.GZIPOutputStream;
import org.quiltappliance.server.contents.Hash;

/** Writes a packed file of lines, one JSON object each, and knows its length and hash at the end. */
final class PartWriter implements AutoCloseable {

    private final String path;
    private final MessageDigest digest = Hash.digest();
    private final Counting counting;
    private final OutputStream lines;

    PartWriter(DurableFiles files, Path snapshot, String path) {
        this.path = path;
        counting = new Counting(files.create(snapshot.resolve(path)));
        try {
            lines = new GZIPOutputStream(new DigestOutputStream(counting, digest), Sha256.BUFFER_BYTES);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void line(byte[] json) {
        try {
            lines.write(json);
            lines.write('\n');
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Only right after {@link #close()}. */
    Manifest.Part part() {
        return new Manifest.Part(path, counting.bytes, Hash.of(digest.digest()));
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static final class Counting extends OutputStream {

        private final OutputStream out;
        private long bytes;

        Counting(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
            bytes++;
        }

        @Override
        public void write(byte[] from, int at, int count) throws IOException {
            out.write(from, at, count);
            bytes += count;
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
