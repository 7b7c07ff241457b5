package org.quiltappliance.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.quiltappliance.server.http.ObjectServer.OWNER;
import static org.quiltappliance.server.http.ObjectServer.text;
import static org.quiltappliance.server.testing.ObjectSamples.content;
import static org.quiltappliance.server.testing.ObjectSamples.gzip;
import static org.quiltappliance.server.testing.ObjectSamples.hashOf;

import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.objects.LinkMethod;
import org.quiltappliance.server.objects.ObjectEncoding;
import org.quiltappliance.server.objects.ObjectStore;

/** What an object link must do, whatever the store is: client-protocol.md sections 8 and 11, numbers 22 to 31 and 41 to 48. */
abstract class ObjectHandlerContract {

    static final byte[] CONTENT = content(40_000, 1);
    static final Hash HASH = hashOf(CONTENT);
    private static final byte[] NOTHING = new byte[0];

    ObjectServer objects;

    /** A store that is open and empty. */
    abstract ObjectStore emptyStore();

    /** Changes what is stored, past all checks. */
    abstract void overwrite(Hash hash, byte[] stored) throws Exception;

    @BeforeEach
    void start() throws Exception {
        objects = new ObjectServer(emptyStore());
    }

    @AfterEach
    void stop() {
        objects.close();
    }

    // Upload

    @Test
    void uploadedObjectIsThereAtOnce() throws Exception {
        assertThat(objects.head(HASH).statusCode()).isEqualTo(404);

        var answer = objects.put(HASH, CONTENT);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(objects.head(HASH).statusCode()).isEqualTo(200);
        assertThat(objects.get(HASH).body()).isEqualTo(CONTENT);
        assertThat(objects.stored(HASH)).isEqualTo(CONTENT);
    }

    @Test
    void emptyObjectIsUploadedAndFetched() throws Exception {
        assertThat(objects.put(hashOf(NOTHING), NOTHING).statusCode()).isEqualTo(200);

        var head = objects.head(hashOf(NOTHING));
        var get = objects.get(hashOf(NOTHING));

        assertThat(List.of(head.statusCode(), get.statusCode())).containsOnly(200);
        assertThat(header(get, "Content-Length")).contains("0");
        assertThat(get.body()).isEmpty();
    }

    @Test
    void uploadWithoutLengthIsAccepted() throws Exception {
        var body = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(CONTENT));

