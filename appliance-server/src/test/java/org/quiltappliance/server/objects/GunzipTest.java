package org.quiltappliance.server.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quiltappliance.server.testing.ObjectSamples.content;
import static org.quiltappliance.server.testing.ObjectSamples.gzip;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

class GunzipTest {

    private static final byte[] CONTENT = ObjectStoreContract.join(content(70_000, 1), new byte[300_000]);

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4096, 1_000_000})
    void contentComesOutHoweverTheBytesArrive(int chunk) {
        assertThat(unpack(gzip(CONTENT), chunk)).isEqualTo(CONTENT);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 4, 8, 16, 4 + 8, 8 + 16, 2 + 4 + 8 + 16})
    void everyOptionalPartOfTheHeaderIsSkipped(int flags) {
        var plain = gzip(CONTENT);
        var packed = new ByteArrayOutputStream();
        packed.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, (byte) flags, 1, 2, 3, 4, 0, 3});
        if ((flags & 4) != 0) {
            packed.writeBytes(new byte[] {3, 0, 'e', 0, 'x'});
        }
        if ((flags & 8) != 0) {
            packed.writeBytes("name\0".getBytes());
        }
        if ((flags & 16) != 0) {
            packed.writeBytes("\0".getBytes());
        }
        if ((flags & 2) != 0) {
            packed.writeBytes(new byte[] {9, 9});
        }
        packed.writeBytes(Arrays.copyOfRange(plain, 10, plain.length));

        assertThat(unpack(packed.toByteArray(), 1)).isEqualTo(CONTENT);
        assertThat(unpack(packed.toByteArray(), 100_000)).isEqualTo(CONTENT);
    }

    @Test
    void emptyExtraFieldIsSkipped() {
        var plain = gzip(CONTENT);
        var packed = ObjectStoreContract.join(
                new byte[] {0x1f, (byte) 0x8b, 8, 4, 0, 0, 0, 0, 0, 3, 0, 0},
                Arrays.copyOfRange(plain, 10, plain.length));

        assertThat(unpack(packed, 1)).isEqualTo(CONTENT);
    }

    @Test
    void emptyMembersAreSkipped() {
        var packed = ObjectStoreContract.join(gzip(new byte[0]), gzip(CONTENT));

        assertThat(unpack(packed, 5)).isEqualTo(CONTENT);
    }

    @Test
    void reservedFlagIsRefused() {
        var packed = gzip(CONTENT);
        packed[3] = 0x20;

        assertThatThrownBy(() -> unpack(packed, 100)).isInstanceOf(Invalid.class);
    }

    @Test
    void wrongLengthInTheTrailerIsRefused() {
        var packed = gzip(CONTENT);
        packed[packed.length - 1] ^= 1;

        assertThatThrownBy(() -> unpack(packed, 100)).isInstanceOf(Invalid.class);
    }

    @Test
    void everyMissingEndIsNoticed() {
        var packed = gzip(new byte[10]);

        for (int length = 0; length < packed.length; length++) {
            var cut = Arrays.copyOf(packed, length);
            assertThatThrownBy(() -> unpack(cut, 1000)).isInstanceOf(Invalid.class);
        }
    }

    private static byte[] unpack(byte[] packed, int chunk) {
        var content = new ByteArrayOutputStream();
        try (var gunzip = new Gunzip(piece -> content.write(piece.array(), piece.position(), piece.remaining()))) {
            for (int at = 0; at < packed.length; at += chunk) {
                gunzip.update(ByteBuffer.wrap(packed, at, Math.min(chunk, packed.length - at)));
            }
            gunzip.finish();
        }
        return content.toByteArray();
    }
}
