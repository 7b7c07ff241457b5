package org.quiltappliance.server.objects;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quiltappliance.server.objects.ObjectEncoding.GZIP;
import static org.quiltappliance.server.objects.ObjectEncoding.RAW;
import static org.quiltappliance.server.testing.ObjectSamples.content;
import static org.quiltappliance.server.testing.ObjectSamples.gzip;
import static org.quiltappliance.server.testing.ObjectSamples.hashOf;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.testing.MinioServer;

class S3ObjectStoreIT extends ObjectStoreContract {

    private static final int SEVERAL_PAGES = 1200;

    @TempDir
    Path folder;

    private StoreConfig.S3 bucket;

    @Override
    ObjectStore emptyStore() {
        bucket = MinioServer.freshBucket();
        var opened = new S3ObjectStore(bucket, folder, true);
        opened.open();
        return opened;
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void largeObjectGoesThroughPartsBothWays() throws IOException {
        var large = content(20_000_003, 7);

        put(OWNER, hashOf(large), RAW, large);

        assertThat(store.find(OWNER, hashOf(large))).contains(new StoredObject(large.length, large.length, RAW));
        assertThat(stored(OWNER, hashOf(large))).isEqualTo(large);
    }

    @Test
    void objectOfExactlyTwoPartsIsStored() throws IOException {
        var large = content(16 << 20, 8);

        put(OWNER, hashOf(large), RAW, large);

        assertThat(stored(OWNER, hashOf(large))).isEqualTo(large);
    }

    @Test
    void largePackedObjectKeepsItsFormAndTheLengthOfItsContent() throws IOException {
        var large = content(20_000_003, 7);
        var packed = gzip(large);

        put(OWNER, hashOf(large), GZIP, packed);

        assertThat(store.find(OWNER, hashOf(large))).contains(new StoredObject(packed.length, large.length, GZIP));
        assertThat(stored(OWNER, hashOf(large))).isEqualTo(packed);
    }

    @Test
    void wrongLargeObjectIsNeverSeen() {
        var large = content(20_000_003, 7);

        assertThatThrownBy(() -> put(OWNER, HASH, RAW, large)).isInstanceOf(Invalid.class);

        assertThat(store.find(OWNER, HASH)).isEmpty();
        try (var all = store.list()) {
            assertThat(all).isEmpty();
        }
    }

    @Test
    void noPartOfAnUploadStaysInTheFolder() throws IOException {
        var large = content(20_000_003, 7);
        put(OWNER, hashOf(large), RAW, large);
        store.upload(OWNER, HASH, RAW, 1).close();

        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void objectThatOthersStoredPackedIsServedAndMeasured() throws Exception {
        var packed = gzip(TEXT);
        var large = content(18 << 20, 5);
        storedByOthers(HASH, packed);
        storedByOthers(hashOf(large), gzip(large));

        assertThat(store.find(OWNER, HASH)).contains(new StoredObject(packed.length, StoredObject.UNKNOWN, GZIP));
        assertThat(stored(OWNER, HASH)).isEqualTo(packed);
        assertThat(original(OWNER, HASH)).isEqualTo(TEXT);
        assertThat(store.sizes(OWNER, List.of(HASH, hashOf(large))))
                .isEqualTo(Map.of(HASH, (long) TEXT.length, hashOf(large), (long) large.length));
    }

    @Test
    void objectThatOthersCutToNothingCountsAsMissing() throws Exception {
        storedByOthers(HASH, new byte[0]);

        assertThat(store.find(OWNER, HASH)).isEmpty();
        assertThat(store.read(OWNER, HASH)).isEmpty();
        assertThat(store.sizes(OWNER, List.of(HASH))).isEmpty();
        put(OWNER, HASH, RAW, TEXT);
        assertThat(original(OWNER, HASH)).isEqualTo(TEXT);
    }

    @Test
    void packedObjectThatIsDamagedIsReplaced() throws Exception {
        var damaged = gzip(TEXT);
        damaged[damaged.length / 2] ^= 4;
        storedByOthers(HASH, damaged);

        put(OWNER, HASH, RAW, TEXT);

        assertThat(stored(OWNER, HASH)).isEqualTo(TEXT);
    }

    @Test
    void manyObjectsAreFoundWhetherTheyLieCloseTogetherOrFarApart() throws Exception {
        var present = new TreeMap<Hash, Long>();
        var threads = Executors.newFixedThreadPool(16);
        for (int i = 0; i < SEVERAL_PAGES; i++) {
            var content = ("object " + i).getBytes(UTF_8);
            present.put(hashOf(content), (long) content.length);
            threads.execute(() -> put(OWNER, hashOf(content), RAW, content));
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(5, TimeUnit.MINUTES)).isTrue();
        put(OWNER, HASH, GZIP, gzip(TEXT));
        present.put(HASH, (long) TEXT.length);
        var absent = IntStream.range(0, 2 * SEVERAL_PAGES)
                .mapToObj(i -> hashOf(("absent " + i).getBytes(UTF_8)))
                .toList();
        var some = present.keySet().stream()
                .filter(hash -> hash.hashCode() % 50 == 0)
                .toList();

        assertThat(store.sizes(OWNER, together(present.keySet(), absent))).isEqualTo(present);
        assertThat(store.sizes(OWNER, together(some, absent))).containsOnlyKeys(some);
        assertThat(store.sizes(OWNER, absent)).isEmpty();
        assertThat(store.sizes(OWNER, some)).containsOnlyKeys(some);
        try (var all = store.list()) {
            assertThat(all.map(ObjectStore.Listed::hash)).containsExactlyInAnyOrderElementsOf(present.keySet());
        }
    }

    @Test
    void linksLeadToTheServerForTheirMethodAlone() throws Exception {
        var links = new S3Links(bucket, () -> Duration.ofHours(1), Clock.systemUTC());
        var get = links.link(LinkMethod.GET, OWNER, HASH);
        var head = links.link(LinkMethod.HEAD, OWNER, HASH);

        assertThat(send("HEAD", head, new byte[0]).statusCode()).isEqualTo(404);
        assertThat(send("PUT", links.link(LinkMethod.PUT, OWNER, HASH), TEXT).statusCode())
                .isEqualTo(200);
        assertThat(send("HEAD", head, new byte[0]).statusCode()).isEqualTo(200);
        assertThat(send("GET", get, new byte[0]).body()).isEqualTo(TEXT);

        var part = send("GET", get, new byte[0], "Range", "bytes=5-");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.headers().firstValue("Content-Range"))
                .contains("bytes 5-" + (TEXT.length - 1) + "/" + TEXT.length);
        assertThat(send("GET", head, new byte[0]).statusCode()).isEqualTo(403);
        assertThat(send("PUT", get, TEXT).statusCode()).isEqualTo(403);
        var other = get.replace(HASH.toString(), hashOf(new byte[1]).toString());
        assertThat(send("GET", other, new byte[0]).statusCode()).isEqualTo(403);
        assertThat(store.find(OWNER, HASH)).isPresent();
    }

    @Test
    void linkOfYesterdayHasExpired() throws Exception {
        put(OWNER, HASH, RAW, TEXT);
        var yesterday = Clock.offset(Clock.systemUTC(), Duration.ofDays(-1));

        var link = new S3Links(bucket, () -> Duration.ofHours(1), yesterday).link(LinkMethod.GET, OWNER, HASH);

        assertThat(send("GET", link, new byte[0]).statusCode()).isEqualTo(403);
    }

    @Test
    void everyOwnerIsReachedByLinks() throws Exception {
        for (String owner : List.of("odd/ö owner", "..", "", "a+b&c=d", "100%", "~")) {
            put(owner, HASH, RAW, TEXT);

            var link =
                    new S3Links(bucket, () -> Duration.ofHours(1), Clock.systemUTC()).link(LinkMethod.GET, owner, HASH);

            assertThat(send("GET", link, new byte[0]).body()).as(owner).isEqualTo(TEXT);
        }
    }

    private static <T> List<T> together(Collection<T> some, Collection<T> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    /** As a client stores it by a link of its own, or the original did: without a note of its length. */
    private void storedByOthers(Hash hash, byte[] packed) throws Exception {
        var link = new S3Links(bucket, () -> Duration.ofHours(1), Clock.systemUTC()).link(LinkMethod.PUT, OWNER, hash);

        assertThat(send("PUT", link, packed, "Content-Encoding", "gzip").statusCode())
                .isEqualTo(200);
    }

    private static HttpResponse<byte[]> send(String method, String link, byte[] body, String... headers)
            throws Exception {
        var request = HttpRequest.newBuilder(URI.create(link)).method(method, BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray());
    }
}
