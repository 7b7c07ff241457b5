package org.quiltappliance.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.testing.Answer;
import org.quiltappliance.server.testing.Person;
import org.quiltappliance.server.testing.Tree;

/** Comments in the catalog: changed and removed by their authors for a while, hidden by the owner of the package. */
abstract class CatalogCommentsContract extends CatalogContract {

    private static final String LIST = "GET /api/ui/comments/{owner}/{name}";
    private static final String EDIT = "PUT /api/ui/comments/{owner}/{name}/{id}";
    private static final String REMOVE = "DELETE /api/ui/comments/{owner}/{name}/{id}";
    private static final String HIDE = "PUT /api/ui/comments/{owner}/{name}/{id}/hidden";

    private String comment(Person author, Pushed pushed, String text) {
        return ok(as(author).post(pushed.pkg().all("comments"), Map.of("contents", text)))
                .at("/comment/id")
                .textValue();
    }

    private JsonNode shown(Person viewer, Pushed pushed) {
        return good(LIST, browser(viewer).get(ui("comments", pushed.pkg())));
    }

    private Answer edit(Person caller, Pushed pushed, String id, String text) {
        return browser(caller).put(ui("comments", pushed.pkg(), id), Map.of("contents", text));
    }

    private Answer remove(Person caller, Pushed pushed, String id) {
        return browser(caller).delete(ui("comments", pushed.pkg(), id));
    }

    private Answer hide(Person caller, Pushed pushed, String id, boolean hidden) {
        return browser(caller).put(ui("comments", pushed.pkg(), id, "hidden"), Map.of("hidden", hidden));
    }

    private int counted(Person viewer, Pushed pushed) {
        return ok(browser(viewer).get(ui("package", pushed.pkg(), "latest")))
                .at("/counts/comments")
                .intValue();
    }

    @Test
    void whatTheCallerMayDoIsTold() {
        var pushed = pushedPublic(Tree.empty());
        var author = person();
        comment(author, pushed, "hello");

        var asAuthor = shown(author, pushed);
        var asOwner = shown(pushed.owner(), pushed);
        var asNobody = good(LIST, browser().get(ui("comments", pushed.pkg())));

        var line = asAuthor.at("/comments/0");
        assertThat(line.get("changeable_until").doubleValue()
                        - line.get("created").doubleValue())
                .isEqualTo(900);
        assertThat(asAuthor.get("may_hide").booleanValue()).isFalse();
        assertThat(asOwner.at("/comments/0/changeable_until").isNull()).isTrue();
        assertThat(asOwner.get("may_hide").booleanValue()).isTrue();
        assertThat(asNobody.at("/comments/0/contents").textValue()).isEqualTo("hello");
        assertThat(asNobody.get("may_hide").booleanValue()).isFalse();
    }

    @Test
    void anEditedCommentSaysSo() {
        var pushed = pushed(Tree.empty());
        var id = comment(pushed.owner(), pushed, "hello");

        var answer = good(EDIT, edit(pushed.owner(), pushed, id, "good evening"));

        assertThat(answer).isEqualTo(shown(pushed.owner(), pushed));
        assertThat(answer.at("/comments/0/contents").textValue()).isEqualTo("good evening");
        assertThat(answer.at("/comments/0/edited").doubleValue())
                .isGreaterThan(answer.at("/comments/0/created").doubleValue());
        var old = ok(as(pushed.owner()).get(pushed.pkg().all("comments"))).at("/comments/0");
        assertThat(members(old)).containsExactlyInAnyOrder("id", "author", "created", "contents");
        assertThat(old.get("contents").textValue()).isEqualTo("good evening");
    }

    @Test
    void aRemovedCommentIsGone() {
        var pushed = pushed(Tree.empty());
        comment(pushed.owner(), pushed, "stays");
        var id = comment(pushed.owner(), pushed, "goes");

        var answer = good(REMOVE, remove(pushed.owner(), pushed, id));

        assertThat(texts(answer.get("comments"), "contents")).containsExactly("stays");
        assertThat(counted(pushed.owner(), pushed)).isEqualTo(1);
        refused(remove(pushed.owner(), pushed, id), 404);
    }

    @Test
    void onlyTheAuthorChangesAComment() {
        var pushed = pushedPublic(Tree.empty());
        var id = comment(person(), pushed, "hello");

        bad(EDIT, edit(pushed.owner(), pushed, id, "x"), 403, "Only its author can change a comment.");
        bad(REMOVE, remove(person(), pushed, id), 403, "Only its author can change a comment.");

        assertThat(shown(pushed.owner(), pushed).at("/comments/0/contents").textValue())
                .isEqualTo("hello");
    }

