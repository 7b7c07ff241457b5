package org.quiltappliance.server.tables.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FramesTest {

    @Test
    void messagesArriveOneByOne() throws IOException {
        var out = new ByteArrayOutputStream();
        Frames.write(out, "one".getBytes(StandardCharsets.UTF_8));
        Frames.write(out, new byte[0]);
        Frames.write(out, new byte[100_000]);

        var in = new ByteArrayInputStream(out.toByteArray());

        assertThat(Frames.read(in)).contains("one".getBytes(StandardCharsets.UTF_8));
        assertThat(Frames.read(in)).contains(new byte[0]);
        assertThat(Frames.read(in)).contains(new byte[100_000]);
        assertThat(Frames.read(in)).isEmpty();
    }

    @Test
    void whatBreaksOffIsNoMessage() throws IOException {
        var out = new ByteArrayOutputStream();
        Frames.write(out, new byte[10]);
        byte[] whole = out.toByteArray();

        for (int length : new int[] {1, 3, 4, 13}) {
            var part = new ByteArrayInputStream(whole, 0, length);
            assertThatThrownBy(() -> Frames.read(part)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void nonsenseIsNotRead() {
        for (byte[] head : new byte[][] {{-1, 0, 0, 0}, {0x7f, 0, 0, 0}}) {
            assertThatThrownBy(() -> Frames.read(new ByteArrayInputStream(head)))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("This is no message");
        }
        assertThatThrownBy(() -> Frames.write(new ByteArrayOutputStream(), new byte[Frames.MOST_BYTES + 1]))
                .isInstanceOf(IOException.class);
    }
}
