package org.quiltappliance.server.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.errors.ApplianceException.NotFound;
import org.quiltappliance.server.errors.ApplianceException.TooLarge;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.quiltappliance.server.errors.ApplianceException.Unprocessable;
import org.quiltappliance.server.objects.FolderObjectStore;
import org.quiltappliance.server.objects.ForwardingObjectStore;
import org.quiltappliance.server.objects.ObjectEncoding;
import org.quiltappliance.server.objects.ObjectStore;
import org.quiltappliance.server.tables.LocalCopies.Local;
import org.quiltappliance.server.tables.LocalCopies.Wanted;
import org.quiltappliance.server.tables.worker.Source.Format;
import org.quiltappliance.server.testing.ObjectSamples;

class LocalCopiesTest {

    private static final TableFormat PARQUET = new TableFormat(Format.PARQUET, false);
    private static final TableFormat CSV = new TableFormat(Format.CSV, false);
    private static final TableFormat PACKED_CSV = new TableFormat(Format.CSV, true);

    @TempDir
    private Path folder;

    private FolderObjectStore store;

    @BeforeEach
    void open() {
        store = new FolderObjectStore(new StoreConfig.Folder(folder.resolve("objects"), false), 0);
        store.open();
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** @param cacheBytes for copies @param textBytes of texts */
    private LocalCopies copies(ObjectStore objects, long textBytes, long cacheBytes) {
        var usual = TableLimits.STANDARD;
        return new LocalCopies(
                objects,
                folder.resolve("copies"),
                new TableLimits(
                        usual.engineMegabytes(),
                        usual.dataMegabytes(),
                        usual.residentMegabytes(),
                        usual.threads(),
                        usual.seconds(),
                        usual.grace(),
                        usual.startPatience(),
                        usual.idle(),
                        usual.waiting(),
                        usual.queuePatience(),
                        textBytes,
                        cacheBytes,
                        0,
                        Duration.ofSeconds(20),
                        usual.exportBytes()));
    }

    /** The store as one whose objects are no files. */
    private ObjectStore distant() {
        return new ForwardingObjectStore() {
            @Override
            protected ObjectStore place() {
                return store;
            }

            @Override
            public Optional<Path> file(String owner, Hash hash) {
                return Optional.empty();
            }
        };
    }

    private Wanted stored(String text, TableFormat format) {
        return stored(text.getBytes(StandardCharsets.UTF_8), ObjectEncoding.RAW, format);
    }

    private Wanted stored(byte[] content, ObjectEncoding encoding, TableFormat format) {
        var hash = ObjectSamples.hashOf(content);
        byte[] sent = encoding == ObjectEncoding.RAW ? content : ObjectSamples.gzip(content);
        try (var upload = store.upload("ada", hash, encoding, sent.length)) {
            upload.write(ByteBuffer.wrap(sent));
            upload.commit();
        }
        return new Wanted("ada", hash, content.length, format);
    }

    private static String text(Local local) throws IOException {
        return Files.readString(local.file());
    }

    @Test
    void anObjectThatIsAFileIsNotCopied() throws IOException {
        try (var copies = copies(store, 100, 1000);
                var local = copies.open(stored("some bytes", PARQUET))) {
            assertThat(local.file()).startsWith(folder.resolve("objects")).hasContent("some bytes");
            assertThat(copies.bytes()).isZero();
            if (Files.getFileStore(local.file()).supportsFileAttributeView("posix")) {
                assertThat(Files.getPosixFilePermissions(local.file()).toString())
                        .doesNotContain("WRITE");
            }
        }
    }

    @Test
    void packedAndDistantObjectsAreCopiedOnce() throws IOException {
        var packed = stored("packed content".getBytes(StandardCharsets.UTF_8), ObjectEncoding.GZIP, PARQUET);
        var far = stored("far away", CSV);
        try (var copies = copies(store, 100, 1000);
                var others = copies(distant(), 100, 1000)) {
            try (var local = copies.open(packed);
                    var again = copies.open(packed);
                    var text = others.open(far)) {
                assertThat(text(local)).isEqualTo("packed content");
                assertThat(again.file()).isEqualTo(local.file());
                assertThat(text(text)).isEqualTo("far away");
                assertThat(copies.bytes()).isEqualTo("packed content".length() + "far away".length());
            }
        }
    }

    @Test
    void ofTextsThereIsTheFirstPartUpToAWholeLine() throws IOException {
        try (var copies = copies(store, 12, 1000);
                var local = copies.open(stored("a,b\n1,2\n3,4\n5,6\n", CSV));
                var whole = copies.open(stored("a,b\n1,2\n", CSV));
                var line = copies.open(stored("x".repeat(50), CSV));
                var packed = copies.open(stored(
                        ObjectSamples.gzip("a,b\n1,2\n3,4\n55,6\n".getBytes()), ObjectEncoding.RAW, PACKED_CSV))) {
            assertThat(local.cut()).isTrue();
            assertThat(text(local)).isEqualTo("a,b\n1,2\n3,4\n");
            assertThat(whole.cut()).isFalse();
            assertThat(line.cut()).isTrue();
            assertThat(text(line)).hasSize(12);
            assertThat(packed.cut()).isTrue();
            assertThat(text(packed)).isEqualTo("a,b\n1,2\n3,4\n");
        }
    }

    @Test
    void copiesThatNobodyUsesMakeRoom() {
        var first = stored("1".repeat(40), PARQUET);
        var second = stored("2".repeat(40), PARQUET);
        var third = stored("3".repeat(40), PARQUET);
        try (var copies = copies(distant(), 100, 100);
                var held = copies.open(first)) {
            copies.open(second).close();

            copies.open(third).close();

            assertThat(held.file()).exists();
            assertThat(copies.bytes()).isEqualTo(80);
        }
    }

    @Test
    void whereAllAreUsedThereIsNoRoom() {
        try (var copies = copies(distant(), 100, 100);
                var held = copies.open(stored("1".repeat(70), PARQUET))) {
            assertThatThrownBy(() -> copies.open(stored("2".repeat(40), PARQUET)))
                    .isInstanceOf(Unavailable.class);
            assertThat(held.file()).exists();
        }
    }

    @Test
    void whatCannotBeCopiedIsExplained() {
        var absent = new Wanted("ada", ObjectSamples.hashOf(new byte[] {1}), 1, PARQUET);
        try (var copies = copies(distant(), 100, 100)) {
            assertThatThrownBy(() -> copies.open(absent)).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> copies.open(stored("x".repeat(101), PARQUET)))
                    .isInstanceOf(TooLarge.class);
            assertThatThrownBy(() -> copies.open(stored("no gzip", PACKED_CSV)))
                    .isInstanceOf(Unprocessable.class)
                    .hasMessage("This is no gzip file.");
            assertThat(copies.bytes()).isZero();
        }
    }
}
