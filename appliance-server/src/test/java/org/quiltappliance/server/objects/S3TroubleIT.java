package org.quiltappliance.server.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quiltappliance.server.testing.ObjectSamples.content;
import static org.quiltappliance.server.testing.ObjectSamples.hashOf;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.quiltappliance.server.objects.S3Failure.Kind;
import org.quiltappliance.server.testing.MinioServer;
import org.quiltappliance.server.testing.RoughLine;

/** What happens to objects when the way to the server, or the server, is not well. */
class S3TroubleIT {

    private static final String OWNER = "alice";
    private static final byte[] LARGE = content(30_000_000, 1);

    @TempDir
    Path folder;

    private final StoreConfig.S3 server = MinioServer.freshBucket();
    private final RoughLine line = RoughLine.to(server.endpoint().getPort());
    private final S3ObjectStore direct = open(server, Duration.ofSeconds(10));
    private S3ObjectStore store;

    private S3ObjectStore open(StoreConfig.S3 config, Duration patience) {
        var opened = new S3ObjectStore(
                new S3Bucket(new S3Requests(config), new Retries(patience)),
                Path.of(System.getProperty("java.io.tmpdir")),
                true);
        opened.open();
        return opened;
    }

    private static StoreConfig.S3 at(StoreConfig.S3 config, int port) {
        return with(config, port, config.bucket(), config.accessKey(), config.secretKey());
    }

    private static StoreConfig.S3 with(StoreConfig.S3 config, int port, String bucket, String key, Secret secret) {
        return new StoreConfig.S3(
                URI.create("http://127.0.0.1:" + port),
                Optional.empty(),
                bucket,
                config.region(),
                config.pathStyle(),
                key,
                secret);
    }

    @BeforeEach
    void start() {
        // A store that has not connected yet: each connection is the test's.
        store = new S3ObjectStore(at(server, line.port()), folder, false);
    }

    @AfterEach
    void stop() throws IOException {
        store.close();
        direct.close();
        line.close();
    }

    @Test
    void brokenDownloadGoesOnWhereItBroke() throws IOException {
        put(direct, LARGE);
        line.breakAfterAnswering(5_000_000);
        line.breakAfterAnswering(12_345_678);

        try (var open = store.read(OWNER, hashOf(LARGE)).orElseThrow();
                var bytes = open.stored()) {
            assertThat(bytes.readAllBytes()).isEqualTo(LARGE);
        }

        assertThat(line.connections()).isEqualTo(3);
    }

    @Test
    void downloadThatNeverComesFartherFails() throws IOException {
        put(direct, LARGE);
        line.breakAfterAnswering(1_000_000);

        try (var open = store.read(OWNER, hashOf(LARGE)).orElseThrow();
                var bytes = open.stored()) {
            assertThat(bytes.readNBytes(500_000)).hasSize(500_000);
            direct.delete(OWNER, hashOf(LARGE));

            assertThatThrownBy(bytes::readAllBytes).isInstanceOf(IOException.class);
        }
    }

    @Test
    void uploadSurvivesBrokenAndBusyConnections() throws IOException {
        line.breakAfterAsking(1_000_000);
        line.sayBusy();
        line.breakAfterAsking(3_000_000);
        line.sayBusy();
        line.breakAfterAnswering(10);

        put(store, LARGE);

        assertThat(direct.sizes(OWNER, List.of(hashOf(LARGE)))).isEqualTo(Map.of(hashOf(LARGE), (long) LARGE.length));
        try (var open = direct.read(OWNER, hashOf(LARGE)).orElseThrow();
                var bytes = open.stored()) {
            assertThat(bytes.readAllBytes()).isEqualTo(LARGE);
        }
    }

    @Test
    void smallUploadSurvivesLostAnswer() {
        var small = content(1000, 2);
        line.breakAfterAnswering(10);
        line.breakAfterAnswering(10);

        put(store, small);

        assertThat(direct.find(OWNER, hashOf(small))).isPresent();
    }

    @Test
    void serverThatStaysBusyIsUnavailable() {
        var impatient = new S3ObjectStore(
                new S3Bucket(new S3Requests(at(server, line.port())), new Retries(Duration.ofMillis(300))),
                folder,
                false);
        for (int i = 0; i < 20; i++) {
            line.sayBusy();
        }

        assertThatThrownBy(impatient::list)
                .isInstanceOf(Unavailable.class)
                .satisfies(failed -> assertThat(S3Failure.behind(failed).orElseThrow())
                        .isEqualTo(new S3Failure(
                                Kind.UNREACHABLE,
                                URI.create("http://127.0.0.1:" + line.port()),
                                server.bucket(),
                                "SlowDown")));
        impatient.close();
    }

