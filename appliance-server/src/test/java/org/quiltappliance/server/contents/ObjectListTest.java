package org.quiltappliance.server.contents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quiltappliance.server.contents.Trees.child;
import static org.quiltappliance.server.contents.Trees.file;
import static org.quiltappliance.server.contents.Trees.group;
import static org.quiltappliance.server.contents.Trees.hash;
import static org.quiltappliance.server.contents.Trees.root;
import static org.quiltappliance.server.contents.Trees.table;
import static org.quiltappliance.server.contents.Trees.withMetadata;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.contents.Node.FileNode;

class ObjectListTest {

    /** The first digit of each entry's hash. */
    private static String digits(ObjectList objects) {
        var digits = new StringBuilder();
        IntStream.range(0, objects.size())
                .forEach(entry -> digits.append(objects.hash(entry).toString().charAt(0)));
        return digits.toString();
    }

    private static String distinct(ObjectList objects, int from, int to) {
        var digits = new StringBuilder();
        objects.forEachDistinct(
                new ObjectRange(from, to),
                (hash, size) -> digits.append(hash.toString().charAt(0)));
        return digits.toString();
    }

    private static String distinctMetadata(ObjectList objects, int from, int to) {
        var digits = new StringBuilder();
        objects.forEachDistinctMetadata(
                new ObjectRange(from, to),
                (hash, size) -> digits.append(hash.toString().charAt(0)));
        return digits.toString();
    }

    private static FileNode fileOf(List<Hash> hashes) {
        return new FileNode(hashes, Metadata.empty(), Optional.empty());
    }

    private static List<Hash> randomHashes(int count) {
        var random = new Random(count);
        var hashes = new ArrayList<Hash>();
        for (int i = 0; i < count; i++) {
            var bytes = new byte[Hash.BYTES];
            random.nextBytes(bytes);
            hashes.add(Hash.of(bytes));
        }
        return hashes;
    }

    @Test
    void entriesStandInTreeOrder() {
        var tree = withMetadata(
                root(
                        child("z", file('1')),
                        child("b", withMetadata(group(child("y", file('2', '3')), child("x", file())), 'a')),
                        child("a", withMetadata(table('4', '4', '1'), 'b'))),
                'c');

        assertThat(digits(ObjectList.of(tree))).isEqualTo("c" + "441b" + "a" + "23" + "1");
    }

    @Test
    void nodeNeedNotBeARoot() {
        assertThat(digits(ObjectList.of(withMetadata(file('1', '2'), 'a')))).isEqualTo("12a");
        assertThat(digits(ObjectList.of(withMetadata(group(child("f", file('1'))), 'a'))))
                .isEqualTo("a1");
        assertThat(ObjectList.of(group()).parts()).isEmpty();
        assertThat(ObjectList.of(group()).distinctCount()).isZero();
    }

    @Test
    void eachObjectOfARangeIsVisitedOnce() {
        var objects = ObjectList.of(file('1', '2', '1', '3', '2', '2', '4', '1'));

        assertThat(distinct(objects, 0, 8)).isEqualTo("1234");
        assertThat(distinct(objects, 0, 3)).isEqualTo("12");
        assertThat(distinct(objects, 2, 8)).isEqualTo("1324");
        assertThat(distinct(objects, 3, 4)).isEqualTo("3");
        assertThat(distinct(objects, 4, 6)).isEqualTo("2");
        assertThat(distinct(objects, 5, 5)).isEmpty();
        assertThat(objects.distinct()).containsExactly(hash('1'), hash('2'), hash('3'), hash('4'));
    }

    @Test
    void objectThatIsDataFirstAndMetadataLaterIsStillMetadata() {
        var objects = ObjectList.of(root(
                child("a", withMetadata(file('1', '2'), '1')),
                child("b", withMetadata(file('3'), '1')),
                child("c", withMetadata(file('1'), '2'))));

        assertThat(digits(objects)).isEqualTo("121" + "31" + "12");
        assertThat(distinctMetadata(objects, 0, 7)).isEqualTo("12");
        assertThat(distinctMetadata(objects, 3, 7)).isEqualTo("12");
        assertThat(distinctMetadata(objects, 0, 2)).isEmpty();
        assertThat(distinct(objects, 3, 7)).isEqualTo("312");
        assertThat(objects.distinctCount()).isEqualTo(3);
    }

    @Test
    void rangeBeyondTheEndIsRefused() {
        var objects = ObjectList.of(file('1'));

        assertThatThrownBy(() -> distinct(objects, 0, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sizesAreFilledInForEveryEntry() {
        var unknown = ObjectList.of(file('1', '2', '1'));

        var known = unknown.withSizes(hash -> hash.equals(hash('1')) ? 10 : Long.MAX_VALUE / 2);

        assertThat(unknown.objectSize(0)).isEqualTo(ObjectList.UNKNOWN_SIZE);
        assertThat(unknown.distinctBytes()).isZero();
        assertThat(known.objectSize(2)).isEqualTo(10);
        assertThat(known.distinctBytes()).isEqualTo(Long.MAX_VALUE / 2 + 10);
        var sizes = new ArrayList<Long>();
        known.forEachDistinct(known.all(), (hash, size) -> sizes.add(size));
        assertThat(sizes).containsExactly(10L, Long.MAX_VALUE / 2);
    }

    @Test
    void largeListIsStoredInFullPartsAndReadBack() {
        var hashes = randomHashes(2 * ObjectList.ENTRIES_PER_PART + 5);
        var objects = ObjectList.of(fileOf(hashes)).withSizes(hash -> hash.bytes()[7] & 0xFF);

        var stored = ObjectList.stored(objects.parts());

        assertThat(objects.parts())
                .hasSize(3)
                .allSatisfy(part -> assertThat(part.length).isLessThanOrEqualTo(1 << 20));
        assertThat(stored.size()).isEqualTo(hashes.size());
        assertThat(stored.distinct()).containsExactlyElementsOf(hashes);
        assertThat(stored.distinctBytes())
                .isEqualTo(hashes.stream()
                        .mapToLong(hash -> hash.bytes()[7] & 0xFF)
                        .sum());
    }

    @Test
    void listThatFillsItsLastPartIsReadBack() {
        var hashes = randomHashes(ObjectList.ENTRIES_PER_PART);
        var objects = ObjectList.of(fileOf(hashes));

        assertThat(objects.parts()).hasSize(1);
        assertThat(ObjectList.stored(objects.parts()).distinct()).containsExactlyElementsOf(hashes);
    }

    @Test
    void hashesThatAreAlikeAreToldApart() {
        var hashes = IntStream.range(0, 3_000)
                .mapToObj(i -> Hash.parse("0".repeat(56) + String.format("%08x", i)))
                .toList();
        var twice = new ArrayList<>(hashes);
        twice.addAll(hashes);

        assertThat(ObjectList.of(fileOf(twice)).distinct()).containsExactlyElementsOf(hashes);
    }

    @Test
    void failureOfTheVisitorComesThroughAsItIs() {
        var objects = ObjectList.of(file('1'));
        var failure = new IOException("gone");

        assertThatThrownBy(() -> objects.forEachDistinct(objects.all(), (hash, size) -> {
                    throw failure;
                }))
                .isSameAs(failure);
    }
}
