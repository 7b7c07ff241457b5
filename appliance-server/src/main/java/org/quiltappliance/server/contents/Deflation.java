package org.quiltappliance.server.contents;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;

/** Compresses bytes as they come, into parts of at most 1 MiB. Close it to give native memory back. */
final class Deflation implements AutoCloseable {

    private static final int MAX_PART_BYTES = 1 << 20;
    private static final int FIRST_BYTES = 1 << 10;

    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    private final List<byte[]> parts = new ArrayList<>();
    private byte[] part = new byte[FIRST_BYTES];
    private int length;

    void write(byte[] bytes, int count) {
        deflater.setInput(bytes, 0, count);
        while (!deflater.needsInput()) {
            deflate();
        }
    }

    /** Ends the stream. */
    List<byte[]> finish() {
        deflater.finish();
        while (!deflater.finished()) {
            deflate();
        }
        parts.add(Arrays.copyOf(part, length));
        return List.copyOf(parts);
    }

    private void deflate() {
        if (length == MAX_PART_BYTES) {
            parts.add(part);
            part = new byte[MAX_PART_BYTES];
            length = 0;
        } else if (length == part.length) {
            part = Arrays.copyOf(part, Math.min(2 * length, MAX_PART_BYTES));
        }
        length += deflater.deflate(part, length, part.length - length);
    }

    @Override
    public void close() {
        deflater.end();
    }
}