    @Test
    void nothingThatListensIsUnreachable() throws IOException {
        line.close();

        assertThat(failureOf(at(server, line.port()), false).kind()).isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    void unknownKeyAndWrongSecretAreNotAccepted() {
        var port = server.endpoint().getPort();
        var unknown = with(server, port, server.bucket(), "nobody-we-know", server.secretKey());
        var wrong = with(server, port, server.bucket(), server.accessKey(), new Secret("canary-9f3c-secret"));

        var failures = List.of(failureOf(unknown, true), failureOf(wrong, true));

        assertThat(failures).extracting(S3Failure::kind).containsOnly(Kind.AUTH);
        assertThat(failures).extracting(S3Failure::code).containsExactly("InvalidAccessKeyId", "SignatureDoesNotMatch");
        assertThat(failures.toString() + failures.get(1).sentence()).doesNotContain("canary");
    }

    @Test
    void missingBucketIsMadeOnlyWhenAskedFor() {
        var missing = with(
                server,
                server.endpoint().getPort(),
                server.bucket() + "-missing",
                server.accessKey(),
                server.secretKey());

        assertThat(failureOf(missing, false))
                .isEqualTo(new S3Failure(Kind.NO_BUCKET, server.endpoint(), missing.bucket(), "NoSuchBucket"));
        try (var elsewhere = new S3ObjectStore(missing, folder, false)) {
            assertThatThrownBy(() -> elsewhere.find(OWNER, hashOf(LARGE))).isInstanceOf(Unavailable.class);
            assertThatThrownBy(() -> elsewhere.sizes(OWNER, List.of(hashOf(LARGE))))
                    .isInstanceOf(Unavailable.class);
            assertThatThrownBy(() -> put(elsewhere, content(10, 1))).isInstanceOf(Unavailable.class);

            S3ObjectStore.createBucket(missing);
            S3ObjectStore.createBucket(missing);
            assertThat(elsewhere.find(OWNER, hashOf(LARGE))).isEmpty();
        }
    }

    @Test
    void failedUploadInPartsLeavesNoParts() {
        var key = S3Keys.object(OWNER, hashOf(LARGE));
        var bucket = new S3Bucket(new S3Requests(server));
        try (var upload = direct.upload(OWNER, hashOf(LARGE), ObjectEncoding.RAW, LARGE.length)) {
            upload.write(ByteBuffer.wrap(LARGE, 0, 20_000_000));
            assertThat(bucket.begun(key)).hasSize(1);
        }

        assertThat(bucket.begun(key)).isEmpty();
        bucket.close();
    }

    @Test
    void uploadsInPartsAreListedToTheLastPage() {
        var key = S3Keys.object(OWNER, hashOf(LARGE));
        try (var bucket = new S3Bucket(new S3Requests(server))) {
            var names = IntStream.range(0, 5)
                    .mapToObj(i -> bucket.begin(key, new StoredObject(10, 10, ObjectEncoding.RAW)))
                    .toList();

            assertThat(bucket.begun(key, 2))
                    .extracting(S3Xml.Begun::uploadId)
                    .containsExactlyInAnyOrderElementsOf(names);

            names.forEach(name -> bucket.abort(key, name));
            assertThat(bucket.begun(key, 2)).isEmpty();
        }
    }

    /** Why the store does not open. */
    private S3Failure failureOf(StoreConfig.S3 config, boolean createBucket) {
        var bucket = new S3Bucket(new S3Requests(config), new Retries(Duration.ofMillis(200)));
        try (var broken = new S3ObjectStore(bucket, folder, createBucket)) {
            broken.open();
            throw new AssertionError("The store has opened");
        } catch (Unavailable failed) {
            return S3Failure.behind(failed).orElseThrow();
        }
    }

    private static void put(ObjectStore store, byte[] content) {
        try (var upload = store.upload(OWNER, hashOf(content), ObjectEncoding.RAW, content.length)) {
            upload.write(ByteBuffer.wrap(content));
            upload.commit();
        }
    }
}
