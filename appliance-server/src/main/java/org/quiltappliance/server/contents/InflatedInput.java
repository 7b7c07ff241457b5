package org.quiltappliance.server.contents;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The bytes that {@link Deflation} compressed. Close it to give native memory back. */
final class InflatedInput extends InputStream {

    private final Iterator<byte[]> parts;
    private final Inflater inflater = new Inflater();
    private final byte[] one = new byte[1];

    InflatedInput(Iterable<byte[]> parts) {
        this.parts = parts.iterator();
    }

    @Override
    public int read() throws IOException {
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] to, int from, int count) throws IOException {
        try {
            while (!inflater.finished()) {
                int read = inflater.inflate(to, from, count);
                if (read > 0 || count == 0) {
                    return read;
                }
                if (inflater.needsInput()) {
                    nextPart();
                }
            }
            return -1;
        } catch (DataFormatException damaged) {
            throw new IOException("The stored tree is damaged.", damaged);
        }
    }

    private void nextPart() throws IOException {
        if (!parts.hasNext()) {
            throw new IOException("The stored tree ends too early.");
        }
        inflater.setInput(parts.next());
    }

    @Override
    public void close() {
        inflater.end();
    }
}
