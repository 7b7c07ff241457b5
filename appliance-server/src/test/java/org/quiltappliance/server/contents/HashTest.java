package org.quiltappliance.server.contents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

class HashTest {

    private static final String ALL_DIGITS = "0123456789abcdeffedcba98765432100f1e2d3c4b5a69788796a5b4c3d2e1f0";

    @Test
    void textAndBytesAreTheSameValue() {
        var hash = Hash.parse(ALL_DIGITS);

        assertThat(hash).hasToString(ALL_DIGITS);
        assertThat(HexFormat.of().formatHex(hash.bytes())).isEqualTo(ALL_DIGITS);
        assertThat(Hash.of(hash.bytes())).isEqualTo(hash).hasSameHashCodeAs(hash);
        assertThat(Hash.read(ByteBuffer.wrap(hash.bytes()))).isEqualTo(hash);
        assertThat(Hash.read(hash.bytes(), 0)).isEqualTo(hash);
    }

    @Test
    void everyPlaceIsChecked() {
        assertThat(IntStream.range(0, 64)).allSatisfy(place -> {
            for (char wrong : new char[] {'g', 'A', '/', ':', '`', '\u0130', '\u0660', '\uff10', '\u00b2'}) {
                var text = new StringBuilder(ALL_DIGITS);
                text.setCharAt(place, wrong);
                assertThatThrownBy(() -> Hash.parse(text.toString())).isInstanceOf(Invalid.class);
                assertThat(Hash.isHash(text)).isFalse();
            }
        });
    }

    @Test
    void orderIsThatOfTheText() {
        assertThat(IntStream.range(0, 64)).allSatisfy(place -> {
            var small = "8".repeat(place) + "7" + "f".repeat(63 - place);
            var great = "8".repeat(place) + "8" + "0".repeat(63 - place);
            assertThat(Hash.parse(small)).isLessThan(Hash.parse(great)).isNotEqualTo(Hash.parse(great));
        });
        assertThat(Trees.hash('7')).isLessThan(Trees.hash('8'));
    }
}
