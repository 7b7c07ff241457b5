package org.quiltappliance.server.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quiltappliance.server.objects.ObjectEncoding.GZIP;
import static org.quiltappliance.server.objects.ObjectEncoding.RAW;
import static org.quiltappliance.server.testing.ObjectSamples.content;
import static org.quiltappliance.server.testing.ObjectSamples.gzip;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.errors.ApplianceException;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.ApplianceException.NoSpace;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;

class FolderObjectStoreTest extends ObjectStoreContract {

    private static final int KEEP_FREE = 1000;

    @TempDir
    Path folder;

    private final AtomicLong usable = new AtomicLong(1L << 40);

    @Override
    ObjectStore emptyStore() {
        var store = new FolderObjectStore(new StoreConfig.Folder(folder.resolve("data"), true), KEEP_FREE, usable::get);
        store.open();
        return store;
    }

    @Test
    void objectIsFileNamedByItsHashBelowItsOwner() {
        put(OWNER, HASH, RAW, TEXT);

        assertThat(file("objs/alice/" + HASH)).hasBinaryContent(TEXT);
        assertThat(received()).isEmpty();
    }

    @Test
    void storedPackedObjectIsThePackedBytesAlone() {
        put(OWNER, HASH, GZIP, gzip(TEXT));

        assertThat(file("objs/alice/" + HASH)).hasBinaryContent(gzip(TEXT));
    }

    @Test
    void everythingIsThereAfterOpeningAgain() throws IOException {
        put(OWNER, HASH, GZIP, gzip(TEXT));

        store = emptyStore();

        assertThat(original(OWNER, HASH)).isEqualTo(TEXT);
    }

    @Test
    void leftoversOfFormerVersionsAreSweptAtOpeningWhenTheyAreOld() throws IOException {
        Path old = Files.createFile(file("uploads/old"));
        Files.createFile(file("uploads/young"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(7))));

        store = emptyStore();

