package org.quiltappliance.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.testing.Person;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.RegistryClient;
import org.quiltappliance.server.testing.Switches;
import org.quiltappliance.server.testing.Tree;

/**
 * How often a package is used, what was pushed and said last, and what one has opened: nobody learns of a package, a push or
 * a comment that he may not see.
 */
abstract class CatalogActivityContract extends CatalogContract {

    private static final String ACTIVITY = "GET /api/ui/activity";
    private static final String USAGE = "GET /api/ui/usage/{owner}/{name}";
    private static final String LATEST = "GET /api/ui/latest/{owner}/{name}";
    private static final String HOME = "GET /api/ui/home";
    private static final int WEEKS = 52;

    private void install(RegistryClient client, Pushed pushed) {
        ok(client.get(pushed.pkg().one("package", pushed.hash())));
    }

    private static void open(RegistryClient client, Pushed pushed) {
        ok(client.get(ui("package", pushed.pkg(), "latest") + "?opened=1"));
    }

    private JsonNode usage(RegistryClient client, Pushed pushed) {
        return good(USAGE, client.get(ui("usage", pushed.pkg())));
    }

    private long views(Pushed pushed) {
        return usage(browser(pushed.owner()), pushed).at("/views/total").longValue();
    }

    /** @return its id */
    private String comment(Person author, Pushed pushed, String text) {
        return ok(as(author).post(pushed.pkg().all("comments"), Map.of("contents", text)))
                .at("/comment/id")
                .textValue();
    }

    private JsonNode activity(RegistryClient client, String user) {
        return good(ACTIVITY, client.get("/api/ui/activity?limit=100&user=" + RegistryClient.segment(user)));
    }

    /** Of all that the caller is told about what one person did: how many pushes and comments, in this order. */
    private List<Integer> told(RegistryClient client, Person about) {
        var found = activity(client, about.name());
        return List.of(found.get("pushes").size(), found.get("comments").size());
    }

    @Test
    void usageIsCountedByWeek() {
        var pushed = pushedPublic(Tree.of("a", "1"));
        install(as(person()), pushed);
        install(nobody(), pushed);
        open(browser(person()), pushed);
        appliance().clock().shifted(Duration.ofDays(-70), () -> install(nobody(), pushed));
        appliance().clock().shifted(Duration.ofDays(-7 * WEEKS - 7), () -> install(nobody(), pushed));

        var usage = usage(browser(), pushed);

        var installs = usage.at("/installs/weeks");
        assertThat(installs).hasSize(WEEKS);
        assertThat(usage.at("/views/weeks")).hasSize(WEEKS);
        assertThat(installs.get(WEEKS - 1).longValue()).isEqualTo(2);
        assertThat(installs.get(WEEKS - 11).longValue()).isEqualTo(1);
        assertThat(usage.at("/views/weeks").get(WEEKS - 1).longValue()).isEqualTo(1);
        assertThat(usage.at("/installs/total").longValue()).isEqualTo(4);
        assertThat(usage.at("/views/total").longValue()).isEqualTo(1);
        assertThat(usage.get("start").asLong() % Duration.ofDays(1).toSeconds()).isZero();
    }

    @Test
    void onlyTheOwnerLearnsWhoInstalledLast() {
        var pushed = pushed(Tree.of("a", "1"));
        var reader = person();
        share(pushed, reader.name());

        assertThat(usage(browser(pushed.owner()), pushed).get("last_install").isNull())
                .isTrue();

        install(as(pushed.owner()), pushed);
        install(as(reader), pushed);

        assertThat(usage(browser(pushed.owner()), pushed)
                        .at("/last_install/user")
                        .textValue())
                .isEqualTo(reader.name());
        assertThat(usage(browser(reader), pushed).get("last_install").isNull()).isTrue();
        share(pushed, "public");
        install(nobody(), pushed);
        var last = usage(browser(pushed.owner()), pushed).get("last_install");
        assertThat(last.get("user").isNull()).isTrue();
        assertThat(last.get("created").isNumber()).isTrue();
        assertThat(usage(browser(), pushed).get("last_install").isNull()).isTrue();
        assertThat(usage(browser(appliance().admin()), pushed)
                        .get("last_install")
                        .isNull())
                .isTrue();
    }

