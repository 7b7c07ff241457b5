package org.quiltappliance.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.testing.Answer;
import org.quiltappliance.server.testing.Person;
import org.quiltappliance.server.testing.RawHttp;
import org.quiltappliance.server.testing.Samples;
import org.quiltappliance.server.testing.Tree;

/**
 * PostgreSQL keeps no text with U+0000. Every way for a client to fill a text of the database refuses it or does without it,
 * on either database alike, so that what is in one can be moved to the other.
 */
@DisplayName("D4: U+0000 reaches no text of the database")
abstract class NullCharacterContract extends RegistryContract {

    private static final String BAD = "a\u0000b";

    private static void refusedOnce(Answer answer, int status) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(answer.message()).isNotBlank();
    }

    @Test
    void accountsHaveNone() {
        var name = Samples.fresh("n");
        refusedOnce(register(BAD, name + "@example.com", "long enough"), 400);
        refusedOnce(register(name, BAD + "@example.com", "long enough"), 400);
        refusedOnce(asAdmin().post("/api/users/create", Map.of("username", BAD, "email", name + "@example.com")), 400);
        refusedOnce(asAdmin().post("/api/users/create", Map.of("username", name, "email", BAD + "@example.com")), 400);

        // A password is hashed and never stored as a text.
        assertThat(register(name, name + "@example.com", "pass\u0000word").status())
                .isEqualTo(200);
    }

    private Answer register(String name, String email, String password) {
        return nobody().post("/api/register", Map.of("username", name, "email", email, "password", password));
    }

    @Test
    void noPathBringsOneIn() {
        var pushed = pushed(Samples.oneFile());
        String name = pushed.pkg().name();

        for (String path : List.of(
                "/api/package/" + pushed.owner().name() + "/a%00b/" + pushed.hash(),
                "/api/package/a%00b/" + name + "/" + pushed.hash(),
                pushed.pkg().one("tag", BAD),
                pushed.pkg().one("version", "1.0" + BAD),
                pushed.pkg().one("access", BAD),
                pushed.pkg().one("access", BAD + "@example.com"))) {
            assertThat(answerTo("PUT " + path, pushed.owner())).startsWith("HTTP/1.1 400 ");
        }

        assertThat(ok(as(pushed.owner()).get(pushed.pkg().all("tag"))).get("tags"))
                .hasSize(1);
        assertThat(ok(as(pushed.owner()).get(pushed.pkg().all("access"))).get("users"))
                .hasSize(1);
    }

    /** Without a body, which nobody would read: closing before it is read can cost the answer. */
    private String answerTo(String methodAndPath, Person caller) {
        return RawHttp.exchange(
                appliance().registry(),
                methodAndPath + " HTTP/1.1\r\nHost: " + appliance().registry().getAuthority()
                        + "\r\nAuthorization: Bearer " + caller.token()
                        + "\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n");
    }

    @Test
    void treesHaveNone() {
        var owner = person();

        refusedOnce(pushOf(owner, Tree.of("a\u0000b", "text")), 400);
        refusedOnce(pushOf(owner, withMetadata(Answer.JSON.createObjectNode().put("key", BAD))), 400);
        refusedOnce(pushOf(owner, withMetadata(Answer.JSON.createObjectNode().put(BAD, 1))), 400);
    }

    private static Tree withMetadata(JsonNode metadata) {
        return Tree.empty().fileWith("a", new byte[] {1}, metadata);
    }

    private Answer pushOf(Person owner, Tree tree) {
        return as(owner).put(newPackage(owner).one("package", tree.hash()), tree.dryRun());
    }

    @Test
    void commentsHaveNone() {
        var pushed = pushed(Samples.oneFile());

        refusedOnce(as(pushed.owner()).post(pushed.pkg().all("comments"), Map.of("contents", BAD)), 400);
    }

    @Test
    void readmesDoWithoutIt() {
        var pushed = pushed(Tree.of("README", "before\u0000after"));

        var preview = ok(as(pushed.owner()).get(pushed.pkg().one("package_preview", pushed.hash())));

        assertThat(preview.toString()).contains("beforeafter");
    }

    @Test
    void whatIsAskedForIsNotFoundOrRefused() {
        var pushed = pushed(Tree.of("README", "words"));

        ok(as(pushed.owner()).get("/api/search/?q=a%00b"));
        var installed = as(pushed.owner()).get(pushed.pkg().one("package", pushed.hash()) + "?subpath=a%00b");
        refusedOnce(installed, 404);
        assertThat(nobody().post("/api/login", Map.of("username", BAD, "password", BAD))
                        .status())
                .isEqualTo(401);
        assertThat(nobody().post("/api/reset_password", Map.of("email", BAD + "@example.com"))
                        .status())
                .isEqualTo(200);
    }
}
