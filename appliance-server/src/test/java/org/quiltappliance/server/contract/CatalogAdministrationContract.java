package org.quiltappliance.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.testing.Answer;
import org.quiltappliance.server.testing.Samples;
import org.quiltappliance.server.testing.Switches;
import org.quiltappliance.server.testing.Tree;

/** The lists of administrators. */
abstract class CatalogAdministrationContract extends CatalogContract {

    private static final String USERS = "GET /api/ui/admin/users";
    private static final String CREATE = "POST /api/ui/admin/users/create";
    private static final String RESET = "POST /api/ui/admin/users/reset_password";
    private static final String PACKAGES = "GET /api/ui/admin/packages";
    private static final String AUDIT = "GET /api/ui/admin/audit";
    private static final String BACKUPS = "GET /api/ui/admin/backups";
    private static final String STORAGE = "GET /api/ui/admin/storage";

    @ParameterizedTest
    @ValueSource(strings = {USERS, PACKAGES, AUDIT, STORAGE, BACKUPS})
    void nobodyElseGetsThem(String route) {
        var path = route.substring(4);

        bad(route, browser().get(path), 401, "Not logged in");
        bad(route, browser(person()).get(path), 403, "Must be authenticated as an admin to use this endpoint.");
    }

    @Test
    void accountsAreFoundWithWhatTheyDid() {
        var pushed = pushed(Tree.of("a", "1"));
        var name = pushed.owner().name();
        var admin = browser(appliance().admin());

        var found = good(USERS, admin.get("/api/ui/admin/users?q=" + name));

        assertThat(texts(found.get("users"), "name")).containsExactly(name);
        assertThat(found.at("/users/0/packages").intValue()).isEqualTo(1);
        assertThat(found.at("/users/0/pushes").intValue()).isEqualTo(1);
        assertThat(found.at("/users/0/state").textValue()).isEqualTo("active");
        ok(asAdmin().post("/api/users/disable", Map.of("username", name)));
        assertThat(good(USERS, admin.get("/api/ui/admin/users?filter=disabled&q=" + name))
                        .get("total")
                        .intValue())
                .isEqualTo(1);
        assertThat(good(USERS, admin.get("/api/ui/admin/users?filter=active&q=" + name))
                        .get("total")
                        .intValue())
                .isZero();
        good(USERS, admin.get("/api/ui/admin/users?sort=-last_seen&limit=3"));
        refused(admin.get("/api/ui/admin/users?sort=colour"), 400);
    }

    @Test
    void withoutMailsTheAdministratorGetsTheLinkToChooseAPassword() {
        var name = Samples.fresh("linked");
        var admin = browser(appliance().admin());

        var made = good(
                CREATE,
                admin.post("/api/ui/admin/users/create", Map.of("username", name, "email", name + "@example.com")));

        assertThat(made.get("name").textValue()).isEqualTo(name);
        signsInAfterChoosing(name, made.get("link").textValue(), "a first password");
        var reset = admin.post("/api/ui/admin/users/reset_password", Map.of("username", name));
        assertThat(reset.header("Cache-Control")).contains("no-store");
        refused(signIn(name, "a first password"), 401);
        signsInAfterChoosing(name, good(RESET, reset).get("link").textValue(), "a second password");
    }

    private void signsInAfterChoosing(String name, String link, String password) {
        var start = appliance().catalog() + "/reset_password/";
        assertThat(link).startsWith(start);
        ok(nobody().post("/api/change_password", Map.of("link", link.substring(start.length()), "password", password)));
        ok(signIn(name, password));
    }

    private Answer signIn(String name, String password) {
        return nobody().post("/api/login", Map.of("username", name, "password", password));
    }

    @Test
    void linksAreForAdministratorsAndForWhatCanBeDone() {
        var path = "/api/ui/admin/users/";
        var admin = browser(appliance().admin());
        var somebody = Map.of("username", person().name());

        bad(RESET, browser().post(path + "reset_password", somebody), 401, "Not logged in");
        bad(
                RESET,
                browser(person()).post(path + "reset_password", somebody),
                403,
                "Must be authenticated as an admin to use this endpoint.");
        bad(RESET, admin.post(path + "reset_password", Map.of("username", "nobody_at_all")), 404, "User not found.");
        assertThat(admin.post(path + "create", Map.of("username", person().name(), "email", "x@example.com"))
                        .status())
                .isEqualTo(409);
        refused(admin.post(path + "create", Map.of("username", "only_a_name")), 400);
        var off = appliance(Switches.ALL_ON.userEndpoints(false));
        var there = off.client().asBrowser().at(off.catalog()).as(off.admin());
        bad(RESET, there.post(path + "reset_password", somebody), 400, "This endpoint is not enabled.");
    }