    @Test
    void whoComesBackWithinAnHourHasNotComeTwice() {
        var pushed = pushedPublic(Tree.of("a", "1"));
        var reader = person();

        open(browser(reader), pushed);
        open(browser(reader), pushed);
        appliance().clock().shifted(Duration.ofMinutes(59), () -> open(browser(reader), pushed));
        assertThat(views(pushed)).isEqualTo(1);

        appliance().clock().shifted(Duration.ofMinutes(61), () -> open(browser(reader), pushed));
        assertThat(views(pushed)).isEqualTo(2);

        open(browser(pushed.owner()), pushed);
        open(browser(pushed.owner()), pushed);
        assertThat(views(pushed)).isEqualTo(3);

        open(browser(), pushed);
        open(browser(), pushed);
        assertThat(views(pushed)).isEqualTo(5);
    }

    @Test
    void aVisitOfOnePackageIsNoneOfAnother() {
        var owner = person();
        var one = newPackage(owner);
        var other = newPackage(owner);
        var tree = Tree.of("a", "1");
        quilt(owner).push(one, tree);
        quilt(owner).push(other, tree);

        for (Pkg pkg : List.of(one, other)) {
            ok(browser(owner).get(ui("package", pkg, "latest") + "?opened=1"));
        }

        assertThat(events(other)).contains("PREVIEW " + owner.name());
    }

    @Test
    void usageOfAHiddenPackageIsUsageOfNone() {
        var pushed = pushed(Tree.of("a", "1"));
        var none = new Pkg(pushed.owner().name(), "none");

        bad(
                USAGE,
                browser(person()).get(ui("usage", pushed.pkg())),
                404,
                "Package " + pushed.pkg() + " does not exist");
        bad(USAGE, browser(person()).get(ui("usage", none)), 404, "Package " + none + " does not exist");
    }

    @Test
    void activityIsOfWhatTheCallerSees() {
        var pushed = pushed(Tree.of("a", "1"));
        var owner = pushed.owner();
        var reader = person();
        comment(owner, pushed, "# Seen\n\nSurveys of **1990** are [in](x). Look at them.");

        assertThat(told(browser(owner), owner)).containsExactly(1, 1);
        assertThat(told(browser(reader), owner)).containsExactly(0, 0);
        assertThat(told(browser(), owner)).containsExactly(0, 0);
        assertThat(told(browser(appliance().admin()), owner)).containsExactly(0, 0);

        share(pushed, reader.name());
        assertThat(told(browser(reader), owner)).containsExactly(1, 1);
        assertThat(told(browser(person()), owner)).containsExactly(0, 0);

        share(pushed, "team");
        assertThat(told(browser(person()), owner)).containsExactly(1, 1);
        assertThat(told(browser(), owner)).containsExactly(0, 0);

        share(pushed, "public");
        assertThat(told(browser(), owner)).containsExactly(1, 1);
        var found = activity(browser(), owner.name());
        var push = found.at("/pushes/0");
        assertThat(List.of(push.get("owner").textValue(), push.get("name").textValue()))
                .containsExactly(owner.name(), pushed.pkg().name());
        assertThat(push.get("author").textValue()).isEqualTo(owner.name());
        assertThat(push.get("hash").textValue()).isEqualTo(pushed.hash());
        assertThat(push.get("visibility").textValue()).isEqualTo("public");
        assertThat(found.at("/comments/0/text").textValue()).isEqualTo("Surveys of 1990 are in.");

        for (String grantee : List.of("public", "team", reader.name())) {
            ok(as(owner).delete(pushed.pkg().one("access", grantee)));
        }
        assertThat(told(browser(reader), owner)).containsExactly(0, 0);
        assertThat(told(browser(), owner)).containsExactly(0, 0);
        ok(as(owner).delete(pushed.pkg().all("package")));
        assertThat(told(browser(owner), owner)).containsExactly(0, 0);
    }

    /** What others say on a package that somebody sees no more is theirs, and still nothing for others. */
    @Test
    void ownCommentsOnWhatOneSeesNoMoreAreHidden() {
        var pushed = pushed(Tree.of("a", "1"));
        var reader = person();
        share(pushed, reader.name());
        comment(reader, pushed, "hello");
        assertThat(told(browser(reader), reader)).containsExactly(0, 1);

        ok(as(pushed.owner()).delete(pushed.pkg().one("access", reader.name())));

        assertThat(told(browser(reader), reader)).containsExactly(0, 0);
        assertThat(told(browser(pushed.owner()), reader)).containsExactly(0, 1);
    }

