package org.quiltappliance.server.objects;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.quiltappliance.server.objects.ObjectEncoding.GZIP;
import static org.quiltappliance.server.objects.ObjectEncoding.RAW;
import static org.quiltappliance.server.testing.ObjectSamples.content;
import static org.quiltappliance.server.testing.ObjectSamples.gzip;
import static org.quiltappliance.server.testing.ObjectSamples.hashOf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

/** What every object store does alike. */
abstract class ObjectStoreContract {

    static final String OWNER = "alice";
    static final byte[] TEXT =
            "Pack my box with five dozen liquor jugs.\n".repeat(40).getBytes(UTF_8);
    static final Hash HASH = hashOf(TEXT);

    ObjectStore store;

    /** A store that is open and empty; each call gives another. */
    abstract ObjectStore emptyStore();

    @BeforeEach
    void openStore() {
        store = emptyStore();
    }

    @Test
    void completedObjectIsThere() throws IOException {
        put(OWNER, HASH, RAW, TEXT);

        assertThat(store.find(OWNER, HASH)).contains(new StoredObject(TEXT.length, TEXT.length, RAW));
        assertThat(stored(OWNER, HASH)).isEqualTo(TEXT);
        assertThat(original(OWNER, HASH)).isEqualTo(TEXT);
    }

    @Test
    void absentObjectIsNothing() {
        assertThat(store.find(OWNER, HASH)).isEmpty();
        assertThat(store.read(OWNER, HASH)).isEmpty();
        assertThat(store.sizes(OWNER, List.of(HASH))).isEmpty();
    }

    @Test
    void emptyObjectIsAnObject() throws IOException {
        var nothing = new byte[0];

        put(OWNER, hashOf(nothing), RAW, nothing);

        assertThat(store.find(OWNER, hashOf(nothing))).contains(new StoredObject(0, 0, RAW));
        assertThat(store.sizes(OWNER, List.of(hashOf(nothing)))).isEqualTo(Map.of(hashOf(nothing), 0L));
        assertThat(original(OWNER, hashOf(nothing))).isEmpty();
    }

    @Test
    void nothingIsVisibleBeforeTheEnd() {
        try (var upload = store.upload(OWNER, HASH, RAW, TEXT.length)) {
            upload.write(ByteBuffer.wrap(TEXT));

            assertThat(store.find(OWNER, HASH)).isEmpty();
            assertThat(store.read(OWNER, HASH)).isEmpty();
        }
    }

    @Test
    void abandonedUploadLeavesNothing() {
        try (var upload = store.upload(OWNER, HASH, RAW, TEXT.length)) {
            upload.write(ByteBuffer.wrap(TEXT, 0, 100));
        }

        assertThat(store.find(OWNER, HASH)).isEmpty();
    }

    @Test
    void otherContentThanTheHashSaysIsRefused() {
        var other = content(TEXT.length, 1);

        assertThatThrownBy(() -> put(OWNER, HASH, RAW, other)).isInstanceOf(Invalid.class);

        assertThat(store.find(OWNER, HASH)).isEmpty();
    }

    @Test
    void refusedContentLeavesTheObjectThatIsThere() throws IOException {
        put(OWNER, HASH, RAW, TEXT);

        assertThatThrownBy(() -> put(OWNER, HASH, RAW, content(10, 1))).isInstanceOf(Invalid.class);

        assertThat(stored(OWNER, HASH)).isEqualTo(TEXT);
    }

    @Test
    void sameHashOfTwoOwnersIsTwoObjects() throws IOException {
        put(OWNER, HASH, RAW, TEXT);
        assertThat(store.find("bob", HASH)).isEmpty();

        put("bob", HASH, RAW, TEXT);
        store.delete(OWNER, HASH);

        assertThat(store.find(OWNER, HASH)).isEmpty();
        assertThat(stored("bob", HASH)).isEqualTo(TEXT);
    }

    @Test
    void sameContentAgainIsWelcome() throws IOException {
        put(OWNER, HASH, RAW, TEXT);
        put(OWNER, HASH, RAW, TEXT);

        assertThat(stored(OWNER, HASH)).isEqualTo(TEXT);
    }

    @Test
    void packedObjectStaysPacked() throws IOException {
        var packed = gzip(TEXT);

        put(OWNER, HASH, GZIP, packed);

        assertThat(store.find(OWNER, HASH)).contains(new StoredObject(packed.length, TEXT.length, GZIP));
        assertThat(stored(OWNER, HASH)).isEqualTo(packed);
        assertThat(original(OWNER, HASH)).isEqualTo(TEXT);
        assertThat(store.sizes(OWNER, List.of(HASH))).isEqualTo(Map.of(HASH, (long) TEXT.length));
    }