    @Test
    void packagesAreListedWhoeverSeesThem() {
        var pushed = pushed(Tree.of("a", "12345", "b", "12345", "c", "1"));
        var admin = browser(appliance().admin());
        var path = "/api/ui/admin/packages?q=" + pushed.pkg().name();

        var there = good(PACKAGES, admin.get(path));

        assertThat(there.at("/packages/0/visibility").textValue()).isEqualTo("private");
        assertThat(there.at("/packages/0/size").intValue()).isEqualTo(6);
        assertThat(there.at("/packages/0/revisions").intValue()).isEqualTo(1);
        assertThat(there.at("/packages/0/pushes").intValue()).isEqualTo(1);
        ok(as(pushed.owner()).delete(pushed.pkg().all("package")));
        assertThat(good(PACKAGES, admin.get(path)).get("total").intValue()).isZero();
        var gone = good(PACKAGES, admin.get(path + "&filter=deleted"));
        assertThat(gone.at("/packages/0/deleted").booleanValue()).isTrue();
        assertThat(gone.at("/packages/0/visibility").isNull()).isTrue();
        good(PACKAGES, admin.get("/api/ui/admin/packages?filter=all&sort=-last_push&limit=2"));
    }

    @Test
    void whatHappenedIsFilteredAndPaged() {
        var pushed = pushed(Tree.of("a", "1"));
        for (int i = 0; i < 3; i++) {
            ok(as(pushed.owner()).get(pushed.pkg().one("package_preview", pushed.hash())));
        }
        var admin = browser(appliance().admin());
        var path = "/api/ui/admin/audit?package=" + pushed.pkg();
        var seen = new ArrayList<String>();
        String after = "";
        while (after != null) {
            var page = good(AUDIT, admin.get(path + "&limit=3&after=" + after));
            seen.addAll(texts(page.get("events"), "type"));
            after = page.get("next").textValue();
        }

        assertThat(seen).isEqualTo(List.of("PREVIEW", "PREVIEW", "PREVIEW", "PUSH"));
        assertThat(texts(good(AUDIT, admin.get(path + "&type=PUSH")).get("events"), "type"))
                .containsExactly("PUSH");
        assertThat(good(
                                AUDIT,
                                admin.get("/api/ui/admin/audit?user="
                                        + pushed.owner().name()))
                        .get("events"))
                .hasSize(4);
        assertThat(good(
                                AUDIT,
                                admin.get("/api/ui/admin/audit?package="
                                        + pushed.owner().name() + "/"))
                        .get("events"))
                .hasSize(4);
        assertThat(good(AUDIT, admin.get(path + "&to=1")).get("events")).isEmpty();
        assertThat(good(AUDIT, admin.get(path + "&from=1")).get("events")).hasSize(4);
        refused(admin.get(path + "&type=DANCE"), 400);
    }

    @Test
    void storageIsCounted() {
        pushed(Tree.of("a", "1", "b", "2"));

        var storage = good(STORAGE, browser(appliance().admin()).get("/api/ui/admin/storage"));

        assertThat(storage.get("objects").intValue()).isPositive();
        assertThat(storage.get("bytes").longValue())
                .isLessThanOrEqualTo(storage.get("logical_bytes").longValue());
        assertThat(storage.at("/disk/free").longValue()).isPositive();
    }

    @Test
    void administratorsSeeHowItStandsWithTheBackups() {
        var state = good(BACKUPS, browser(appliance().admin()).get("/api/ui/admin/backups"));

        assertThat(state.get("schedule").textValue()).isEqualTo("off");
        assertThat(state.get("last").isNull()).isTrue();
        assertThat(state.get("next").isNull()).isTrue();
    }
}
