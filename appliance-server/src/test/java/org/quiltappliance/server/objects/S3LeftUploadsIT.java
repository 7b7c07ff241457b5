package org.quiltappliance.server.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.testing.MinioServer;

/** What MinIO tells of uploads in parts that nobody ended, and what becomes of them. */
class S3LeftUploadsIT {

    private static final Hash HASH = ContentDigest.sha256("left");
    private static final StoredObject SOME = new StoredObject(10, 10, ObjectEncoding.RAW);

    @TempDir
    Path folder;

    private final StoreConfig.S3 place = MinioServer.freshBucket();

    private S3ObjectStore storeAt(Instant now) {
        return new S3ObjectStore(new S3Bucket(new S3Requests(place)), folder, false, Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void minioListsUploadsByTheirWholeKeyOrAllOfThem() {
        S3ObjectStore.createBucket(place);
        var key = S3Keys.object("ann", HASH);
        try (var bucket = new S3Bucket(new S3Requests(place))) {
            bucket.begin(key, SOME);

            assertThat(bucket.begun(key)).hasSize(1);
            assertThat(bucket.begun("")).extracting(S3Xml.Begun::key).containsExactly(key);
            // By a part of the key, which S3 itself understands, it finds nothing.
            assertThat(bucket.begun(S3Keys.OBJECTS)).isEmpty();
        }
    }

    @Test
    void uploadsThatAreOursAndOlderThanADayAreEndedAtAStart() {
        S3ObjectStore.createBucket(place);
        var ours = S3Keys.object("ann", HASH);
        var theirs = "somewhere/else";
        try (var bucket = new S3Bucket(new S3Requests(place))) {
            bucket.begin(ours, SOME);
            bucket.begin(theirs, SOME);

            try (var soon = storeAt(Instant.now().plus(Duration.ofHours(20)))) {
                soon.open();
            }
            assertThat(bucket.begun(ours)).hasSize(1);
            try (var later = storeAt(Instant.now().plus(Duration.ofHours(25)))) {
                later.open();
            }

            assertThat(bucket.begun(ours)).isEmpty();
            assertThat(bucket.begun(theirs)).hasSize(1);
        }
    }

    @Test
    void minioListsUploadsFromBeforeItsRestartByTheirWholeKeyAlone() {
        var server = MinioServer.own();
        var killed = server.bucket();
        S3ObjectStore.createBucket(killed);
        var key = S3Keys.object("ann", HASH);
        try (var bucket = new S3Bucket(new S3Requests(killed))) {
            bucket.begin(key, SOME);
        }

        server.kill();
        server.startAgain();

        try (var bucket = new S3Bucket(new S3Requests(killed))) {
            assertThat(bucket.begun(key)).hasSize(1);
            // It ends those by itself after a day, which is its own setting stale_uploads_expiry.
            assertThat(bucket.begun("")).isEmpty();
        }
    }
}
