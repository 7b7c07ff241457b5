package org.quiltappliance.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.testing.Tree;

/** The lists of administrators. */
abstract class CatalogAdministrationContract extends CatalogContract {

    private static final String USERS = "GET /api/ui/admin/users";
    private static final String PACKAGES = "GET /api/ui/admin/packages";
    private static final String AUDIT = "GET /api/ui/admin/audit";
    private static final String STORAGE = "GET /api/ui/admin/storage";

    @ParameterizedTest
    @ValueSource(strings = {USERS, PACKAGES, AUDIT, STORAGE})
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
        var client = browser(pushed.owner());
        for (int i = 0; i < 3; i++) {
            client.get(ui("package", pushed.pkg(), "latest") + "?opened=1");
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
}
