package org.quiltappliance.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quiltappliance.server.testing.Answer;
import org.quiltappliance.server.testing.Person;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.TableFiles;
import org.quiltappliance.server.testing.Tree;

/** Raw files and archives. */
abstract class CatalogDownloadsContract extends CatalogContract {

    private static Tree tree() {
        return Tree.empty()
                .file("notes", "0123456789".getBytes(), "data/My notes é.txt")
                .file("page", "<script>alert(1)</script>".getBytes(), "page.html")
                .file("paper", "%PDF-1.4".getBytes(), "paper.pdf")
                .file("empty", new byte[0], "empty.bin")
                .file("d/one", "same name".getBytes(), "x/same.csv")
                .file("d/two", "too".getBytes(), "y/SAME.csv")
                .table("t", "part one")
                .table("parts", "first", "second");
    }

    private static String raw(Pkg pkg, String rest) {
        return "/raw/" + pkg + "/" + rest;
    }

    @Test
    void aFileComesAsItIs() {
        var pushed = pushed(tree());

        var answer = browser(pushed.owner()).get(raw(pushed.pkg(), "latest/notes"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("0123456789");
        assertThat(answer.header("Content-Type")).contains("text/plain; charset=utf-8");
        assertThat(answer.header("Content-Length")).contains("10");
        assertThat(answer.header("Accept-Ranges")).contains("bytes");
        assertThat(answer.header("ETag")).contains('"' + pushed.tree().objectAt("notes") + '"');
        assertThat(answer.header("Content-Disposition").orElseThrow())
                .startsWith("inline; ")
                .endsWith("filename*=UTF-8''My%20notes%20%C3%A9.txt");
        assertThat(events(pushed.pkg())).hasSize(1);
    }

    @Test
    void rangesAreOfTheUnpackedBytes() {
        var owner = person();
        var pkg = newPackage(owner);
        var tree = Tree.of("packed", "0123456789 and more of it");
        packedPush(owner, pkg, tree);
        for (var file : Map.of(pkg, "packed", pushedNotes(owner), "notes").entrySet()) {
            var client = browser(owner);
            var path = raw(file.getKey(), "latest/" + file.getValue());

            var part = client.with("Range", "bytes=3-5").get(path);
            var end = client.with("Range", "bytes=5-").get(path);
            var beyond = client.with("Range", "bytes=500-").get(path);

            assertThat(part.status()).as(path).isEqualTo(206);
            assertThat(part.text()).isEqualTo("345");
            assertThat(part.header("Content-Encoding")).isEmpty();
            assertThat(part.header("Content-Range").orElseThrow()).startsWith("bytes 3-5/");
            assertThat(end.text()).startsWith("56789");
            assertThat(beyond.status()).isEqualTo(416);
            var etag = part.header("ETag").orElseThrow();
            assertThat(client.with("If-None-Match", etag).get(path).status()).isEqualTo(304);
            assertThat(client.with("Range", "bytes=3-5")
                            .with("If-Range", "\"other\"")
                            .get(path)
                            .status())
                    .isEqualTo(200);
            var head = client.head(path);
            assertThat(head.header("Content-Length")).isEqualTo(client.get(path).header("Content-Length"));
        }
    }

    private Pkg pushedNotes(Person owner) {
        var pkg = newPackage(owner);
        quilt(owner).push(pkg, Tree.of("notes", "0123456789"));
        return pkg;
    }

    @Test
    void aDownloadIsOneInstall() {
        var pushed = pushed(tree());
        var client = browser(pushed.owner());
        var path = raw(pushed.pkg(), "latest/notes?download=1");

        var whole = client.get(path);
        client.head(path);
        client.with("Range", "bytes=4-").get(path);

        assertThat(whole.header("Content-Disposition").orElseThrow()).startsWith("attachment; ");
        assertThat(events(pushed.pkg()))
                .containsExactly(
                        "PUSH " + pushed.owner().name(),
                        "INSTALL " + pushed.owner().name());
        var event = ok(asAdmin().get(pushed.pkg().all("audit"))).at("/events/1/extra");
        assertThat(event.get("subpath").textValue()).isEqualTo("notes");
    }

    @ParameterizedTest
    @CsvSource({
        "page, text/plain; charset=utf-8, sandbox",
        "paper, application/pdf, frame-ancestors 'self'",
        "empty, application/octet-stream, sandbox",
        "t, application/vnd.apache.parquet, sandbox"
    })
    void nothingOfAPackageIsAPageOfTheSite(String name, String type, String policy) {
        var pushed = pushed(tree());

        var answer = browser(pushed.owner()).get(raw(pushed.pkg(), "latest/" + name));

        assertThat(answer.header("Content-Type")).contains(type);
        assertThat(answer.header("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'")
                .contains(policy);
        assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
    }

    /** The client stores what it reads from a CSV file as Parquet, and calls it by the name of that file. */
    @Test
    void aDataFrameIsNoText() {
        var pushed = pushed(Tree.empty()
                .file("frame", TableFiles.parquet("SELECT 1 AS one"), "data/my.frame.csv")
                .file("plain", "one\n1\n".getBytes(), "plain.csv"));
        var client = browser(pushed.owner());

        var frame = client.get(raw(pushed.pkg(), "latest/frame"));
        var plain = client.get(raw(pushed.pkg(), "latest/plain"));

        assertThat(frame.header("Content-Type")).contains("application/vnd.apache.parquet");
        assertThat(frame.header("Content-Disposition").orElseThrow())
                .startsWith("attachment; filename=\"my.frame.parquet\"");
        assertThat(frame.text()).startsWith("PAR1");
        assertThat(plain.header("Content-Type")).contains("text/csv; charset=utf-8");
        assertThat(plain.text()).isEqualTo("one\n1\n");
    }

    @Test
    void onlyPdfIsOutOfTheSandbox() {
        var pushed = pushed(tree());

        assertThat(browser(pushed.owner())
                        .get(raw(pushed.pkg(), "latest/paper"))
                        .header("Content-Security-Policy")
                        .orElseThrow())
                .doesNotContain("sandbox");
    }

    @Test
    void theSessionCookieOpensFiles() {
        var pushed = pushed(tree());
        var session = browser()
                .post(
                        "/api/ui/session",
                        Map.of(
                                "username",
                                pushed.owner().name(),
                                "password",
                                pushed.owner().password()));
        var cookie = session.header("Set-Cookie").orElseThrow();
        var client = browser().with("Cookie", cookie.substring(0, cookie.indexOf(';')));

        assertThat(client.get(raw(pushed.pkg(), "latest/notes")).status()).isEqualTo(200);
        assertThat(client.get("/archive/" + pushed.pkg() + "/latest.zip").status())
                .isEqualTo(200);
        assertThat(nobody().with("Cookie", cookie)
                        .get(raw(pushed.pkg(), "latest/notes"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void hiddenFilesAreLikeNone() {
        var hidden = pushed(tree());
        var none = new Pkg(hidden.pkg().owner(), "none");
        var stranger = browser(person());

        refused(stranger.get(raw(hidden.pkg(), "latest/notes")), 404, "Package " + hidden.pkg() + " does not exist");
        refused(stranger.get(raw(none, "latest/notes")), 404, "Package " + none + " does not exist");
        refused(
                stranger.get("/archive/" + hidden.pkg() + "/latest.zip"),
                404,
                "Package " + hidden.pkg() + " does not exist");
        assertThat(events(hidden.pkg())).hasSize(1);
    }

    @Test
    void peopleGetAPageWhenALinkDoesNotWork() {
        var pushed = pushed(tree());

        var answer = browser(pushed.owner()).with("Accept", "text/html,*/*").get(raw(pushed.pkg(), "latest/nothing"));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(answer.text()).contains("<h1>Nothing here</h1>");
    }

    @Test
    void aFolderComesAsAZipAndIsOneInstall() throws IOException {
        var pushed = pushed(tree());

        var whole = browser(pushed.owner()).get("/archive/" + pushed.pkg() + "/" + pushed.hash() + ".zip");
        var folder = browser(pushed.owner()).get("/archive/" + pushed.pkg() + "/latest.zip?path=d");

        assertThat(files(whole))
                .isEqualTo(new TreeMap<>(Map.of(
                        "My notes é.txt", "0123456789",
                        "page.html", "<script>alert(1)</script>",
                        "paper.pdf", "%PDF-1.4",
                        "empty.bin", "",
                        "d/one.csv", "same name",
                        "d/two.csv", "too",
                        "t.parquet", "part one",
                        "parts/part-0.parquet", "first",
                        "parts/part-1.parquet", "second")));
        assertThat(files(folder)).containsOnlyKeys("one.csv", "two.csv");
        assertThat(whole.header("Content-Disposition").orElseThrow())
                .startsWith("attachment; filename=\"" + pushed.pkg().name());
        assertThat(events(pushed.pkg()))
                .containsExactly(
                        "PUSH " + pushed.owner().name(),
                        "INSTALL " + pushed.owner().name(),
                        "INSTALL " + pushed.owner().name());
    }

    @Test
    void aTableOfPartsLeadsToItsZip() throws IOException {
        var pushed = pushed(tree());
        var client = browser(pushed.owner());

        var answer = client.get(raw(pushed.pkg(), "latest/parts?download=1"));
        var part = client.get(raw(pushed.pkg(), "latest/parts?fragment=1"));

        assertThat(answer.status()).isEqualTo(302);
        assertThat(files(client.get(answer.header("Location").orElseThrow())))
                .containsOnlyKeys("parts/part-0.parquet", "parts/part-1.parquet");
        assertThat(part.text()).isEqualTo("second");
        refused(client.get(raw(pushed.pkg(), "latest/parts?fragment=2")), 404);
        refused(client.get(raw(pushed.pkg(), "latest/parts?fragment=x")), 400);
    }

    @Test
    void addressesThatMeanNothingAreNotFound() {
        var pushed = pushed(tree());
        var client = browser(pushed.owner());

        refused(client.get("/raw"), 404);
        refused(client.get(raw(pushed.pkg(), "latest")), 404);
        refused(client.get(raw(pushed.pkg(), "latest/d")), 404);
        refused(client.get("/archive/" + pushed.pkg() + "/latest"), 404);
        refused(client.get("/archive/" + pushed.pkg() + "/latest.zip?path=nothing"), 404);
        refused(client.post(raw(pushed.pkg(), "latest/notes")), 405);
    }

    private static Map<String, String> files(Answer answer) throws IOException {
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        var files = new LinkedHashMap<String, String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(answer.bytes()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes()));
            }
        }
        return new TreeMap<>(files);
    }
}
