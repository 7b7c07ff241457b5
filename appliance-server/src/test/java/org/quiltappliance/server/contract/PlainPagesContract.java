package org.quiltappliance.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.testing.Person;
import org.quiltappliance.server.testing.PlainBrowser;
import org.quiltappliance.server.testing.TableFiles;
import org.quiltappliance.server.testing.Tree;

/** The catalog in a browser that runs no scripts ({@code catalog.md} 12.8). */
abstract class PlainPagesContract extends CatalogContract {

    private static Tree glaciers() {
        return Tree.empty()
                .file(
                        "README",
                        ("# Glaciers\n\n<script>alert(1)</script>\n\n[notes](raw/notes) [bad](javascript:alert(1))\n\n"
                                        + "![map](raw/map)\n\n| a | b |\n|---|---|\n| 1 | 2 |\n")
                                .getBytes(),
                        "src/README.md")
                .file("raw/notes", "some notes".getBytes(), "C:\\data\\Notes.TXT")
                .file("raw/<b>", "odd".getBytes(), "odd.bin")
                .userMetadata("raw/notes", "{\"origin\": \"<i>\"}");
    }

    private PlainBrowser visitor(String path) {
        return new PlainBrowser(nobody(), appliance().catalog().resolve(path));
    }

    private PlainBrowser visitor(Person person, String path) {
        return visitor("/signin?next=" + path).submit(Map.of("username", person.name(), "password", person.password()));
    }

    @Test
    void aPrivatePackageIsFoundReadAndCommentedAfterSigningIn() {
        var pushed = pushed(glaciers());
        var pkg = pushed.pkg();
        var title = pkg.owner() + "/" + pkg.name();
        var browser = visitor(pushed.owner(), "/");

        browser.submit(Map.of("q", pkg.name())).follow(title);
        assertThat(browser.page().text())
                .contains("<h1>" + title + "</h1>", "<h2>Glaciers</h2>", "private", "3 files", "quilt install " + title)
                .contains("<td>1</td>");

        browser.follow("Files").follow("raw/").follow("notes");
        assertThat(browser.page().text())
                .contains("10 bytes", ".txt", "&lt;i&gt;")
                .doesNotContain("<i>");
        browser.follow("Download");
        assertThat(browser.page().text()).isEqualTo("some notes");
        assertThat(browser.page().header("Content-Disposition").orElseThrow()).startsWith("attachment");

        browser.open("/package/" + title).follow("Revisions");
        assertThat(browser.page().text()).contains("1 push", pushed.hash().substring(0, 8), "tag latest");

        browser.follow("Comments").submit(Map.of("contents", "See [this](javascript:x) **now** <b>"));
        assertThat(browser.address().getPath()).isEqualTo("/package/" + title + "/comments");
        assertThat(browser.page().text())
                .contains("<strong>now</strong>", "&lt;b&gt;")
                .doesNotContain("javascript:");
        browser.submit(Map.of("contents", "  "));
        assertThat(browser.page().status()).isEqualTo(422);
        assertThat(browser.page().text()).contains("A comment needs some text.");
    }

    @Test
    void aReadmeIsTextOfOthersAndItsLinksStayBelowThePackage() {
        var pushed = pushedPublic(glaciers());
        var path = "/package/" + pushed.pkg().owner() + "/" + pushed.pkg().name();

        var page = visitor(path).page().text();

        assertThat(page)
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .contains("href=\"" + path + "/files/raw/notes\"")
                .contains("src=\"" + path.replace("/package/", "/raw/") + "/latest/raw/map\"")
                .doesNotContain("<script>alert", "javascript:");
        assertThat(visitor(path + "/files/raw").page().text())
                .contains("&lt;b&gt;", "/files/raw/%3Cb%3E")
                .doesNotContain("<b>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/files", "/files/raw/notes", "/revisions", "/comments", "/at/latest", "/at/latest/files"})
    void whatIsHiddenIsAnsweredAsWhatIsMissing(String below) {
        var pushed = pushed(glaciers());
        var owner = pushed.pkg().owner();

        var hidden =
                visitor("/package/" + owner + "/" + pushed.pkg().name() + below).page();
        var missing = visitor("/package/" + owner + "/"
                        + "q".repeat(pushed.pkg().name().length()) + below)
                .page();

        assertThat(hidden.status()).isEqualTo(404);
        assertThat(missing.status()).isEqualTo(404);
        assertThat(withoutNonce(hidden.text().replace(pushed.pkg().name(), "NAME")))
                .isEqualTo(withoutNonce(
                        missing.text().replace("q".repeat(pushed.pkg().name().length()), "NAME")));
    }

    private static String withoutNonce(String page) {
        return page.replaceAll("nonce=\"[^\"]*\"", "");
    }

    @Test
    void listsShowWhatThePersonMaySee() {
        var mine = pushed(glaciers());
        var open = pushedPublic(Tree.of("a", "1"));
        var mineName = mine.pkg().owner() + "/" + mine.pkg().name();
        var openName = open.pkg().owner() + "/" + open.pkg().name();

        var signedIn = visitor(mine.owner(), "/");
        for (String path : List.of(
                "/",
                "/profile",
                "/user/" + mine.pkg().owner(),
                "/package/" + mine.pkg().owner())) {
            assertThat(signedIn.open(path).page().text()).as(path).contains(">" + mineName + "</a>");
        }
        assertThat(visitor("/").page().text()).contains(">" + openName + "</a>").doesNotContain(mineName);
        assertThat(visitor("/user/" + mine.pkg().owner()).page().text()).contains("has no packages that you can see");
        assertThat(visitor("/profile").address().getPath()).isEqualTo("/signin");
        assertThat(visitor("/search?q=a&page=0").page().status()).isEqualTo(400);
        assertThat(visitor("/search?q=%22%25%26%3Cb%3E").page().text())
                .contains("&lt;b&gt;")
                .doesNotContain("<b>");
    }

    @Test
    void rowsOfATableAreReadWhenTheyAreAskedForFiftyAtATime() {
        var pushed = pushed(Tree.empty()
                .file("t", TableFiles.csv("SELECT range AS number, '<b>' AS mark FROM range(120)"), "t.csv")
                .file("broken", "no parquet".getBytes(), "broken.parquet"));
        var path = "/package/" + pushed.pkg().owner() + "/" + pushed.pkg().name() + "/files/";

        var browser = visitor(pushed.owner(), path + "t");
        assertThat(browser.page().text()).doesNotContain("<table");
        browser.follow("Show the rows");
        assertThat(browser.page().text())
                .contains("Rows 1 to 50 of 120 rows", ">number<br>", "<td>49</td>", "&lt;b&gt;")
                .doesNotContain("<td>50</td>", "<b>", "Previous page");
        browser.follow("Next page").follow("Next page");
        assertThat(browser.page().text())
                .contains("Rows 101 to 120 of 120 rows", "<td>119</td>", "Previous page")
                .doesNotContain("Next page");
        assertThat(browser.open(path + "t?rows=500").page().text()).contains("No rows here, 120 rows");
        assertThat(browser.open(path + "t?rows=x").page().status()).isEqualTo(400);
        assertThat(browser.open(path + "broken?rows=0").page().text()).contains("role=\"alert\"");
    }

    @Test
    void readingWithoutScriptsLeavesNoEvent() {
        var pushed = pushed(Tree.of("a", "1"));

        visitor(
                        pushed.owner(),
                        "/package/" + pushed.pkg().owner() + "/" + pushed.pkg().name())
                .follow("Files");

        assertThat(events(pushed.pkg()))
                .containsExactly("PUSH " + pushed.owner().name());
    }
}
