package org.quiltappliance.server.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.errors.ApplianceException.NoSpace;
import org.quiltappliance.server.reliability.SmallDisk;
import org.quiltappliance.server.testing.MinioServer;
import org.quiltappliance.server.testing.ObjectSamples;

/** A real MinIO whose disk fills up. */
class S3FullDiskIT {

    private static final int LENGTH = 4 << 20;

    @TempDir
    Path folder;

    private S3ObjectStore store;

    private Hash put(int seed) {
        var content = ObjectSamples.content(LENGTH, seed);
        var hash = ObjectSamples.hashOf(content);
        try (var upload = store.upload("ann", hash, ObjectEncoding.RAW, LENGTH)) {
            upload.write(ByteBuffer.wrap(content));
            upload.commit();
        }
        return hash;
    }

    @Test
    void uploadThatDoesNotFitIsRefusedReadsGoOnAndRoomHeals() throws Exception {
        var server = MinioServer.own();
        server.kill();
        try (var disk = SmallDisk.mounted(server.data(), 128)) {
            server.startAgain();
            store = new S3ObjectStore(server.bucket(), folder, true);
            store.open();
            var kept = put(1);
            assertThat(store.lacksSpace()).isFalse();
            var filler = disk.fill();

            assertThatThrownBy(() -> put(2)).isInstanceOf(NoSpace.class).hasMessageContaining("no space");

            assertThat(store.lacksSpace()).isTrue();
            assertThat(store.sizes("ann", List.of(kept))).containsOnlyKeys(kept);
            try (var content = store.read("ann", kept).orElseThrow()) {
                assertThat(ObjectSamples.hashOf(content.stored().readAllBytes()))
                        .isEqualTo(kept);
            }
            Files.delete(filler);
            // It looks at its disk once in a while.
            await().until(() -> !store.lacksSpace());
            assertThat(store.sizes("ann", List.of(put(2)))).hasSize(1);
            store.close();
            server.kill();
        }
    }
}
