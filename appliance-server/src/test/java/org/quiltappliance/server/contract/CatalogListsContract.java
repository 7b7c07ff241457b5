package org.quiltappliance.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.testing.RegistryClient;
import org.quiltappliance.server.testing.Samples;
import org.quiltappliance.server.testing.Tree;

/** Home, search with filters, suggestions, names of people, and invitations taken back. */
abstract class CatalogListsContract extends CatalogContract {

    private static final String HOME = "GET /api/ui/home";
    private static final String SEARCH = "GET /api/ui/search";
    private static final String SUGGEST = "GET /api/ui/suggest";
    private static final String USERS = "GET /api/ui/users";
    private static final String WITHDRAW = "DELETE /api/ui/invite/{owner}/{name}/{id}";

    private static List<String> names(JsonNode packages) {
        return texts(packages, "name");
    }

    @Test
    void homeShowsOwnAndSharedPackages() {
        var own = pushed(Tree.of("README", "# T\n\nMy own data. More.\n"));
        var lent = pushed(Tree.of("a", "1"));
        share(lent, own.owner().name());

        var home = good(HOME, browser(own.owner()).get("/api/ui/home"));

        assertThat(names(home.get("own"))).containsExactly(own.pkg().name());
        assertThat(names(home.get("shared"))).containsExactly(lent.pkg().name());
        assertThat(home.at("/own/0/description").textValue()).isEqualTo("My own data.");
        assertThat(home.at("/own/0/visibility").textValue()).isEqualTo("private");
        assertThat(home.at("/own/0/files").intValue()).isEqualTo(1);
        assertThat(home.at("/totals/own").intValue()).isEqualTo(1);
        assertThat(names(home.get("recent")))
                .contains(lent.pkg().name(), own.pkg().name());
        assertThat(names(good(HOME, browser().get("/api/ui/home?limit=100")).get("recent")))
                .doesNotContain(lent.pkg().name(), own.pkg().name());
    }

    @Test
    void homeAcceptsInvitations() {
        var guest = person();
        var pushed = pushed(Tree.of("a", "1"));
        ok(as(pushed.owner()).put(pushed.pkg().one("access", guest.email())));

        var home = good(HOME, browser(guest).get("/api/ui/home"));

        assertThat(names(home.get("shared"))).containsExactly(pushed.pkg().name());
    }

    @Test
    void searchShowsWhereTheWordsStand() {
        var word = Samples.fresh("zyx").replace("_", "");
        var pushed =
                pushed(Tree.of("README", "![a](http://b/c.svg) [Some](d) text.\nThe **" + word + "** of the north"));

        var found = good(SEARCH, browser(pushed.owner()).get("/api/ui/search?q=" + word));

        assertThat(found.get("total").intValue()).isEqualTo(1);
        var snippet = found.at("/packages/0/snippet");
        var text = snippet.get("text").textValue();
        assertThat(text.substring(
                        snippet.at("/marks/0/0").intValue(),
                        snippet.at("/marks/0/1").intValue()))
                .isEqualTo(word);
        assertThat(text).startsWith("Some text. The").doesNotContain("svg", "](");
        assertThat(texts(found.at("/packages/0/tags"))).containsExactly("latest");
        assertThat(found.at("/facets/owner/0/value").textValue())
                .isEqualTo(pushed.owner().name());
        assertThat(good(SEARCH, browser(person()).get("/api/ui/search?q=" + word))
                        .get("total")
                        .intValue())
                .isZero();
        assertThat(good(SEARCH, browser(person()).get("/api/ui/search?q=" + word))
                        .at("/facets/owner"))
                .isEmpty();
    }

