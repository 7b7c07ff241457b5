package org.quiltappliance.server.monitoring;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/** The lines of a file that may still grow. A line counts when its end is there. For one thread. */
final class LineFeed implements AutoCloseable {

    private static final int PIECE = 64 * 1024;

    /** What is longer is cut, so that a broken file cannot fill the memory. */
    private static final int LONGEST = 256 * 1024;

    private final FileChannel channel;
    private final ByteBuffer piece = ByteBuffer.allocate(PIECE);
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    LineFeed(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.READ);
    }

    /** Reads the next piece. @return whether there was one */
    boolean read(Consumer<String> lines) throws IOException {
        if (channel.size() < channel.position()) {
            // Somebody emptied the file.
            channel.position(0);
            line.reset();
        }
        piece.clear();
        if (channel.read(piece) <= 0) {
            return false;
        }
        byte[] bytes = piece.array();
        int start = 0;
        for (int i = 0; i < piece.position(); i++) {
            if (bytes[i] == '\n') {
                keep(bytes, start, i);
                end(lines);
                start = i + 1;
            }
        }
        keep(bytes, start, piece.position());
        return true;
    }

    private void keep(byte[] bytes, int from, int to) {
        line.write(bytes, from, Math.min(to - from, LONGEST - line.size()));
    }

    private void end(Consumer<String> lines) {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        lines.accept(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }

    /** Takes what has no end for a line: nothing will follow. */
    void finish(Consumer<String> lines) {
        if (line.size() > 0) {
            end(lines);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
