package org.quiltappliance.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.testing.Answer;
import org.quiltappliance.server.testing.Person;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.RawHttp;
import org.quiltappliance.server.testing.RegistryClient;
import org.quiltappliance.server.testing.Samples;
import org.quiltappliance.server.testing.Tree;

/** Object URLs as the real client uses them: {@code registry-api.md} 7.2, {@code client-protocol.md} 8. */
abstract class ObjectsContract extends RegistryContract {

    private static final byte[] NOTHING = new byte[0];

    /** An object of a dry run: its bytes, its hash, and its URLs. */
    private record Fresh(Person owner, Pkg pkg, Tree tree, byte[] bytes, String hash, String head, String put) {}

    private Fresh fresh(byte[] bytes) {
        var owner = person();
        var pkg = newPackage(owner);
        var tree = Tree.empty().file("a", bytes);
        var url = ok(as(owner).put(pkg.one("package", tree.hash()), tree.dryRun()))
                .get("upload_urls")
                .get(tree.objectAt("a"));
        return new Fresh(
                owner,
                pkg,
                tree,
                bytes,
                tree.objectAt("a"),
                url.get("head").textValue(),
                url.get("put").textValue());
    }

    private Fresh fresh(String text) {
        return fresh(utf8(text));
    }

    /** An object that is stored and part of a package; its download URL comes with it. */
    private String stored(Fresh fresh) {
        assertThat(put(fresh).status()).isLessThan(300);
        return pushed(fresh);
    }

