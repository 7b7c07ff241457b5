package org.quiltappliance.server.tables.worker;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Messages between the appliance and its worker: four bytes of length, then that many bytes. */
public final class Frames {

    /** No message is longer. */
    public static final int MOST_BYTES = 16 << 20;

    private Frames() {}

    /** Sends one message at once. @throws IOException when the other side is gone, or the message too long */
    public static void write(OutputStream out, byte[] message) throws IOException {
        if (message.length > MOST_BYTES) {
            throw new IOException("A message of " + message.length + " bytes is too long");
        }
        out.write(ByteBuffer.allocate(Integer.BYTES).putInt(message.length).array());
        out.write(message);
        out.flush();
    }

    /** Waits for the next message. @return nothing when the other side is done @throws IOException when one breaks off */
    public static Optional<byte[]> read(InputStream in) throws IOException {
        var head = in.readNBytes(Integer.BYTES);
        if (head.length == 0) {
            return Optional.empty();
        }
        if (head.length < Integer.BYTES) {
            throw new EOFException("A message breaks off");
        }
        int length = ByteBuffer.wrap(head).getInt();
        if (length < 0 || length > MOST_BYTES) {
            throw new IOException("This is no message: it would have " + length + " bytes");
        }
        var message = new byte[length];
        new DataInputStream(in).readFully(message);
        return Optional.of(message);
    }
}
