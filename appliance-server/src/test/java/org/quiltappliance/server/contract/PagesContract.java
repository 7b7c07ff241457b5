package org.quiltappliance.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.testing.PlainBrowser;
import org.quiltappliance.server.testing.Samples;
import org.quiltappliance.server.testing.Tree;

/** Pages that people need beside the API, seen by a browser without scripts: {@code registry-api.md} 2.1 and 3.5. */
abstract class PagesContract extends RegistryContract {

    private PlainBrowser open(String url) {
        return new PlainBrowser(nobody(), URI.create(url));
    }

    private PlainBrowser login() {
        return open(appliance().registry() + "/login");
    }

    @Test
    @DisplayName("item 2: GET /login leads to a page where whoever signs in gets a code that works, without scripts")
    void item02_loginPageGivesACode() {
        var person = person();

        var page = login().submit(Map.of("username", person.name(), "password", person.password()))
                .page();

        assertThat(page.status()).isEqualTo(200);
        var code = code(page.text());
        var issued = ok(nobody().postForm("/api/token", Map.of("refresh_token", code)));
        assertThat(ok(nobody().as(issued.get("access_token").textValue()).get("/api/me"))
                        .get("current_user")
                        .textValue())
                .isEqualTo(person.name());
    }

    /** The longest run of characters without blanks on the page that is not markup. */
    private static String code(String html) {
        var text = html.replaceAll("(?s)<(style|script|svg).*?</\\1>", " ").replaceAll("<[^>]*>", " ");
        var best = "";
        var words = Pattern.compile("[A-Za-z0-9+/=]{40,}")
                .matcher(text.replace("&#61;", "=").replace("&#43;", "+"));
        while (words.find()) {
            best = words.group().length() > best.length() ? words.group() : best;
        }
        assertThat(best).as("a code on the page: %s", text).isNotEmpty();
        return best;
    }

    @Test
    void wrongPasswordStaysOnTheFormAndSaysSo() {
        var person = person();

        var browser = login().submit(Map.of("username", person.name(), "password", "wrong"));

        assertThat(browser.page().status()).isEqualTo(401);
        assertThat(browser.page().text()).containsIgnoringCase("<form").contains("Login attempt failed");
    }

    @Test
    void whatWasTypedIsNotTakenForMarkup() {
        var browser = login().submit(Map.of("username", "\"><script>alert(1)</script>", "password", "wrong"));

        assertThat(browser.page().text()).doesNotContain("<script>alert(1)");
    }

    @Test
    void pagesForbidScriptsAndFrames() {
        var answer = login().page();

        assertThat(answer.header("Content-Security-Policy")).get().asString().contains("frame-ancestors 'none'");
        assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.header("Cache-Control")).get().asString().contains("no-store");
        assertThat(answer.text()).doesNotContain("<script");
    }

    @Test
    void activationEndsOnAPage() {
        var name = Samples.fresh("ann");
        var email = name + "@example.com";
        ok(nobody().post("/api/register", Map.of("username", name, "password", "long enough", "email", email)));
        var link = appliance().mailsTo(email).get(0).linkAfter(appliance().registry() + "/activate/");

        var browser = open(appliance().registry() + "/activate/" + link);

        assertThat(browser.page().status()).isEqualTo(200);
        assertThat(browser.page().text()).contains("<form");
        ok(nobody().post("/api/login", Map.of("username", name, "password", "long enough")));
    }

    @Test
    void failedActivationEndsOnAPageToo() {
        var browser = open(appliance().registry() + "/activate/nonsense");

        assertThat(browser.address().toString()).isEqualTo(appliance().catalog() + "/activation_error");
        assertThat(browser.page().header("Content-Type")).get().asString().startsWith("text/html");
    }

    @Test
    void resetLinkOfAMailLeadsToAFormThatSetsThePassword() {
        var person = person();
        ok(nobody().post("/api/reset_password", Map.of("email", person.email())));
        var letters = appliance().mailsTo(person.email());
        var link = letters.get(letters.size() - 1).linkAfter(appliance().catalog() + "/reset_password/");
        var browser = open(appliance().catalog() + "/reset_password/" + link);
        assertThat(browser.page().status()).isEqualTo(200);

        browser.submit(passwords(browser, "battery staple"));

        ok(nobody().post("/api/login", Map.of("username", person.name(), "password", "battery staple")));
    }

    /** The same text for every password field of the form. */
    private static Map<String, String> passwords(PlainBrowser browser, String password) {
        var fields = new HashMap<String, String>();
        var inputs = Pattern.compile("<input[^>]*>").matcher(browser.page().text());
        while (inputs.find()) {
            var name = Pattern.compile("name=\"([^\"]*)\"").matcher(inputs.group());
            if (inputs.group().contains("type=\"password\"") && name.find()) {
                fields.put(name.group(1), password);
            }
        }
        assertThat(fields).isNotEmpty();
        return fields;
    }

    @Test
    @DisplayName("item 35: the package URL of a push opens on the same machine")
    void item35_packageUrlOpens() {
        var pushed = pushedPublic(Tree.empty());
        var url = ok(as(pushed.owner())
                        .put(
                                pushed.pkg().one("package", pushed.hash()),
                                Tree.empty().finalPush()))
                .get("package_url")
                .textValue();

        var page = open(url).page();

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).get().asString().startsWith("text/html");
    }

    @Test
    void packagePageTellsNothingOfPrivatePackages() {
        var hidden = pushed(Tree.empty());
        var absent = newPackage(hidden.owner());

        var there = open(appliance().catalog() + "/package/" + hidden.pkg()).page();
        var notThere = open(appliance().catalog() + "/package/" + absent).page();

        assertThat(there.status()).isEqualTo(notThere.status());
        assertThat(withoutNonce(there.text()).replace(hidden.pkg().name(), absent.name()))
                .isEqualTo(withoutNonce(notThere.text()));
    }

    /** Each answer has another. */
    private static String withoutNonce(String page) {
        return page.replaceAll("nonce=\"[^\"]*\"", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/signin", "/code", "/", "/activation_error", "/reset_password"})
    void pagesThatAreLinkedExist(String path) {
        var page = open(appliance().catalog() + path).page();

        assertThat(page.status()).as(path).isEqualTo(200);
        assertThat(page.header("Content-Type")).get().asString().startsWith("text/html");
    }
}
