package org.quiltappliance.server.control;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lines of text over a channel. For one thread. */
final class Lines {

    private static final int LONGEST = 4 * 1024 * 1024;

    private final ByteChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(8192).flip();

    Lines(ByteChannel channel) {
        this.channel = channel;
    }

    /** The next line, or null at the end. */
    @Nullable
    String read() throws IOException {
        var line = new ByteArrayOutputStream();
        while (true) {
            while (buffer.hasRemaining()) {
                byte next = buffer.get();
                if (next == '\n') {
                    return line.toString(StandardCharsets.UTF_8);
                }
                line.write(next);
                if (line.size() > LONGEST) {
                    throw new IOException("A line is too long.");
                }
            }
            buffer.clear();
            int count = channel.read(buffer);
            buffer.flip();
            if (count < 0) {
                return null;
            }
        }
    }

    void write(String line) throws IOException {
        var bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
