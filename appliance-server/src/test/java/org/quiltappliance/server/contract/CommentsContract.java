package org.quiltappliance.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.testing.Answer;
import org.quiltappliance.server.testing.Letter;
import org.quiltappliance.server.testing.Person;
import org.quiltappliance.server.testing.Switches;
import org.quiltappliance.server.testing.Tree;

/** Comments: {@code registry-api.md} 2.12. */
abstract class CommentsContract extends RegistryContract {

    private Answer comment(Person caller, Pushed pushed, String text) {
        return as(caller).post(pushed.pkg().all("comments"), Map.of("contents", text));
    }

    private JsonNode comments(Pushed pushed) {
        return ok(as(pushed.owner()).get(pushed.pkg().all("comments"))).get("comments");
    }

    @Test
    void commentIsAnsweredWithIdAuthorAndTime() {
        var pushed = pushed(Tree.empty());

        var answer =
                ok(comment(pushed.owner(), pushed, "nice \u00e9 \ud83d\ude00")).get("comment");

        assertThat(members(answer)).containsExactlyInAnyOrder("id", "author", "created", "contents");
        assertThat(answer.get("id").textValue()).matches("[0-9a-f]{16}");
        assertThat(answer.get("author").textValue()).isEqualTo(pushed.owner().name());
        assertThat(answer.get("created").isNumber()).isTrue();
        assertThat(answer.get("contents").textValue()).isEqualTo("nice \u00e9 \ud83d\ude00");
    }

    @Test
    void commentsAreListedOldestFirst() {
        var pushed = pushedPublic(Tree.empty());
        var first = ok(comment(pushed.owner(), pushed, "first")).get("comment");
        var second = ok(comment(person(), pushed, "second")).get("comment");

        assertThat(comments(pushed)).containsExactly(first, second);
    }

    @Test
    void packageWithoutCommentsHasAnEmptyList() {
        assertThat(comments(pushed(Tree.empty()))).isEmpty();
    }

    @Test
    void everybodyReadsCommentsOfAPublicPackage() {
        var pushed = pushedPublic(Tree.empty());
        ok(comment(pushed.owner(), pushed, "hello"));

        assertThat(ok(nobody().get(pushed.pkg().all("comments"))).get("comments"))
                .hasSize(1);
    }

    @Test
    void whoeverSeesAPackageComments() {
        var shared = pushed(Tree.empty());
        var reader = person();
        share(shared, reader.name());

        ok(comment(reader, shared, "as a reader"));
        ok(comment(person(), pushedPublic(Tree.empty()), "as anybody"));
        ok(comment(person(), pushedToTeam(Tree.empty()), "as a member"));
    }

    @Test
    void nobodyCannotComment() {
        notLoggedIn(nobody().post(pushedPublic(Tree.empty()).pkg().all("comments"), Map.of("contents", "x")));
    }

    @Test
    @DisplayName("item 36: comments of a missing or hidden package are not found")
    void item36_commentsOfWhatIsMissingOrHidden() {
        var pushed = pushed(Tree.empty());
        var absent = newPackage(pushed.owner());

        missing(comment(person(), pushed, "x"), pushed.pkg());
        missing(as(person()).get(pushed.pkg().all("comments")), pushed.pkg());
        missingForNobody(nobody().get(pushed.pkg().all("comments")), pushed.pkg());
        missing(as(pushed.owner()).post(absent.all("comments"), Map.of("contents", "x")), absent);
    }

    @Test
    void commentsAreHiddenWithTheirPackage() {
        var pushed = pushedPublic(Tree.empty());

        missing(
                appliance(Switches.ALL_ON.anonymous(false))
                        .client()
                        .as(person())
                        .get(pushed.pkg().all("comments")),
                pushed.pkg());
    }

    @Test
    void commentIsMailedToTheOwner() {
        var pushed = pushedPublic(Tree.empty());
        var reader = person();

        ok(comment(reader, pushed, "please read"));

        assertThat(letters(pushed)).singleElement().satisfies(letter -> {
            assertThat(letter.text()).contains(reader.name());
            assertThat(letter.text()).contains(appliance().catalog() + "/package/" + pushed.pkg() + "/comments");
        });
    }

    @Test
    void ownersOwnCommentIsMailedToo() {
        var pushed = pushed(Tree.empty());

        ok(comment(pushed.owner(), pushed, "to myself"));

        assertThat(letters(pushed)).hasSize(1);
    }

    private List<Letter> letters(Pushed pushed) {
        return appliance().mailsTo(pushed.owner().email()).stream()
                .filter(letter -> letter.subject().equals("New comment on " + pushed.pkg()))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "{\"contents\": null}",
                "{\"contents\": 5}",
                "{\"contents\": [\"x\"]}",
                "{\"contents\": \"x\", \"author\": \"y\"}",
                "\"x\"",
                ""
            })
    @DisplayName("D16: a comment is an object with a text and nothing else")
    void otherBodiesAreRefused(String body) {
        var pushed = pushed(Tree.empty());

        refused(as(pushed.owner()).send("POST", pushed.pkg().all("comments"), body), 400);
        refused(nobody().send("POST", pushed.pkg().all("comments"), body), 400);
    }

    @Test
    @DisplayName("D6: a comment of 10,241 characters is refused")
    void tooLongCommentIsRefused() {
        var pushed = pushed(Tree.empty());

        ok(comment(pushed.owner(), pushed, "x".repeat(10_240)));
        refused(comment(pushed.owner(), pushed, "x".repeat(10_241)), 400);
        assertThat(comments(pushed)).hasSize(1);
    }

    @Test
    void textIsKeptAsItIs() {
        var pushed = pushed(Tree.empty());
        var text = "<script>alert('x')</script> & \"quotes\" \n\t line \u2028 end ";

        ok(comment(pushed.owner(), pushed, text));

        assertThat(comments(pushed).get(0).get("contents").textValue()).isEqualTo(text);
    }

    @Test
    @DisplayName("D16: a comment is stored though its mail cannot reach anybody")
    void commentOnAPackageOfADisabledOwnerIsStored() {
        var pushed = pushedPublic(Tree.empty());
        ok(asAdmin()
                .post("/api/users/disable", Map.of("username", pushed.owner().name())));

        ok(comment(person(), pushed, "hello?"));

        assertThat(ok(nobody().get(pushed.pkg().all("comments"))).get("comments"))
                .hasSize(1);
    }

    @Test
    void commentsCannotBeEditedOrDeleted() {
        var pushed = pushed(Tree.empty());
        var id = ok(comment(pushed.owner(), pushed, "for ever"))
                .get("comment")
                .get("id")
                .textValue();

        refused(as(pushed.owner()).delete(pushed.pkg().all("comments")), 405);
        refused(as(pushed.owner()).put(pushed.pkg().all("comments"), Map.of("contents", "x")), 405);
        refused(as(pushed.owner()).delete(pushed.pkg().one("comments", id)), 404);
    }
}