    private String pushed(Fresh fresh) {
        ok(as(fresh.owner())
                .put(
                        fresh.pkg().one("package", fresh.tree().hash()),
                        fresh.tree().finalPush()));
        return ok(as(fresh.owner()).get(fresh.pkg().one("package", fresh.tree().hash())))
                .get("urls")
                .get(fresh.hash())
                .textValue();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Answer head(String url) {
        return nobody().object("HEAD", url, NOTHING, Map.of());
    }

    private Answer put(Fresh fresh) {
        return put(fresh.put(), fresh.bytes());
    }

    private Answer put(String url, byte[] bytes) {
        return nobody().object("PUT", url, bytes, Map.of());
    }

    private Answer get(String url) {
        return nobody().object("GET", url, NOTHING, Map.of("Accept-Encoding", "gzip, deflate"));
    }

    private Answer range(String url, String range) {
        return nobody().object("GET", url, NOTHING, Map.of("Range", range, "Accept-Encoding", "gzip, deflate"));
    }

    @Test
    @DisplayName("item 22: HEAD of an absent object is 404")
    void item22_headOfAnAbsentObject() {
        assertThat(head(fresh(Samples.fresh("absent")).head()).status()).isEqualTo(404);
    }

    @Test
    @DisplayName("item 23: HEAD of a present object is 200 with its length and no body")
    void item23_headOfAPresentObject() {
        var fresh = fresh(Samples.fresh("present"));
        put(fresh);

        var answer = head(fresh.head());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Length")).contains(Integer.toString(fresh.bytes().length));
        assertThat(answer.bytes()).isEmpty();
    }

    @Test
    @DisplayName("item 23: the connection of a HEAD stays usable for the PUT that follows")
    void item23_connectionStaysUsable() {
        var fresh = fresh(Samples.fresh("twice"));
        var put = URI.create(fresh.put());
        var head = URI.create(fresh.head());
        var both = "HEAD " + head.getRawPath() + "?" + head.getRawQuery() + " HTTP/1.1\r\nHost: localhost\r\n\r\n"
                + "PUT "
                + put.getRawPath() + "?" + put.getRawQuery() + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                + fresh.bytes().length + "\r\nConnection: close\r\n\r\n"
                + new String(fresh.bytes(), StandardCharsets.UTF_8);

        var raw = RawHttp.exchange(appliance().registry(), both);

        assertThat(raw).startsWith("HTTP/1.1 404").containsPattern("HTTP/1.1 20[014]");
        assertThat(head(fresh.head()).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("item 24: an empty object is stored")
    void item24_emptyObjectIsStored() {
        var fresh = fresh(NOTHING);
        assertThat(head(fresh.head()).status()).isEqualTo(404);

        assertThat(put(fresh).status()).isLessThan(300);

        var answer = head(fresh.head());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Length")).contains("0");
    }

    @Test
    @DisplayName("item 25: a PUT of 40 MB in one request")
    void item25_largeObjectIsStored() {
        var bytes = new byte[40 << 20];
        new Random(25).nextBytes(bytes);
        var fresh = fresh(bytes);

        assertThat(put(fresh).status()).isLessThan(300);

        assertThat(head(fresh.head()).header("Content-Length")).contains(Integer.toString(bytes.length));
    }

    @Test
    @DisplayName("item 26: the same bytes may be PUT again")
    void item26_sameBytesMayBePutAgain() {
        var fresh = fresh(Samples.fresh("again"));

        assertThat(put(fresh).status()).isLessThan(300);
        assertThat(put(fresh).status()).isLessThan(300);
        assertThat(put(fresh).status()).isLessThan(300);
    }

    @Test
    @DisplayName("item 27: a PUT that is cut off leaves nothing")
    void item27_cutUploadLeavesNothing() {
        var fresh = fresh("x".repeat(100_000) + Samples.fresh("cut"));
        var put = URI.create(fresh.put());
        var start =
                "PUT " + put.getRawPath() + "?" + put.getRawQuery() + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                        + fresh.bytes().length + "\r\n\r\n" + "x".repeat(50_000);

        RawHttp.sendAndHangUp(appliance().registry(), utf8(start));

        assertThat(head(fresh.head()).status()).isEqualTo(404);
        assertThat(put(fresh).status()).isLessThan(300);
        assertThat(head(fresh.head()).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("item 28: a PUT whose bytes do not have the hash of the URL is refused and leaves nothing")
    void item28_wrongBytesAreRefused() {
        var fresh = fresh(Samples.fresh("right"));

        var answer = put(fresh.put(), utf8("wrong"));

        assertThat(answer.status()).isBetween(400, 499);
        assertThat(head(fresh.head()).status()).isEqualTo(404);
    }

    @Test
    @DisplayName("D19: an object cannot be overwritten with other bytes")
    void presentObjectIsNotOverwritten() {
        var fresh = fresh(Samples.fresh("right"));
        var url = stored(fresh);

        assertThat(put(fresh.put(), utf8("wrong")).status()).isBetween(400, 499);

        assertThat(get(url).bytes()).isEqualTo(fresh.bytes());
    }

    @Test
    void longerBodyThanTheObjectIsRefused() {
        var fresh = fresh(Samples.fresh("right"));

        assertThat(put(fresh.put(), Arrays.copyOf(fresh.bytes(), fresh.bytes().length + 1))
                        .status())
                .isBetween(400, 499);
        assertThat(head(fresh.head()).status()).isEqualTo(404);
    }

    @Test
    @DisplayName("item 29: an URL fits one method only")
    void item29_urlFitsOneMethod() {
        var fresh = fresh(Samples.fresh("method"));
        var getUrl = stored(fresh);

        assertThat(get(fresh.head()).status()).isEqualTo(403);
        assertThat(get(fresh.put()).status()).isEqualTo(403);
        assertThat(head(fresh.put()).status()).isEqualTo(403);
        assertThat(put(fresh.head(), fresh.bytes()).status()).isEqualTo(403);
        assertThat(put(getUrl, fresh.bytes()).status()).isEqualTo(403);
    }

    @Test
    @DisplayName("item 29: an URL fits one object only")
    void item29_urlFitsOneObject() {
        var fresh = fresh(Samples.fresh("one"));
        var url = stored(fresh);
        var other = fresh(Samples.fresh("two"));
        stored(other);

        assertThat(get(url.replace(fresh.hash(), other.hash())).status()).isEqualTo(403);
        assertThat(get(url.replace(fresh.owner().name(), other.owner().name())).status())
                .isEqualTo(403);
        assertThat(put(fresh.put().replace(fresh.hash(), other.hash()), other.bytes())
                        .status())
                .isEqualTo(403);
    }

    @Test
    @DisplayName("item 29: a changed or missing signature is refused")
    void item29_signatureIsNeeded() {
        var url = stored(fresh(Samples.fresh("signed")));
        var last = url.charAt(url.length() - 2);

        assertThat(get(url.substring(0, url.indexOf('?'))).status()).isEqualTo(403);
        assertThat(get(url.substring(0, url.length() - 2) + (last == 'A' ? 'B' : 'A') + url.charAt(url.length() - 1))
                        .status())
                .isEqualTo(403);
        assertThat(get(url.substring(0, url.indexOf('?')) + "?").status()).isEqualTo(403);
    }

    @Test
    @DisplayName("item 29: every single parameter of the URL is protected")
    void item29_everyParameterIsProtected() {
        var url = stored(fresh(Samples.fresh("signed")));
        var parameters = url.substring(url.indexOf('?') + 1).split("&");

        assertThat(parameters).allSatisfy(parameter -> {
            var name = parameter.substring(0, parameter.indexOf('='));
            assertThat(get(url.replace(parameter, name + "=1")).status()).isEqualTo(403);
        });
    }

    @Test
    @DisplayName("item 29: signatures are checked on decoded values")
    void item29_signatureSurvivesReencoding() {
        var fresh = fresh(Samples.fresh("escaped"));
        var url = stored(fresh);
        var first = fresh.hash().charAt(0);
        var escaped = url.replace(
                fresh.hash(), "%" + Integer.toHexString(first) + fresh.hash().substring(1));
        var query = url.indexOf('=') + 1;
        var escapedQuery =
                url.substring(0, query) + "%" + Integer.toHexString(url.charAt(query)) + url.substring(query + 1);

        assertThat(get(escaped).bytes()).isEqualTo(fresh.bytes());
        assertThat(get(escapedQuery).bytes()).isEqualTo(fresh.bytes());
    }

    @Test
    @DisplayName("item 29: an URL is good for 24 hours, then it says so in one line")
    void item29_urlExpires() {
        var fresh = fresh(Samples.fresh("expires"));
        var url = stored(fresh);

        appliance()
                .clock()
                .shifted(
                        Duration.ofHours(24).minusMinutes(5),
                        () -> assertThat(get(url).status()).isEqualTo(200));
        appliance().clock().shifted(Duration.ofHours(24).plusMinutes(5), () -> {
            var answer = get(url);
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.text().strip()).isEqualTo("This link has expired. Run the same command again.");
            assertThat(put(fresh).status()).isEqualTo(403);
            assertThat(head(fresh.head()).status()).isEqualTo(403);
        });
    }

    @Test
    void urlNeedsNoHeadersAndIgnoresThem() {
        var fresh = fresh(Samples.fresh("headers"));
        var url = stored(fresh);

        var answer = nobody().object("GET", url, NOTHING, Map.of("Authorization", "Basic eDp5", "Cookie", "a=b"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.bytes()).isEqualTo(fresh.bytes());
    }

    @Test
    void urlIsAtTheRegistrysAddress() {
        var fresh = fresh(Samples.fresh("address"));

        assertThat(List.of(fresh.head(), fresh.put(), stored(fresh)))
                .allSatisfy(
                        url -> assertThat(url).startsWith(appliance().registry().toString() + "/"));
    }

    @Test
    @DisplayName("item 41: bytes=0- gives 206 with range and length, neither chunked nor compressed")
    void item41_rangeFromTheStart() {
        var fresh = fresh("compressible ".repeat(1000) + Samples.fresh("range"));
        var size = fresh.bytes().length;

        var answer = range(stored(fresh), "bytes=0-");

        assertThat(answer.status()).isEqualTo(206);
        assertThat(answer.header("Content-Range")).contains("bytes 0-" + (size - 1) + "/" + size);
        assertThat(answer.header("Content-Length")).contains(Integer.toString(size));
        assertThat(answer.header("Transfer-Encoding")).isEmpty();
        assertThat(answer.header("Content-Encoding")).isEmpty();
        assertThat(answer.bytes()).isEqualTo(fresh.bytes());
    }

    @Test
    @DisplayName("item 42: a range of the last byte, and of the rest")
    void item42_rangeOfTheRest() {
        var bytes = new byte[40_000];
        new Random(42).nextBytes(bytes);
        var url = stored(fresh(bytes));

        var lastByte = range(url, "bytes=39999-");
        var rest = range(url, "bytes=12344-");

        assertThat(lastByte.status()).isEqualTo(206);
        assertThat(lastByte.header("Content-Range")).contains("bytes 39999-39999/40000");
        assertThat(lastByte.bytes()).containsExactly(bytes[39_999]);
        assertThat(rest.header("Content-Range")).contains("bytes 12344-39999/40000");
        assertThat(rest.bytes()).isEqualTo(Arrays.copyOfRange(bytes, 12_344, 40_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=5-9", "bytes=0-0", "bytes=-4", "bytes=15-99"})
    void otherSingleRangesAreServed(String range) {
        var fresh = fresh("0123456789abcdefghij");

        var answer = range(stored(fresh), range);

        assertThat(answer.status()).isEqualTo(206);
        var expected = switch (range) {
            case "bytes=5-9" -> "56789";
            case "bytes=0-0" -> "0";
            case "bytes=-4" -> "ghij";
            default -> "fghij";
        };
        assertThat(answer.text()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=20-", "bytes=99-", "bytes=20-30"})
    void rangeBeyondTheEndIsNotSatisfiable(String range) {
        var answer = range(stored(fresh("0123456789abcdefghij")), range);

        assertThat(answer.status()).isEqualTo(416);
        assertThat(answer.header("Content-Range")).contains("bytes */20");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=",
                "bytes=-",
                "bytes=a-b",
                "items=0-5",
                "nonsense",
                "bytes=9-5",
                "bytes=0-5,7-9",
                "bytes=99999999999999999999-",
                "bytes=-0"
            })
    void oddRangesDoNoHarm(String range) {
        var fresh = fresh("0123456789abcdefghij");

        var answer = range(stored(fresh), range);

        assertThat(answer.status()).isIn(200, 206, 400, 416);
        if (answer.status() == 200) {
            assertThat(answer.bytes()).isEqualTo(fresh.bytes());
        }
    }

    @Test
    void withoutRangeTheWholeIsServed() {
        var fresh = fresh(Samples.fresh("whole"));

        var answer = get(stored(fresh));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Length")).contains(Integer.toString(fresh.bytes().length));
        assertThat(answer.header("Content-Range")).isEmpty();
        assertThat(answer.bytes()).isEqualTo(fresh.bytes());
    }

    @Test
    @DisplayName("item 43: an empty object without Range, and with one")
    void item43_emptyObject() {
        var url = stored(fresh(NOTHING));

        var plain = get(url);
        var ranged = range(url, "bytes=0-");

        assertThat(plain.status()).isEqualTo(200);
        assertThat(plain.bytes()).isEmpty();
        assertThat(plain.header("Content-Length")).contains("0");
        assertThat(ranged.status()).isEqualTo(416);
        assertThat(ranged.header("Content-Range")).contains("bytes */0");
    }

    @Test
    @DisplayName("item 44: raw objects have no Content-Encoding at all")
    void item44_rawObjectsHaveNoEncoding() {
        var url = stored(fresh("raw raw raw raw " + Samples.fresh("raw")));

        assertThat(get(url).headers().map()).doesNotContainKey("content-encoding");
        assertThat(range(url, "bytes=0-").headers().map()).doesNotContainKey("content-encoding");
    }

    @Test
    @DisplayName("item 44: objects stored gzipped come back with exactly gzip, bytes untouched")
    void item44_gzippedObjectsComeBackUntouched() {
        var fresh = fresh("packed packed packed packed " + Samples.fresh("packed"));
        var packed = RegistryClient.gzipped(fresh.bytes());

        var put = nobody().object("PUT", fresh.put(), packed, Map.of("Content-Encoding", "gzip"));

        assertThat(put.status()).isLessThan(300);
        var url = pushed(fresh);
        var answer = range(url, "bytes=0-");
        assertThat(answer.header("Content-Encoding")).contains("gzip");
        assertThat(answer.bytes()).isEqualTo(packed);
        assertThat(answer.header("Content-Range")).contains("bytes 0-" + (packed.length - 1) + "/" + packed.length);
        assertThat(range(url, "bytes=" + (packed.length - 1) + "-").bytes()).containsExactly(packed[packed.length - 1]);
        assertThat(head(fresh.head()).status()).isEqualTo(200);
    }

    @Test
    void sizeOfAGzippedObjectIsThatOfItsContent() {
        var fresh = fresh("packed packed packed packed " + Samples.fresh("packed"));
        nobody().object("PUT", fresh.put(), RegistryClient.gzipped(fresh.bytes()), Map.of("Content-Encoding", "gzip"));
        pushed(fresh);

        var sizes = ok(as(fresh.owner())
                        .get(fresh.pkg().one("package", fresh.tree().hash())))
                .get("sizes");

        assertThat(sizes.get(fresh.hash()).intValue()).isEqualTo(fresh.bytes().length);
    }

    @Test
    void storedFormDoesNotChangeWhenTheSameObjectComesInAnother() {
        var fresh = fresh("packed packed packed packed " + Samples.fresh("packed"));
        var packed = RegistryClient.gzipped(fresh.bytes());
        nobody().object("PUT", fresh.put(), packed, Map.of("Content-Encoding", "gzip"));

        assertThat(put(fresh).status()).isLessThan(300);

        assertThat(get(pushed(fresh)).bytes()).isEqualTo(packed);
    }

    @Test
    void gzippedUploadOfWrongContentIsRefused() {
        var fresh = fresh(Samples.fresh("right"));

        var wrong = nobody().object(
                        "PUT", fresh.put(), RegistryClient.gzipped(utf8("wrong")), Map.of("Content-Encoding", "gzip"));
        var broken = nobody().object("PUT", fresh.put(), fresh.bytes(), Map.of("Content-Encoding", "gzip"));

        assertThat(wrong.status()).isBetween(400, 499);
        assertThat(broken.status()).isBetween(400, 499);
        assertThat(head(fresh.head()).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "deflate", "x-gzip, gzip", "nonsense"})
    void uploadInAnotherEncodingIsRefused(String encoding) {
        var fresh = fresh(Samples.fresh("encoding"));

        var answer = nobody().object("PUT", fresh.put(), fresh.bytes(), Map.of("Content-Encoding", encoding));

        assertThat(answer.status()).isBetween(400, 499);
        assertThat(head(fresh.head()).status()).isEqualTo(404);
    }

    @Test
    @DisplayName("item 45: a download that broke off continues at the right byte")
    void item45_brokenDownloadContinues() {
        var bytes = new byte[3_000_000];
        new Random(45).nextBytes(bytes);
        var url = stored(fresh(bytes));
        var got = new ByteArrayOutputStream();
        got.writeBytes(range(url, "bytes=0-999999").bytes());

        var rest = range(url, "bytes=" + (got.size() - 1) + "-");
        got.write(rest.bytes(), 1, rest.bytes().length - 1);

        assertThat(rest.header("Content-Range")).contains("bytes 999999-2999999/3000000");
        assertThat(got.toByteArray()).isEqualTo(bytes);
    }

    @Test
    void changedObjectIsNotMixedByIfRange() {
        var url = stored(fresh("0123456789abcdefghij"));
        var etag = get(url).header("ETag");

        var other = nobody().object("GET", url, NOTHING, Map.of("Range", "bytes=5-", "If-Range", "\"other\""));

        assertThat(other.status()).isEqualTo(200);
        assertThat(other.bytes()).hasSize(20);
        if (etag.isPresent()) {
            var same = nobody().object("GET", url, NOTHING, Map.of("Range", "bytes=5-", "If-Range", etag.get()));
            assertThat(same.status()).isEqualTo(206);
        }
    }

    @Test
    @DisplayName("item 48: a damaged file never looks like a success")
    void item48_damagedFileIsSeen() {
        var fresh = fresh("sound and whole " + Samples.fresh("sound"));
        var url = stored(fresh);
        var etag = get(url).header("ETag").orElse("\"none\"");
        damage(fresh);

        var answer = range(url, "bytes=0-");
        var conditional = nobody().object("GET", url, NOTHING, Map.of("If-None-Match", "\"something\""));

        assertThat(answer.bytes()).isNotEqualTo(fresh.bytes());
        assertThat(conditional.status()).isNotEqualTo(304);
        assertThat(etag).isNotEmpty();
    }

    @Test
    @DisplayName("a damaged object is repaired by sending it again, as push --reupload does")
    void damagedObjectIsRepairedByAReupload() {
        var fresh = fresh("sound and whole " + Samples.fresh("sound"));
        var url = stored(fresh);
        damage(fresh);

        assertThat(put(fresh).status()).isLessThan(300);

        assertThat(get(url).bytes()).isEqualTo(fresh.bytes());
    }

    private void damage(Fresh fresh) {
        appliance()
                .damage(
                        fresh.owner().name(),
                        fresh.hash(),
                        "x".repeat(fresh.bytes().length).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anyOriginMayReadObjects() {
        var url = stored(fresh(Samples.fresh("cors")));

        var answer = nobody().object("GET", url, NOTHING, Map.of("Origin", "http://catalog.example.com"));

        assertThat(answer.header("Access-Control-Allow-Origin").orElse("")).isIn("*", "http://catalog.example.com");
    }

    @Test
    void objectsAreNeverTakenForPages() {
        var answer = get(stored(fresh("<html><script>alert(1)</script></html>" + Samples.fresh("page"))));

        assertThat(answer.header("Content-Type").orElse("application/octet-stream"))
                .doesNotContain("html");
        assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "DELETE", "PATCH"})
    void otherMethodsAreRefused(String method) {
        var fresh = fresh(Samples.fresh("other"));
        var url = stored(fresh);

        assertThat(nobody().object(method, fresh.put(), NOTHING, Map.of()).status())
                .isIn(403, 405);
        assertThat(get(url).bytes()).isEqualTo(fresh.bytes());
    }

    @Test
    void errorsAreOneShortPlainLine() {
        var url = stored(fresh(Samples.fresh("errors")));

        var answer = get(url.substring(0, url.indexOf('?')));

        assertThat(answer.text().strip())
                .isNotEmpty()
                .hasSizeLessThan(300)
                .doesNotContain("\n")
                .doesNotContain("<");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/objects/../../../../etc/passwd",
                "/objects/%2e%2e/%2e%2e/etc/passwd",
                "/objects/a/b",
                "/objects/",
                "/objects",
                "/objects/a/" + Samples.NO_SUCH_HASH,
                "/objects/..%2f..%2fx/" + Samples.NO_SUCH_HASH,
                "/objects/%00/" + Samples.NO_SUCH_HASH,
                "/objects//" + Samples.NO_SUCH_HASH
            })
    void pathsWithoutSignatureLeadNowhere(String path) {
        var raw = RawHttp.exchange(
                appliance().registry(), "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(raw).matches("(?s)HTTP/1.1 4\\d\\d .*").doesNotContain("root:");
    }

    @Test
    void uploadWithAContentTypeIsStoredAllTheSame() {
        var fresh = fresh(Samples.fresh("typed"));

        nobody().object("PUT", fresh.put(), fresh.bytes(), Map.of("Content-Type", "text/html"));

        assertThat(head(fresh.head()).status()).isIn(200, 404);
        if (head(fresh.head()).status() == 200) {
            assertThat(get(pushed(fresh)).header("Content-Type").orElse("")).doesNotContain("html");
        }
    }

    @Test
    void objectOfATeamPushIsTheOwners() {
        var pushed = pushedToTeam(Samples.oneFile());
        var member = person();
        var tree = Tree.of("b", Samples.fresh("from a member"));

        var urls = ok(as(member).put(pushed.pkg().one("package", tree.hash()), tree.dryRun()))
                .get("upload_urls");

        assertThat(urls.get(tree.objectAt("b")).get("put").textValue())
                .contains(pushed.owner().name() + "/" + tree.objectAt("b"));
    }

    @Test
    void objectOfOneOwnerIsAbsentForAnother() {
        var bytes = utf8(Samples.fresh("mine"));
        put(fresh(bytes));

        assertThat(head(fresh(bytes).head()).status()).isEqualTo(404);
    }
}