        assertThat(objects.send("PUT", objects.link(LinkMethod.PUT, HASH), body).statusCode())
                .isEqualTo(200);
        assertThat(objects.has(HASH)).isTrue();
    }

    @Test
    void sameUploadAgainSucceeds() throws Exception {
        objects.put(HASH, CONTENT);

        assertThat(objects.put(HASH, CONTENT).statusCode()).isEqualTo(200);
        assertThat(objects.get(HASH).body()).isEqualTo(CONTENT);
    }

    @Test
    void uploadAgainRepairsDamagedObject() throws Exception {
        objects.holds(CONTENT);
        overwrite(HASH, content(40_000, 2));

        assertThat(objects.put(HASH, CONTENT).statusCode()).isEqualTo(200);

        assertThat(objects.get(HASH).body()).isEqualTo(CONTENT);
    }

    @Test
    void uploadOfOtherContentIsRefusedInOneLine() throws Exception {
        var answer = objects.put(HASH, content(40_000, 2));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertIsOneLine(answer);
        assertThat(objects.head(HASH).statusCode()).isEqualTo(404);
        assertThat(objects.uploadsUnderWay()).isZero();
    }

    @Test
    void packedUploadIsCheckedUnpackedAndServedPacked() throws Exception {
        var packed = gzip(CONTENT);

        assertThat(objects.put(HASH, packed, "Content-Encoding", "gzip").statusCode())
                .isEqualTo(200);

        var answer = objects.get(HASH, "Range", "bytes=0-");
        assertThat(header(answer, "Content-Encoding")).contains("gzip");
        assertThat(header(answer, "Content-Range")).contains("bytes 0-" + (packed.length - 1) + "/" + packed.length);
        assertThat(answer.body()).isEqualTo(packed);
        assertThat(header(objects.head(HASH), "Content-Encoding")).contains("gzip");
        assertThat(header(objects.head(HASH), "Content-Length")).contains(String.valueOf(packed.length));
    }

    @Test
    void packedObjectStaysPackedWhenItComesAgainRaw() throws Exception {
        objects.holds(HASH, ObjectEncoding.GZIP, gzip(CONTENT));

        assertThat(objects.put(HASH, CONTENT).statusCode()).isEqualTo(200);

        assertThat(header(objects.get(HASH), "Content-Encoding")).contains("gzip");
    }

    @Test
    void brokenPackingIsRefused() throws Exception {
        var answer = objects.put(HASH, CONTENT, "Content-Encoding", "gzip");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertIsOneLine(answer);
        assertThat(objects.has(HASH)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "deflate", "gzip, gzip", "zstd"})
    void otherEncodingsAreRefused(String encoding) throws Exception {
        var answer = objects.put(HASH, CONTENT, "Content-Encoding", encoding);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertIsOneLine(answer);
    }

    @Test
    void identityIsNoEncoding() throws Exception {
        assertThat(objects.put(HASH, CONTENT, "Content-Encoding", "identity").statusCode())
                .isEqualTo(200);

        assertThat(header(objects.get(HASH), "Content-Encoding")).isEmpty();
    }

    @Test
    void partOfAnObjectIsNoUpload() throws Exception {
        var answer = objects.put(HASH, CONTENT, "Content-Range", "bytes 0-39999/40000");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(objects.has(HASH)).isFalse();
    }

    @Test
    void uploadCutOffInTheMiddleLeavesNothing() throws Exception {
        try (var socket = objects.connect()) {
            var out = socket.getOutputStream();
            objects.sendHead(out, "PUT", objects.link(LinkMethod.PUT, HASH), "Content-Length: 40000\n");
            out.write(CONTENT, 0, 30_000);
            out.flush();
            await().until(() -> objects.uploadsUnderWay() == 1);
        }

        await().until(() -> objects.uploadsUnderWay() == 0);
        assertThat(objects.head(HASH).statusCode()).isEqualTo(404);
    }

    @Test
    void stoppedServerLeavesNothingOfAnUpload() throws Exception {
        try (var socket = objects.connect()) {
            var out = socket.getOutputStream();
            objects.sendHead(out, "PUT", objects.link(LinkMethod.PUT, HASH), "Content-Length: 40000\n");
            out.write(CONTENT, 0, 30_000);
            out.flush();
            await().until(() -> objects.uploadsUnderWay() == 1);

            objects.close();
        }

        await().until(() -> objects.uploadsUnderWay() == 0);
        assertThat(objects.has(HASH)).isFalse();
    }

    @Test
    void earlyRefusalIsHeardByClientThatSendsOn() throws Exception {
        var body = content(20_000_000, 3);
        var link = objects.link(LinkMethod.GET, HASH);

        try (var socket = objects.connect()) {
            objects.sendHead(socket.getOutputStream(), "PUT", link, "Content-Length: " + body.length + "\n");
            socket.getOutputStream().write(body);
            socket.shutdownOutput();

            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 403 ").contains("This link is not valid.");
        }
    }

    @Test
    void clientThatWaitsForPermissionIsRefusedAtOnce() throws Exception {
        var link = objects.link(LinkMethod.GET, HASH);

        try (var socket = objects.connect()) {
            objects.sendHead(socket.getOutputStream(), "PUT", link, "Content-Length: 1000\nExpect: 100-continue\n");

            var status = new byte[12];
            assertThat(socket.getInputStream().readNBytes(status, 0, 12)).isEqualTo(12);
            assertThat(new String(status, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 403");
        }
    }

    @Test
    void twentyUploadsAtOnceSucceed() throws Exception {
        var threads = Executors.newFixedThreadPool(20);
        try {
            var uploads = IntStream.range(0, 20)
                    .<Callable<Integer>>mapToObj(i -> () -> {
                        var content = content(1_000_000 + i, i);
                        objects.head(hashOf(content));
                        return objects.put(hashOf(content), content).statusCode();
                    })
                    .toList();
            for (var done : threads.invokeAll(uploads)) {
                assertThat(done.get()).isEqualTo(200);
            }
        } finally {
            threads.shutdown();
        }

        for (int i = 0; i < 20; i++) {
            var content = content(1_000_000 + i, i);
            assertThat(objects.stored(hashOf(content))).isEqualTo(content);
        }
    }

    @Test
    void stalledTransfersHoldNobodyUp() throws Exception {
        var large = content(8_000_000, 9);
        objects.holds(large);
        var stalled = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 250; i++) {
                var socket = objects.connect();
                stalled.add(socket);
                if (i % 2 == 0) {
                    objects.sendHead(
                            socket.getOutputStream(),
                            "PUT",
                            objects.link(LinkMethod.PUT, HASH),
                            "Content-Length: 40000\n");
                } else {
                    objects.sendHead(socket.getOutputStream(), "GET", objects.link(LinkMethod.GET, hashOf(large)), "");
                }
            }
            await().until(() -> objects.uploadsUnderWay() == 125);

            assertThat(objects.put(HASH, CONTENT).statusCode()).isEqualTo(200);
            assertThat(objects.get(HASH).body()).isEqualTo(CONTENT);
        } finally {
            for (var socket : stalled) {
                socket.close();
            }
        }
    }

    // Download

    @Test
    void rangeFromTheStartIsPartialContent() throws Exception {
        objects.holds(CONTENT);

        var answer = objects.get(HASH, "Range", "bytes=0-", "Accept-Encoding", "gzip, deflate");

        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(header(answer, "Content-Range")).contains("bytes 0-39999/40000");
        assertThat(header(answer, "Content-Length")).contains("40000");
        assertThat(header(answer, "Transfer-Encoding")).isEmpty();
        assertThat(header(answer, "Content-Encoding")).isEmpty();
        assertThat(answer.body()).isEqualTo(CONTENT);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 12_344, 39_999})
    void restOfAnObjectIsFetched(int from) throws Exception {
        objects.holds(CONTENT);

        var answer = objects.get(HASH, "Range", "bytes=" + from + "-");

        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(header(answer, "Content-Range")).contains("bytes " + from + "-39999/40000");
        assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(CONTENT, from, CONTENT.length));
    }

    @Test
    void partsFromTheMiddleAndTheEndAreFetched() throws Exception {
        objects.holds(CONTENT);

        assertThat(objects.get(HASH, "Range", "bytes=10-19").body()).isEqualTo(Arrays.copyOfRange(CONTENT, 10, 20));
        assertThat(objects.get(HASH, "Range", "bytes=-10").body())
                .isEqualTo(Arrays.copyOfRange(CONTENT, 39_990, 40_000));
    }

    @Test
    void largeObjectComesOutAsItIs() throws Exception {
        var large = content(20_000_003, 4);
        objects.holds(large);

        assertThat(objects.get(hashOf(large)).body()).isEqualTo(large);
        assertThat(objects.get(hashOf(large), "Range", "bytes=7-").body())
                .isEqualTo(Arrays.copyOfRange(large, 7, large.length));
    }

    @Test
    void withoutRangeTheWholeObjectComes() throws Exception {
        objects.holds(CONTENT);

        var answer = objects.get(HASH);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Length")).contains("40000");
        assertThat(header(answer, "Content-Range")).isEmpty();
        assertThat(answer.body()).isEqualTo(CONTENT);
    }

    @Test
    void severalRangesGiveTheWholeObject() throws Exception {
        objects.holds(CONTENT);

        var answer = objects.get(HASH, "Range", "bytes=0-1,5-6");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(CONTENT);
    }

    @Test
    void rangeBeyondTheEndIsRefusedWithTheLength() throws Exception {
        objects.holds(CONTENT);
        objects.holds(NOTHING);

        var beyond = objects.get(HASH, "Range", "bytes=40000-");
        var ofNothing = objects.get(hashOf(NOTHING), "Range", "bytes=0-");

        assertThat(beyond.statusCode()).isEqualTo(416);
        assertThat(header(beyond, "Content-Range")).contains("bytes */40000");
        assertIsOneLine(beyond);
        assertThat(ofNothing.statusCode()).isEqualTo(416);
        assertThat(header(ofNothing, "Content-Range")).contains("bytes */0");
    }

    @Test
    void rangeCountsOnlyForTheSameObject() throws Exception {
        objects.holds(CONTENT);
        var tag = '"' + HASH.toString() + '"';

        assertThat(objects.get(HASH, "Range", "bytes=5-", "If-Range", tag).statusCode())
                .isEqualTo(206);
        for (String other : List.of("\"x\"", "W/" + tag, "Sun, 01 Mar 2026 12:00:00 GMT")) {
            assertThat(objects.get(HASH, "Range", "bytes=5-", "If-Range", other).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void objectThatTheClientHasIsNotSent() throws Exception {
        objects.holds(CONTENT);
        var tag = '"' + HASH.toString() + '"';

        assertThat(header(objects.get(HASH), "ETag")).contains(tag);
        for (String known : List.of(tag, "\"x\", W/" + tag, "*")) {
            var answer = objects.get(HASH, "If-None-Match", known);
            assertThat(answer.statusCode()).isEqualTo(304);
            assertThat(answer.body()).isEmpty();
            assertThat(objects.head(HASH, "If-None-Match", known).statusCode()).isEqualTo(304);
        }
        assertThat(objects.get(HASH, "If-None-Match", "\"x\"").statusCode()).isEqualTo(200);
    }

    @Test
    void headTellsTheLengthAndSendsNoBody() throws Exception {
        objects.holds(CONTENT);
        try (var socket = objects.connect()) {
            var link = objects.link(LinkMethod.HEAD, HASH);
            objects.sendHead(socket.getOutputStream(), "HEAD", link, "Range: bytes=5-\n");
            objects.sendHead(socket.getOutputStream(), "HEAD", link, "Connection: close\n");

            var answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);

            assertThat(answers).hasSizeLessThan(2000);
            assertThat(answers.split("HTTP/1.1 200 OK\r\n", -1)).hasSize(3);
            assertThat(answers.split("Content-Length: 40000\r\n", -1)).hasSize(3);
        }
    }

    @Test
    void headAndThenUploadUseOneConnection() throws Exception {
        try (var socket = objects.connect()) {
            var out = socket.getOutputStream();
            objects.sendHead(out, "HEAD", objects.link(LinkMethod.HEAD, HASH), "");
            objects.sendHead(
                    out, "PUT", objects.link(LinkMethod.PUT, HASH), "Content-Length: 40000\nConnection: close\n");
            out.write(CONTENT);
            out.flush();

            var answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);

            assertThat(answers).containsPattern("(?s)^HTTP/1.1 404 .*HTTP/1.1 200 ");
        }
    }

    @Test
    void absentObjectIsNotFoundInOneLine() throws Exception {
        var answer = objects.get(HASH);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertIsOneLine(answer);
    }

    @Test
    void damagedObjectIsSentAsItIsForTheClientToNotice() throws Exception {
        var damaged = CONTENT.clone();
        damaged[7] ^= 1;
        objects.holds(CONTENT);
        overwrite(HASH, damaged);

        assertThat(objects.get(HASH).body()).isEqualTo(damaged);
    }

    @Test
    void brokenDownloadContinuesAtTheRightByte() throws Exception {
        var large = content(5_000_000, 5);
        objects.holds(large);
        byte[] first;
        try (var socket = objects.connect()) {
            objects.sendHead(
                    socket.getOutputStream(), "GET", objects.link(LinkMethod.GET, hashOf(large)), "Range: bytes=0-\n");
            first = socket.getInputStream().readNBytes(100_000);
        }
        int bodyAt = new String(first, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
        int got = first.length - bodyAt;

        var rest = objects.get(hashOf(large), "Range", "bytes=" + (got - 1) + "-");

        assertThat(Arrays.copyOfRange(first, bodyAt, first.length)).isEqualTo(Arrays.copyOf(large, got));
        assertThat(rest.body()).isEqualTo(Arrays.copyOfRange(large, got - 1, large.length));
    }

    @Test
    void answersAreSafeForBrowsers() throws Exception {
        objects.holds(CONTENT);

        for (var answer : List.of(objects.get(HASH), objects.get(hashOf(NOTHING)), objects.put(HASH, NOTHING))) {
            assertThat(header(answer, "Access-Control-Allow-Origin")).contains("*");
            assertThat(header(answer, "X-Content-Type-Options")).contains("nosniff");
            assertThat(header(answer, "Content-Security-Policy")).contains("sandbox");
        }
        assertThat(header(objects.get(HASH), "Content-Type")).contains("application/octet-stream");
        assertThat(header(objects.get(HASH), "Accept-Ranges")).contains("bytes");
        assertThat(header(objects.get(HASH), "Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).contains("private", "immutable"));
    }

    // Links

    @Test
    void expiredLinkSaysWhatToDo() throws Exception {
        objects.holds(CONTENT);
        var get = objects.link(LinkMethod.GET, HASH);
        var put = objects.link(LinkMethod.PUT, HASH);
        objects.letTimePass(Duration.ofHours(25));

        var answers =
                List.of(objects.send("GET", get, null), objects.send("PUT", put, BodyPublishers.ofByteArray(CONTENT)));

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(text(answer)).isEqualTo("This link has expired. Run the same command again.");
        });
    }

    @Test
    void uploadThatBeganInTimeIsFinished() throws Exception {
        try (var socket = objects.connect()) {
            var out = socket.getOutputStream();
            objects.sendHead(
                    out, "PUT", objects.link(LinkMethod.PUT, HASH), "Content-Length: 40000\nConnection: close\n");
            out.write(CONTENT, 0, 100);
            await().until(() -> objects.uploadsUnderWay() == 1);
            objects.letTimePass(Duration.ofHours(25));
            out.write(CONTENT, 100, CONTENT.length - 100);

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 200 ");
        }
        assertThat(objects.has(HASH)).isTrue();
    }

    @Test
    void changedLinkIsForbidden() throws Exception {
        var hash = objects.holds(CONTENT);
        var other = objects.holds(content(10, 10));
        var link = objects.link(LinkMethod.GET, hash);

        for (String changed : List.of(
                link.replace(hash.toString(), other.toString()),
                link.replace("/" + OWNER + "/", "/bob/"),
                link.replaceFirst("e=\\d", "e=9"),
                link.replaceFirst("s=.", "s=!"),
                link.replaceFirst("&s=.*", ""),
                link.replaceFirst("\\?.*", ""),
                objects.link(LinkMethod.PUT, hash),
                objects.link(LinkMethod.HEAD, hash))) {
            var answer = objects.send("GET", changed, null);
            assertThat(answer.statusCode()).as(changed).isEqualTo(403);
            assertIsOneLine(answer);
        }
    }

    @Test
    void linkThatWasTidiedOrEscapedIsStillGood() throws Exception {
        objects.holds(CONTENT);
        var link = objects.link(LinkMethod.GET, HASH);

        for (String sameLink : List.of(
                link.replace("/alice/", "/%61lic%65/"),
                link.replace("?e=", "?%65="),
                link.replaceFirst(
                        "s=(.)",
                        "s=%" + String.format("%02x", (int) signature(link).charAt(0))),
                link.replaceFirst("\\?(e=\\d+)&(s=.*)", "?$2&$1"),
                link + "&extra=1")) {
            assertThat(objects.send("GET", sameLink, null).statusCode())
                    .as(sameLink)
                    .isEqualTo(200);
        }
    }

    private static String signature(String link) {
        return link.replaceFirst(".*&s=", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/objects/", "/objects/alice", "/objects/alice/x", "/objects/alice/x/y", "/objects/%zz/%"})
    void otherPathsAreNotFound(String path) throws Exception {
        try (var socket = objects.connect()) {
            var request = "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .matches("(?s)HTTP/1.1 40[04] .*");
        }
    }

    @Test
    void hashInCapitalsIsNoObject() throws Exception {
        objects.holds(CONTENT);
        var link = objects.link(LinkMethod.GET, HASH);

        var answer = objects.send(
                "GET", link.replace(HASH.toString(), HASH.toString().toUpperCase()), null);

        assertThat(answer.statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE", "POST", "PATCH", "PROPFIND"})
    void otherMethodsAreNotAllowed(String method) throws Exception {
        var answer = objects.send(method, objects.link(LinkMethod.GET, HASH), BodyPublishers.ofByteArray(CONTENT));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(header(answer, "Allow")).contains("GET, HEAD, PUT, OPTIONS");
        assertIsOneLine(answer);
    }

    @Test
    void pagesOfOtherOriginsMayRead() throws Exception {
        var answer = objects.send(
                "OPTIONS",
                objects.link(LinkMethod.GET, HASH),
                null,
                "Origin",
                "http://localhost:3000",
                "Access-Control-Request-Method",
                "GET",
                "Access-Control-Request-Headers",
                "range");

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(header(answer, "Access-Control-Allow-Origin")).contains("*");
        assertThat(header(answer, "Access-Control-Allow-Methods")).contains("GET, HEAD");
        assertThat(header(answer, "Access-Control-Allow-Headers"))
                .hasValueSatisfying(value -> assertThat(value).contains("Range"));
    }

    private static Optional<String> header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name);
    }

    static void assertIsOneLine(HttpResponse<byte[]> answer) {
        assertThat(header(answer, "Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
        assertThat(header(answer, "Content-Length")).contains(String.valueOf(answer.body().length));
        assertThat(text(answer)).isNotBlank().hasSizeLessThan(200).doesNotContain("\n", "<", "{");
    }
}