        assertThat(old).doesNotExist();
        assertThat(file("uploads/young")).exists();
    }

    @Test
    void closingGivesUpTheFolderForUploads() {
        store.upload(OWNER, HASH, RAW, TEXT.length).write(ByteBuffer.wrap(TEXT, 0, 10));
        assertThat(received()).hasSize(1);

        store.close();

        assertThat(filesIn("uploads")).isEmpty();
    }

    @Test
    void openingLeavesWhatAnotherNodeReceivesNow() {
        try (var upload = store.upload(OWNER, HASH, RAW, TEXT.length)) {
            upload.write(ByteBuffer.wrap(TEXT, 0, 10));

            var other = emptyStore();
            upload.write(ByteBuffer.wrap(TEXT, 10, TEXT.length - 10));
            upload.commit();

            assertThat(other.find(OWNER, HASH)).isPresent();
        }
    }

    @Test
    void proofsOfAKilledProcessAreSweptAtOpening() {
        put(ObjectStore.PROOFS, HASH, RAW, TEXT);
        put(OWNER, HASH, RAW, TEXT);
        store.close();

        store = emptyStore();

        assertThat(store.find(ObjectStore.PROOFS, HASH)).isEmpty();
        assertThat(store.find(OWNER, HASH)).isPresent();
    }

    @Test
    void openingLeavesYoungProofsOfWhoeverMayBeProvingNow() throws IOException {
        put(ObjectStore.PROOFS, HASH, RAW, TEXT);

        emptyStore().close();
        assertThat(store.find(ObjectStore.PROOFS, HASH)).isPresent();

        Files.setLastModifiedTime(
                file("objs/" + ObjectStore.PROOFS + "/" + HASH),
                FileTime.from(Instant.now().minus(Duration.ofHours(7))));
        emptyStore().close();
        assertThat(store.find(ObjectStore.PROOFS, HASH)).isEmpty();
    }

    @Test
    void refusedAndAbandonedUploadsLeaveNoFile() {
        assertThatThrownBy(() -> put(OWNER, HASH, RAW, content(5, 5))).isInstanceOf(Invalid.class);
        store.upload(OWNER, HASH, RAW, TEXT.length).close();

        assertThat(received()).isEmpty();
        assertThat(filesIn("objs")).isEmpty();
    }

    @Test
    void noOwnerLeavesTheFolder() {
        for (String owner : List.of("..", "../..", "/etc", ".", "", "a/../../../b")) {
            put(owner, HASH, RAW, TEXT);
        }

        assertThat(folder).isDirectoryNotContaining(path -> !path.endsWith("data"));
        assertThat(filesIn("")).containsExactlyInAnyOrder("objs", "encoded", "uploads", "trash");
        assertThat(filesIn("objs")).hasSize(6);
    }

    @Test
    void sendingAgainRepairsDamagedRawObject() throws IOException {
        put(OWNER, HASH, RAW, TEXT);
        damage();

        put(OWNER, HASH, RAW, TEXT);

        assertThat(stored(OWNER, HASH)).isEqualTo(TEXT);
    }

    @Test
    void sendingAgainRepairsDamagedObjectAlsoInAnotherForm() throws IOException {
        put(OWNER, HASH, GZIP, gzip(TEXT));
        damage();
        put(OWNER, HASH, RAW, TEXT);
        assertThat(store.find(OWNER, HASH)).contains(new StoredObject(TEXT.length, TEXT.length, RAW));
        assertThat(stored(OWNER, HASH)).isEqualTo(TEXT);

        damage();
        put(OWNER, HASH, GZIP, gzip(TEXT));
        assertThat(store.find(OWNER, HASH).orElseThrow().encoding()).isEqualTo(GZIP);
        assertThat(original(OWNER, HASH)).isEqualTo(TEXT);
    }

    @Test
    void objectThatIsDiscardedAgainBeginsItsTimeInTheTrashAnew() throws IOException {
        put(OWNER, HASH, RAW, TEXT);
        store.discard(OWNER, HASH);
        var longAgo = Instant.parse("2020-01-01T00:00:00Z");
        Files.setLastModifiedTime(file("trash/objs/alice/" + HASH), FileTime.from(longAgo));
        put(OWNER, HASH, RAW, TEXT);

        store.discard(OWNER, HASH);

        assertThat(store.emptyTrash(longAgo.plusSeconds(60))).isEqualTo(new ObjectStore.Emptied(0, 0));
        assertThat(store.recover(OWNER, HASH)).isTrue();
    }

    @Test
    void fileThatWasCutToNothingCountsAsMissing() throws IOException {
        put(OWNER, HASH, RAW, TEXT);
        Files.write(file("objs/alice/" + HASH), new byte[0]);

        assertThat(store.find(OWNER, HASH)).isEmpty();
        assertThat(store.read(OWNER, HASH)).isEmpty();
        assertThat(store.sizes(OWNER, List.of(HASH))).isEmpty();
    }

    @Test
    void packedObjectWithoutReadableLengthCountsAsMissing() throws IOException {
        put(OWNER, HASH, GZIP, gzip(TEXT));
        Files.writeString(file("encoded/alice/" + HASH), "gzip many");

        assertThat(store.find(OWNER, HASH)).isEmpty();
        put(OWNER, HASH, RAW, TEXT);
        assertThat(stored(OWNER, HASH)).isEqualTo(TEXT);
    }

    @Test
    void readerOfAnObjectThatGetsShorterIsTold() throws IOException {
        put(OWNER, HASH, RAW, TEXT);

        try (var open = store.read(OWNER, HASH).orElseThrow()) {
            Files.write(file("objs/alice/" + HASH), new byte[10]);

            assertThatThrownBy(() -> open.bytes(5, 100, ByteBuffer.allocate(100)))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void announcedBytesMustFit() {
        usable.set(KEEP_FREE + TEXT.length - 1);

        assertThatThrownBy(() -> store.upload(OWNER, HASH, RAW, TEXT.length)).isInstanceOf(NoSpace.class);
        assertThatThrownBy(() -> store.requireSpace(TEXT.length)).isInstanceOf(NoSpace.class);
        assertThat(received()).isEmpty();

        usable.incrementAndGet();
        put(OWNER, HASH, RAW, TEXT);
        assertThat(store.find(OWNER, HASH)).isPresent();
    }

    @Test
    void spaceIsLackingFromTheFirstRefusalUntilAsMuchFits() {
        usable.set(KEEP_FREE + 1000);
        assertThat(store.lacksSpace()).isFalse();

        assertThatThrownBy(() -> store.upload(OWNER, HASH, RAW, 1500)).isInstanceOf(NoSpace.class);
        assertThatThrownBy(() -> store.upload(OWNER, HASH, RAW, 1001)).isInstanceOf(NoSpace.class);
        assertThat(store.lacksSpace()).isTrue();

        usable.set(KEEP_FREE + 1499);
        assertThat(store.lacksSpace()).isTrue();
        usable.set(KEEP_FREE + 1500);
        assertThat(store.lacksSpace()).isFalse();
        usable.set(KEEP_FREE + 1000);
        assertThat(store.lacksSpace()).isFalse();
    }

    @Test
    void enormousUploadThatIsRefusedFillsNoDisk() {
        usable.set(10L << 30);

        assertThatThrownBy(() -> store.upload(OWNER, HASH, RAW, 1L << 40)).isInstanceOf(NoSpace.class);

        assertThat(store.lacksSpace()).isFalse();
    }

    @Test
    void roomIsKeptForUploadsThatHaveNotArrivedYet() {
        usable.set(KEEP_FREE + 1500);

        try (var first = store.upload(OWNER, HASH, RAW, 1000)) {
            assertThatThrownBy(() -> store.upload("bob", HASH, RAW, 1000)).isInstanceOf(NoSpace.class);
            first.write(ByteBuffer.wrap(TEXT, 0, 600));
            usable.addAndGet(-600);
            assertThatThrownBy(() -> store.requireSpace(501)).isInstanceOf(NoSpace.class);
            store.requireSpace(500);
        }
        usable.addAndGet(600);

        store.requireSpace(1500);
        store.upload("bob", HASH, RAW, 1000).close();
    }

    @Test
    void uploadEndsWhenTheDiskFillsMeanwhile() {
        var chunk = ByteBuffer.wrap(content(1 << 20, 1));
        try (var upload = store.upload(OWNER, HASH, RAW, -1)) {
            usable.set(KEEP_FREE - 1);

            assertThatThrownBy(() -> {
                        for (int i = 0; i < 64; i++) {
                            upload.write(chunk.rewind());
                        }
                    })
                    .isInstanceOf(NoSpace.class);
        }

        assertThat(received()).isEmpty();
    }

    @Test
    void fullDiskIsToldFromBrokenOne() {
        var space = new FreeSpace(usable::get, KEEP_FREE);

        assertThat(space.explain(new IOException("No space left on device"))).isInstanceOf(NoSpace.class);
        assertThat(space.explain(new IOException("Disk quota exceeded"))).isInstanceOf(NoSpace.class);
        assertThat(space.explain(new IOException("Input/output error"))).isInstanceOf(Unavailable.class);
        usable.set(0);
        assertThat(space.explain(new IOException("Auf dem Datenträger ist kein Platz")))
                .isInstanceOf(NoSpace.class);
    }

    @Test
    void folderThatIsGoneIsNoEmptyStore() throws IOException {
        put(OWNER, HASH, RAW, TEXT);
        Files.move(folder.resolve("data"), folder.resolve("elsewhere"));

        assertThatThrownBy(() -> store.find(OWNER, HASH)).isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> store.sizes(OWNER, List.of(HASH))).isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> store.read(OWNER, HASH)).isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> put(OWNER, HASH, RAW, TEXT)).isInstanceOf(Unavailable.class);
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void folderThatCannotBeMadeIsUnavailable() throws IOException {
        Files.createFile(folder.resolve("file"));
        var impossible = new FolderObjectStore(new StoreConfig.Folder(folder.resolve("file"), false), KEEP_FREE);

        assertThatThrownBy(impossible::open).isInstanceOf(ApplianceException.class);
    }

    private void damage() throws IOException {
        var file = file("objs/alice/" + HASH);
        var bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 4;
        Files.write(file, bytes);
    }

    private Path file(String below) {
        return folder.resolve("data").resolve(below);
    }

    /** What is in the one folder for uploads, beside which is its lock. */
    private List<String> received() {
        var own = filesIn("uploads").stream()
                .filter(name -> !name.endsWith(".lock"))
                .toList();
        assertThat(own).hasSize(1);
        return filesIn("uploads/" + own.get(0));
    }

    private List<String> filesIn(String below) {
        try (Stream<Path> files = Files.list(file(below))) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }
}
