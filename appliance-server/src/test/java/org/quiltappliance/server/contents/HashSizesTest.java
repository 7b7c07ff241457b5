package org.quiltappliance.server.contents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quiltappliance.server.contents.Trees.file;
import static org.quiltappliance.server.contents.Trees.hash;
import static org.quiltappliance.server.contents.Trees.text;
import static org.quiltappliance.server.contents.Trees.withMetadata;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

class HashSizesTest {

    private static HashSizes read(String json) throws IOException {
        var bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        try (var parser = NodeReader.parser(new ByteArrayInputStream(bytes))) {
            parser.nextToken();
            return HashSizes.read(parser);
        }
    }

    private static HashSizes of(char... digits) {
        var sizes = new HashSizes();
        for (char digit : digits) {
            sizes.put(hash(digit), digit);
        }
        return sizes;
    }

    @Test
    void sizesAreFoundByHash() throws IOException {
        var sizes = read("{'" + text('1') + "': 0, '" + text('2') + "': 9223372036854775807}");

        assertThat(sizes.size()).isEqualTo(2);
        assertThat(sizes.get(hash('1'))).isZero();
        assertThat(sizes.get(hash('2'))).isEqualTo(Long.MAX_VALUE);
        assertThat(sizes.get(hash('3'))).isEqualTo(ObjectList.UNKNOWN_SIZE);
        assertThat(sizes.contains(hash('3'))).isFalse();
    }

    @Test
    void lastOfSameHashesWins() throws IOException {
        var sizes = read("{'" + text('1') + "': 1, '" + text('1') + "': 2}");

        assertThat(sizes.size()).isEqualTo(1);
        assertThat(sizes.get(hash('1'))).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'7'", "1.5", "1.0", "1e3", "true", "null", "[]", "{}", "-1", "9223372036854775808", "NaN"})
    void whatIsNoSizeIsRefused(String size) {
        assertThatThrownBy(() -> read("{'" + text('1') + "': " + size + "}")).isInstanceOf(Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "7", "'x'"})
    void whatIsNoObjectIsRefused(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(Invalid.class);
    }

    @Test
    void nameThatIsNoHashIsRefused() {
        assertThatThrownBy(() -> read("{'abc': 1}"))
                .isInstanceOf(Invalid.class)
                .hasMessage("Sizes don't match the hashes");
    }

    @Test
    void hashesMustBeThoseOfTheTreeNoMoreNoLess() {
        var objects = ObjectList.of(withMetadata(file('1', '2', '1'), '3'));

        assertThat(of('1', '2', '3').matches(objects)).isTrue();
        assertThat(of('1', '2').matches(objects)).isFalse();
        assertThat(of('1', '2', '4').matches(objects)).isFalse();
        assertThat(of('1', '2', '3', '4').matches(objects)).isFalse();
        assertThat(of('1', '2', '3', '4').containsAll(objects)).isTrue();
        assertThat(of('1', '2').containsAll(objects)).isFalse();
        assertThat(of().matches(ObjectList.of(Trees.group()))).isTrue();
    }

    @Test
    void manyAreKeptLikeInAMap() {
        var random = new Random(1);
        var expected = new HashMap<Hash, Long>();
        var sizes = new HashSizes();
        for (int i = 0; i < 60_000; i++) {
            var bytes = new byte[Hash.BYTES];
            random.nextBytes(bytes);
            expected.put(Hash.of(bytes), (long) i);
            sizes.put(Hash.of(bytes), i);
        }

        assertThat(sizes.size()).isEqualTo(expected.size());
        assertThat(expected.entrySet()).allMatch(entry -> sizes.get(entry.getKey()) == entry.getValue());
    }
}