    @Test
    void packedInSeveralMembersIsAccepted() throws IOException {
        var packed = join(gzip(Arrays.copyOf(TEXT, 100)), gzip(Arrays.copyOfRange(TEXT, 100, TEXT.length)));

        put(OWNER, HASH, GZIP, packed);

        assertThat(original(OWNER, HASH)).isEqualTo(TEXT);
    }

    @Test
    void brokenPackingIsRefused() {
        var packed = gzip(TEXT);
        var badChecksum = packed.clone();
        badChecksum[packed.length - 8] ^= 1;

        assertThatThrownBy(() -> put(OWNER, HASH, GZIP, TEXT)).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> put(OWNER, HASH, GZIP, new byte[0])).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> put(OWNER, HASH, GZIP, Arrays.copyOf(packed, packed.length - 1)))
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> put(OWNER, HASH, GZIP, join(packed, new byte[] {0})))
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> put(OWNER, HASH, GZIP, badChecksum)).isInstanceOf(Invalid.class);
        assertThat(store.find(OWNER, HASH)).isEmpty();
    }

    @Test
    void packedBytesUnderTheirOwnHashAreRefused() {
        var packed = gzip(TEXT);

        assertThatThrownBy(() -> put(OWNER, hashOf(packed), GZIP, packed)).isInstanceOf(Invalid.class);
    }

    @Test
    void contentThatPacksExtremelyWellIsAccepted() {
        var zeros = new byte[50 << 20];

        put(OWNER, hashOf(zeros), GZIP, gzip(zeros));

        assertThat(store.sizes(OWNER, List.of(hashOf(zeros)))).isEqualTo(Map.of(hashOf(zeros), (long) zeros.length));
    }

    @Test
    void intactObjectKeepsItsStoredForm() throws IOException {
        var packed = gzip(TEXT);
        var packedInAnotherWay = packedFast(TEXT);
        put(OWNER, HASH, RAW, TEXT);
        put(OWNER, HASH, GZIP, packed);
        put("bob", HASH, GZIP, packed);
        put("bob", HASH, RAW, TEXT);
        put("bob", HASH, GZIP, packedInAnotherWay);

        assertThat(packedInAnotherWay).isNotEqualTo(packed);
        assertThat(store.find(OWNER, HASH).orElseThrow().encoding()).isEqualTo(RAW);
        assertThat(stored(OWNER, HASH)).isEqualTo(TEXT);
        assertThat(store.find("bob", HASH).orElseThrow().encoding()).isEqualTo(GZIP);
        assertThat(stored("bob", HASH)).isEqualTo(packed);
    }

    @Test
    void packedObjectThatIsDeletedCanComeBackRaw() throws IOException {
        put(OWNER, HASH, GZIP, gzip(TEXT));

        store.delete(OWNER, HASH);
        put(OWNER, HASH, RAW, TEXT);

        assertThat(store.find(OWNER, HASH)).contains(new StoredObject(TEXT.length, TEXT.length, RAW));
    }

    @Test
    void sizesAreOfThoseThatAreThere() {
        var small = content(10, 1);
        var packed = content(20, 2);
        put(OWNER, hashOf(small), RAW, small);
        put(OWNER, hashOf(packed), GZIP, gzip(packed));
        put("bob", HASH, RAW, TEXT);

        var sizes = store.sizes(OWNER, List.of(hashOf(small), HASH, hashOf(packed), hashOf(small)));

        assertThat(sizes).isEqualTo(Map.of(hashOf(small), 10L, hashOf(packed), 20L));
    }

    @Test
    void sizesOfAnOwnerWithoutObjectsAreNone() {
        assertThat(store.sizes("nobody", List.of(HASH))).isEmpty();
    }

    @Test
    void deletingTwiceIsFine() {
        put(OWNER, HASH, RAW, TEXT);

        store.delete(OWNER, HASH);
        store.delete(OWNER, HASH);

        assertThat(store.find(OWNER, HASH)).isEmpty();
    }

    @Test
    void readerKeepsItsBytesWhenTheObjectGoes() throws IOException {
        put(OWNER, HASH, RAW, TEXT);

        try (var open = store.read(OWNER, HASH).orElseThrow()) {
            store.delete(OWNER, HASH);
            assertThat(open.stored().readAllBytes()).isEqualTo(TEXT);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 65_536, 524_288, 3_000_000, 17_000_000})
    void anyPartOfAnObjectIsRead(int bytes) throws IOException {
        var content = content(bytes, bytes);
        put(OWNER, hashOf(content), RAW, content);

        try (var open = store.read(OWNER, hashOf(content)).orElseThrow()) {
            for (int from : new int[] {0, bytes / 3, bytes - 1}) {
                assertThat(part(open, from, bytes - from)).isEqualTo(Arrays.copyOfRange(content, from, bytes));
            }
            assertThat(part(open, bytes / 2, 1)).isEqualTo(new byte[] {content[bytes / 2]});
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {".", "..", "../../x", "a/b", "a\\b", "", " ", "CON", "nul.txt", "ä€\uD83D\uDE00", "a%2Fb", "~"})
    void anyTextIsAnOwnerOfItsOwn(String owner) throws IOException {
        put(owner, HASH, RAW, TEXT);

        assertThat(stored(owner, HASH)).isEqualTo(TEXT);
        assertThat(Stream.of("a", "b", "a%2Fb", "..", "%2E%2E", "con", "").filter(other -> !other.equals(owner)))
                .allSatisfy(other -> assertThat(store.find(other, HASH)).isEmpty());
    }

    @Test
    void veryLongOwnersAreToldApart() throws IOException {
        put("x".repeat(5000), HASH, RAW, TEXT);

        assertThat(stored("x".repeat(5000), HASH)).isEqualTo(TEXT);
        assertThat(store.find("x".repeat(5001), HASH)).isEmpty();
    }

    @Test
    void manyUploadsOfOneObjectAtOnceAllSucceed() throws Exception {
        var packed = gzip(TEXT);
        var threads = Executors.newFixedThreadPool(8);
        try {
            var uploads = IntStream.range(0, 40)
                    .<Callable<Boolean>>mapToObj(i -> () -> {
                        put(OWNER, HASH, i % 2 == 0 ? RAW : GZIP, i % 2 == 0 ? TEXT : packed);
                        return true;
                    })
                    .toList();
            for (var done : threads.invokeAll(uploads)) {
                assertThat(done.get()).isTrue();
            }
        } finally {
            threads.shutdown();
        }

        assertThat(original(OWNER, HASH)).isEqualTo(TEXT);
    }

    @Test
    void everythingIsListedOnceWithWhatIsStored() {
        var packed = gzip(TEXT);
        var before = Instant.now().minusSeconds(60);
        put(OWNER, HASH, GZIP, packed);
        put(OWNER, hashOf(new byte[0]), RAW, new byte[0]);
        put("odd/ö owner", HASH, RAW, TEXT);

        List<ObjectStore.Listed> listed;
        try (var all = store.list()) {
            listed = all.toList();
        }

        assertThat(listed)
                .extracting(ObjectStore.Listed::owner, ObjectStore.Listed::hash, ObjectStore.Listed::storedBytes)
                .containsExactlyInAnyOrder(
                        tuple(OWNER, HASH, (long) packed.length),
                        tuple(OWNER, hashOf(new byte[0]), 0L),
                        tuple("odd/ö owner", HASH, (long) TEXT.length));
        assertThat(listed)
                .allSatisfy(one ->
                        assertThat(one.stored()).isBetween(before, Instant.now().plusSeconds(60)));
    }

    @Test
    void emptyStoreListsNothing() {
        try (var all = store.list()) {
            assertThat(all).isEmpty();
        }
    }

    @Test
    void discardedObjectCountsAsAbsent() {
        put(OWNER, HASH, RAW, TEXT);
        put("bob", HASH, RAW, TEXT);

        store.discard(OWNER, HASH);

        assertThat(store.find(OWNER, HASH)).isEmpty();
        assertThat(store.read(OWNER, HASH)).isEmpty();
        assertThat(store.sizes(OWNER, List.of(HASH))).isEmpty();
        try (var all = store.list()) {
            assertThat(all).extracting(ObjectStore.Listed::owner).containsExactly("bob");
        }
    }

    @Test
    void discardedObjectComesBackAsItWas() throws IOException {
        var packed = gzip(TEXT);
        put(OWNER, HASH, GZIP, packed);
        put("odd/ö owner", HASH, RAW, TEXT);
        store.discard(OWNER, HASH);
        store.discard("odd/ö owner", HASH);

        assertThat(store.recover(OWNER, HASH)).isTrue();
        assertThat(store.recover("odd/ö owner", HASH)).isTrue();

        assertThat(store.find(OWNER, HASH)).contains(new StoredObject(packed.length, TEXT.length, GZIP));
        assertThat(stored(OWNER, HASH)).isEqualTo(packed);
        assertThat(stored("odd/ö owner", HASH)).isEqualTo(TEXT);
        assertThat(store.emptyTrash(Instant.now().plusSeconds(60))).isEqualTo(new ObjectStore.Emptied(0, 0));
    }

    @Test
    void discardingAndRecoveringWhatIsAbsentDoesNothing() {
        store.discard(OWNER, HASH);

        assertThat(store.recover(OWNER, HASH)).isFalse();
        assertThat(store.find(OWNER, HASH)).isEmpty();
    }

    @Test
    void objectThatCameAnewIsNotReplacedFromTheTrash() throws IOException {
        put(OWNER, HASH, GZIP, gzip(TEXT));
        store.discard(OWNER, HASH);
        put(OWNER, HASH, RAW, TEXT);

        assertThat(store.recover(OWNER, HASH)).isTrue();

        assertThat(store.find(OWNER, HASH)).contains(new StoredObject(TEXT.length, TEXT.length, RAW));
        assertThat(stored(OWNER, HASH)).isEqualTo(TEXT);
    }

    @Test
    void objectMayBeDiscardedAgain() throws IOException {
        put(OWNER, HASH, GZIP, gzip(TEXT));
        store.discard(OWNER, HASH);
        put(OWNER, HASH, RAW, TEXT);

        store.discard(OWNER, HASH);

        assertThat(store.find(OWNER, HASH)).isEmpty();
        assertThat(store.recover(OWNER, HASH)).isTrue();
        assertThat(stored(OWNER, HASH)).isEqualTo(TEXT);
    }

    @Test
    void onlyWhatWasDiscardedBeforeIsRemovedForGood() {
        put(OWNER, HASH, RAW, TEXT);
        put("bob", HASH, RAW, TEXT);
        store.discard(OWNER, HASH);

        assertThat(store.emptyTrash(Instant.now().minusSeconds(3600))).isEqualTo(new ObjectStore.Emptied(0, 0));
        assertThat(store.emptyTrash(Instant.now().plusSeconds(60))).isEqualTo(new ObjectStore.Emptied(1, TEXT.length));

        assertThat(store.recover(OWNER, HASH)).isFalse();
        assertThat(store.find("bob", HASH)).isPresent();
    }

    @Test
    void partThatIsLikelyWantedMayBeNamedFreely() throws IOException {
        put(OWNER, HASH, RAW, TEXT);
        put(OWNER, hashOf(new byte[0]), RAW, new byte[0]);

        for (long first : new long[] {0, 1, TEXT.length - 1, TEXT.length, Long.MAX_VALUE - 1}) {
            for (long count : new long[] {1, 100, Long.MAX_VALUE}) {
                try (var open = store.read(OWNER, HASH, first, count).orElseThrow()) {
                    assertThat(open.object().storedBytes()).isEqualTo(TEXT.length);
                    assertThat(part(open, 7, 100)).isEqualTo(Arrays.copyOfRange(TEXT, 7, 107));
                }
                try (var open =
                        store.read(OWNER, hashOf(new byte[0]), first, count).orElseThrow()) {
                    assertThat(open.object().storedBytes()).isZero();
                }
                assertThat(store.read("bob", HASH, first, count)).isEmpty();
            }
        }
    }

    @Test
    void spaceForLittleIsThere() {
        store.requireSpace(1);

        assertThat(store.find(OWNER, HASH)).isEmpty();
    }

    void put(String owner, Hash hash, ObjectEncoding encoding, byte[] bytes) {
        try (var upload = store.upload(owner, hash, encoding, bytes.length)) {
            var rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                var chunk = rest.slice(rest.position(), Math.min(8192, rest.remaining()));
                upload.write(chunk);
                assertThat(chunk.hasRemaining()).isFalse();
                rest.position(rest.position() + chunk.position());
            }
            upload.commit();
        }
    }

    byte[] stored(String owner, Hash hash) throws IOException {
        try (var open = store.read(owner, hash).orElseThrow();
                var bytes = open.stored()) {
            return bytes.readAllBytes();
        }
    }

    byte[] original(String owner, Hash hash) throws IOException {
        try (var open = store.read(owner, hash).orElseThrow();
                var bytes = open.original()) {
            return bytes.readAllBytes();
        }
    }

    private static byte[] part(ObjectContent open, long from, int count) throws IOException {
        var spare = ByteBuffer.allocateDirect(1000);
        var part = ByteBuffer.allocate(count);
        while (part.hasRemaining()) {
            part.put(open.bytes(from + part.position(), part.remaining(), spare));
        }
        return part.array();
    }

    static byte[] join(byte[] first, byte[] second) {
        var joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    private static byte[] packedFast(byte[] content) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed) {
            {
                def.setLevel(Deflater.NO_COMPRESSION);
            }
        }) {
            gzip.write(content);
        }
        return packed.toByteArray();
    }
}
