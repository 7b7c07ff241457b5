package org.quiltappliance.server.containers.docker;

import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/** Makes lines of the pieces in which an engine hands over what a container writes. Not for several threads. */
final class LineAssembler {

    /** Longer lines are cut into pieces, so that a container cannot fill our memory. */
    private static final int LONGEST = 64 * 1024;

    private final Consumer<String> lines;
    private final Map<StreamType, ByteArrayOutputStream> begun = new EnumMap<>(StreamType.class);

    LineAssembler(Consumer<String> lines) {
        this.lines = lines;
    }

    void add(Frame frame) {
        var line = begun.computeIfAbsent(frame.getStreamType(), stream -> new ByteArrayOutputStream());
        for (byte b : frame.getPayload()) {
            if (b == '\n' || line.size() >= LONGEST) {
                emit(line);
            }
            if (b != '\n') {
                line.write(b);
            }
        }
    }

    /** Gives out what has no end yet. */
    void finish() {
        begun.values().stream().filter(line -> line.size() > 0).forEach(this::emit);
    }

    private void emit(ByteArrayOutputStream line) {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        lines.accept(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }
}