    @Test
    void switchesThatCloseTheDoorCloseItHereToo() {
        var closed = appliance(Switches.ALL_ON.anonymous(false));

        var answer = closed.client().asBrowser().at(closed.catalog()).get("/api/ui/activity");

        bad(ACTIVITY, answer, 401, "Not logged in");
    }

    @Test
    void activityIsNewestFirstAndNoLongerThanAsked() {
        var owner = person();
        var pkg = newPackage(owner);
        var trees = List.of(Tree.of("a", "1"), Tree.of("a", "2"), Tree.of("a", "3"));
        trees.forEach(tree -> quilt(owner).push(pkg, tree));

        var all = activity(browser(owner), owner.name()).get("pushes");
        var two = good(ACTIVITY, browser(owner).get("/api/ui/activity?limit=2&user=" + owner.name()))
                .get("pushes");
        var ofAll =
                good(ACTIVITY, browser(owner).get("/api/ui/activity?limit=100")).get("pushes");

        var newest =
                List.of(trees.get(2).hash(), trees.get(1).hash(), trees.get(0).hash());
        assertThat(texts(all, "hash")).isEqualTo(newest);
        assertThat(texts(two, "hash")).isEqualTo(newest.subList(0, 2));
        assertThat(texts(ofAll, "hash")).containsAll(newest);
        refused(browser(owner).get("/api/ui/activity?limit=101"), 400);
        assertThat(activity(browser(owner), "no' or 1=1 --").get("pushes")).isEmpty();
    }

    @Test
    void homeShowsWhatWasOpenedAsFarAsItMayStillBeSeen() {
        var own = pushed(Tree.of("a", "1"));
        var lent = pushed(Tree.of("a", "2"));
        var hidden = pushed(Tree.of("a", "3"));
        share(lent, own.owner().name());
        var path = "/api/ui/home?opened=" + hidden.pkg() + "&opened=" + lent.pkg() + "&opened=nobody/nothing&opened="
                + own.pkg() + "&opened=" + own.pkg() + "&opened=x&opened=a/b/c";

        var opened = good(HOME, browser(own.owner()).get(path)).get("opened");

        assertThat(texts(opened, "name"))
                .containsExactly(lent.pkg().name(), own.pkg().name());
        assertThat(good(HOME, browser().get(path)).get("opened")).isEmpty();
        assertThat(good(HOME, browser(own.owner()).get("/api/ui/home")).get("opened"))
                .isEmpty();
        ok(as(lent.owner()).delete(lent.pkg().one("access", own.owner().name())));
        assertThat(texts(good(HOME, browser(own.owner()).get(path)).get("opened"), "name"))
                .containsExactly(own.pkg().name());
        refused(browser().get("/api/ui/home?" + "opened=a/b&".repeat(25)), 400);
    }

    @Test
    void theLatestRevisionIsAskedForAgainWithLittle() {
        var pushed = pushed(Tree.of("a", "1"));
        var client = browser(pushed.owner());
        var path = ui("latest", pushed.pkg());

        var first = client.get(path);
        assertThat(good(LATEST, first).get("hash").textValue()).isEqualTo(pushed.hash());
        var again = client.with("If-None-Match", first.header("ETag").orElseThrow());
        assertThat(again.get(path).status()).isEqualTo(304);

        var next = Tree.of("a", "2");
        quilt(pushed.owner()).push(pushed.pkg(), next);

        var second = again.get(path);
        assertThat(good(LATEST, second).get("hash").textValue()).isEqualTo(next.hash());
        assertThat(second.json().get("updated_by").textValue())
                .isEqualTo(pushed.owner().name());
        bad(LATEST, browser(person()).get(path), 404, "Package " + pushed.pkg() + " does not exist");
    }

    @Test
    void aHiddenCommentIsForItsAuthorAndTheOwnerAlone() {
        var pushed = pushedPublic(Tree.empty());
        var author = person();
        var id = comment(author, pushed, "shown only for a while");
        assertThat(told(browser(), author)).containsExactly(0, 1);

        ok(browser(pushed.owner()).put(ui("comments", pushed.pkg(), id, "hidden"), Map.of("hidden", true)));

        for (var reader :
                List.of(browser(), browser(person()), browser(appliance().admin()))) {
            assertThat(told(reader, author)).containsExactly(0, 0);
        }
        for (var knows : List.of(author, pushed.owner())) {
            assertThat(told(browser(knows), author)).containsExactly(0, 1);
        }
    }
}