    @Test
    void searchIsFilteredAndSorted() {
        var owner = person();
        var small = newPackage(owner);
        var large = newPackage(owner);
        quilt(owner).push(small, Tree.empty().file("a", "1".getBytes(), "a.csv"));
        quilt(owner).pushPublic(large, Tree.empty().file("a", "1234567890".getBytes(), "a.parquet"));
        ok(as(owner)
                .put(
                        small.one("tag", "good"),
                        hash(Tree.empty().file("a", "1".getBytes(), "a.csv").hash())));
        var path = "/api/ui/search?owner=" + owner.name();
        var client = browser(owner);

        assertThat(names(good(SEARCH, client.get(path + "&sort=size")).get("packages")))
                .containsExactly(large.name(), small.name());
        assertThat(names(good(SEARCH, client.get(path + "&visibility=public")).get("packages")))
                .containsExactly(large.name());
        assertThat(names(good(SEARCH, client.get(path + "&tag=good")).get("packages")))
                .containsExactly(small.name());
        assertThat(names(good(SEARCH, client.get(path + "&type=.parquet")).get("packages")))
                .containsExactly(large.name());
        assertThat(good(SEARCH, client.get(path + "&since=4000000000"))
                        .get("total")
                        .intValue())
                .isZero();
        var filtered = good(SEARCH, client.get(path + "&visibility=public"));
        assertThat(texts(filtered.at("/facets/visibility"), "value")).containsExactly("private", "public");
        assertThat(texts(filtered.at("/facets/type"), "value")).containsExactly(".parquet");
        assertThat(good(SEARCH, client.get(path + "&page=2")).get("packages")).isEmpty();
        refused(client.get(path + "&sort=colour"), 400);
        refused(client.get(path + "&page=0"), 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"", "%", "&", "\ud83d\ude00", "_", "' or 1=1 --", "\u0000", "!", "a\u0000b", "\\", "(", "the"})
    void noCharacterBreaksSearch(String text) {
        var query = "?q=" + RegistryClient.segment(text);

        good(SEARCH, browser().get("/api/ui/search" + query));
        good(SUGGEST, browser().get("/api/ui/suggest" + query));
        good(USERS, browser(person()).get("/api/ui/users" + query));
    }

    @Test
    void suggestionsAreOfWhatTheCallerSees() {
        var pushed = pushed(Tree.of("a", "1"));
        var part = pushed.pkg().name().substring(1);

        var mine = good(SUGGEST, browser(pushed.owner()).get("/api/ui/suggest?q=" + part));
        var byOwner = good(
                SUGGEST,
                browser(pushed.owner())
                        .get("/api/ui/suggest?q=" + pushed.owner().name()));
        var others = good(SUGGEST, browser(person()).get("/api/ui/suggest?q=" + part));

        assertThat(names(mine.get("packages"))).containsExactly(pushed.pkg().name());
        assertThat(texts(byOwner.get("owners"))).containsExactly(pushed.owner().name());
        assertThat(others.get("packages")).isEmpty();
        assertThat(good(
                                SUGGEST,
                                browser(person())
                                        .get("/api/ui/suggest?q="
                                                + pushed.owner().name()))
                        .get("owners"))
                .isEmpty();
    }

    @Test
    void namesOfPeopleAreForThoseSignedIn() {
        var person = person();

        var found = good(
                USERS, browser(person).get("/api/ui/users?q=" + person.name().substring(2)));

        assertThat(texts(found.get("users"))).contains(person.name());
        bad(USERS, browser().get("/api/ui/users?q=a"), 401, "Not logged in");
    }

    @Test
    void theOwnerTakesAnInvitationBack() {
        var pushed = pushed(Tree.of("a", "1"));
        ok(as(pushed.owner()).put(pushed.pkg().one("access", "guest@example.org")));
        var id = ok(as(pushed.owner()).get(pushed.pkg().all("invite")))
                .at("/invitations/0/invitation_id")
                .asText();
        var path = ui("invite", pushed.pkg(), id);

        bad(WITHDRAW, browser(person()).delete(path), 403, "Only the package owner can withdraw invitations");
        good(WITHDRAW, browser(pushed.owner()).delete(path));
        bad(WITHDRAW, browser(pushed.owner()).delete(path), 404, "Invitation " + id + " does not exist");

        assertThat(ok(as(pushed.owner()).get(pushed.pkg().all("invite"))).get("invitations"))
                .isEmpty();
    }
}