    @Test
    void afterFifteenMinutesACommentStays() {
        var pushed = pushed(Tree.empty());
        var id = comment(pushed.owner(), pushed, "hello");
        var tooLate = "A comment can be changed for 15 minutes. Write another one, or ask the owner of the package to"
                + " hide this one.";

        appliance()
                .clock()
                .shifted(Duration.ofMinutes(14), () -> good(EDIT, edit(pushed.owner(), pushed, id, "just in time")));
        appliance().clock().shifted(Duration.ofMinutes(16), () -> {
            bad(EDIT, edit(pushed.owner(), pushed, id, "too late"), 403, tooLate);
            bad(REMOVE, remove(pushed.owner(), pushed, id), 403, tooLate);
            assertThat(shown(pushed.owner(), pushed)
                            .at("/comments/0/changeable_until")
                            .isNull())
                    .isTrue();
        });

        assertThat(shown(pushed.owner(), pushed).at("/comments/0/contents").textValue())
                .isEqualTo("just in time");
    }

    @Test
    void aHiddenCommentIsForItsAuthorAndTheOwnerAlone() {
        var pushed = pushedPublic(Tree.empty());
        var author = person();
        var reader = person();
        comment(reader, pushed, "seen");
        var id = comment(author, pushed, "rude");

        var answer = good(HIDE, hide(pushed.owner(), pushed, id, true));

        assertThat(texts(answer.get("comments"), "contents")).containsExactly("seen", "rude");
        assertThat(answer.at("/comments/1/hidden").booleanValue()).isTrue();
        assertThat(shown(author, pushed).at("/comments/1/hidden").booleanValue())
                .isTrue();
        assertThat(texts(shown(reader, pushed).get("comments"), "contents")).containsExactly("seen");
        assertThat(good(LIST, browser().get(ui("comments", pushed.pkg()))).get("comments"))
                .hasSize(1);
        assertThat(ok(as(pushed.owner()).get(pushed.pkg().all("comments"))).get("comments"))
                .as("programs cannot tell a hidden one")
                .hasSize(1);
        assertThat(counted(reader, pushed)).isEqualTo(1);
        assertThat(counted(author, pushed)).isEqualTo(2);
        assertThat(counted(pushed.owner(), pushed)).isEqualTo(2);
        refused(edit(reader, pushed, id, "x"), 404);

        good(HIDE, hide(pushed.owner(), pushed, id, false));
        assertThat(shown(reader, pushed).get("comments")).hasSize(2);
    }

    @Test
    void onlyTheOwnerHides() {
        var pushed = pushedPublic(Tree.empty());
        var author = person();
        var id = comment(author, pushed, "hello");

        bad(HIDE, hide(author, pushed, id, true), 403, "Only the package owner can hide comments.");
        bad(HIDE, hide(person(), pushed, id, true), 403, "Only the package owner can hide comments.");
        refused(browser(pushed.owner()).put(ui("comments", pushed.pkg(), id, "hidden"), Map.of("hidden", "yes")), 400);

        assertThat(shown(author, pushed).at("/comments/0/hidden").booleanValue())
                .isFalse();
    }

    @Test
    void aCommentOfAnotherPackageIsNotFound() {
        var pushed = pushed(Tree.empty());
        var id = comment(pushed.owner(), pushed, "hello");
        var other = newPackage(pushed.owner());
        quilt(pushed.owner()).push(other, Tree.empty());

        refused(browser(pushed.owner()).delete(ui("comments", other, id)), 404);
        refused(browser(pushed.owner()).delete(ui("comments", pushed.pkg(), "none")), 404);
        refused(hide(pushed.owner(), pushed, "00000000ffffffff", true), 404);
        assertThat(shown(pushed.owner(), pushed).get("comments")).hasSize(1);
    }

    @Test
    void aTextThatCannotBeACommentIsRefused() {
        var pushed = pushed(Tree.empty());
        var id = comment(pushed.owner(), pushed, "hello");

        bad(EDIT, edit(pushed.owner(), pushed, id, "  "), 400, "A comment needs some text.");
        refused(edit(pushed.owner(), pushed, id, "x".repeat(10_241)), 400);
        refused(edit(pushed.owner(), pushed, id, "a\0b"), 400);
    }

    @Test
    void pagesWithoutScriptsHideWhatIsHidden() {
        var pushed = pushedPublic(Tree.empty());
        var id = comment(person(), pushed, "rude words");
        good(HIDE, hide(pushed.owner(), pushed, id, true));
        var path = "/package/" + pushed.pkg() + "/comments";

        assertThat(browser().get(path).text()).doesNotContain("rude words");
        assertThat(cookie(pushed.owner(), path)).contains("rude words", "Hidden: only its author", "comment-" + id);
    }

    private String cookie(Person person, String path) {
        var header = browser()
                .post("/api/ui/session", Map.of("username", person.name(), "password", person.password()))
                .header("Set-Cookie")
                .orElseThrow();
        return browser()
                .with("Cookie", header.substring(0, header.indexOf(';')))
                .get(path)
                .text();
    }
}
