package org.quiltappliance.server.containers.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineAssemblerTest {

    private final List<String> lines = new ArrayList<>();
    private final LineAssembler assembler = new LineAssembler(lines::add);

    private void write(StreamType stream, String text) {
        assembler.add(new Frame(stream, text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void joinsPiecesAndKeepsStreamsApart() {
        write(StreamType.STDOUT, "one\r\ntw");
        write(StreamType.STDERR, "oops\n");
        write(StreamType.STDOUT, "o\n\nthr");
        assembler.finish();

        assertThat(lines).containsExactly("one", "oops", "two", "", "thr");
    }

    @Test
    void joinsLettersThatWereCutApart() {
        byte[] letter = "é\n".getBytes(StandardCharsets.UTF_8);

        for (byte b : letter) {
            assembler.add(new Frame(StreamType.STDOUT, new byte[] {b}));
        }

        assertThat(lines).containsExactly("é");
    }

    @Test
    void cutsEndlessLines() {
        write(StreamType.STDOUT, "x".repeat(200_000));

        assertThat(lines).hasSize(3).allSatisfy(line -> assertThat(line).hasSize(64 * 1024));
    }
}
