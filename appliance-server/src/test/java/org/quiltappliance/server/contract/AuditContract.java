package org.quiltappliance.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.testing.QuiltClient;
import org.quiltappliance.server.testing.Samples;
import org.quiltappliance.server.testing.Switches;
import org.quiltappliance.server.testing.Tree;

/** What happened, for admins: {@code registry-api.md} 2.11. */
abstract class AuditContract extends RegistryContract {

    private static final String ADMIN_ONLY = "Must be authenticated as an admin to use this endpoint.";

    private JsonNode byPackage(Pushed pushed) {
        return ok(asAdmin().asBrowser().get(pushed.pkg().all("audit"))).get("events");
    }

    private JsonNode byUser(String name) {
        return ok(asAdmin().asBrowser().get("/api/audit/" + name + "/")).get("events");
    }

    @Test
    void eventsOfAPackageAreListedByTime() {
        var pushed = pushedPublic(Samples.oneFile());
        var reader = person();
        quilt(reader).install(pushed.pkg());
        ok(as(reader).get(pushed.pkg().one("package_preview", pushed.hash())));
        ok(as(pushed.owner()).delete(pushed.pkg().all("package")));

        var events = byPackage(pushed);

        assertThat(texts(events, "type")).containsExactly("PUSH", "INSTALL", "PREVIEW", "DELETE");
        assertThat(texts(events, "user"))
                .containsExactly(
                        pushed.owner().name(),
                        reader.name(),
                        reader.name(),
                        pushed.owner().name());
        assertThat(events).allSatisfy(event -> {
            assertThat(members(event))
                    .containsExactlyInAnyOrder(
                            "created", "user", "type", "package_owner", "package_name", "package_hash", "extra");
            assertThat(event.get("created").isNumber()).isTrue();
            assertThat(event.get("package_owner").textValue())
                    .isEqualTo(pushed.pkg().owner());
            assertThat(event.get("package_name").textValue())
                    .isEqualTo(pushed.pkg().name());
        });
        var times = new ArrayList<Double>();
        events.forEach(event -> times.add(event.get("created").doubleValue()));
        assertThat(times).isSorted();
    }

    @Test
    void eventsNameTheHashWhereThereIsOne() {
        var pushed = pushed(Samples.oneFile());
        ok(as(pushed.owner()).delete(pushed.pkg().all("package")));

        var events = byPackage(pushed);

        assertThat(events.get(0).get("package_hash").textValue()).isEqualTo(pushed.hash());
        assertThat(events.get(1).get("package_hash").isNull()).isTrue();
        assertThat(events.get(1).get("extra").isNull()).isTrue();
    }

    @Test
    void eventsOfAUserAreThoseHeDid() {
        var pushed = pushedPublic(Samples.oneFile());
        var reader = person();
        quilt(reader).install(pushed.pkg());

        var events = byUser(reader.name());

        assertThat(texts(events, "type")).containsExactly("INSTALL");
        assertThat(texts(events, "package_name")).containsExactly(pushed.pkg().name());
        assertThat(texts(byUser(pushed.owner().name()), "type")).containsExactly("PUSH");
    }

    @Test
    void eventsOfNobodyHaveNoUser() {
        var pushed = pushedPublic(Samples.oneFile());
        new QuiltClient(nobody()).install(pushed.pkg());

        assertThat(byPackage(pushed).get(1).get("user").isNull()).isTrue();
    }

    @Test
    @DisplayName("item 61: the real client gets a text as user of anonymous events")
    void item61_clientGetsATextForNobody() {
        var pushed = pushedPublic(Samples.oneFile());
        new QuiltClient(nobody()).install(pushed.pkg());

        var events = ok(asAdmin().get(pushed.pkg().all("audit"))).get("events");

        assertThat(events)
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.get("user").isTextual()).isTrue());
    }

    @Test
    void unknownNamesHaveNoEvents() {
        assertThat(byUser("nobody_of_that_name")).isEmpty();
        assertThat(ok(asAdmin().get(newPackage(person()).all("audit"))).get("events"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/audit/alice/", "/api/audit/alice/foo/", "/api/admin/package_summary"})
    void auditIsForAdmins(String path) {
        notLoggedIn(nobody().get(path));
        refused(as(person()).get(path), 403, ADMIN_ONLY);
    }

    @Test
    void auditDoesNotDependOnTheUserRoutes() {
        var off = appliance(Switches.ALL_ON.userEndpoints(false))
                .client()
                .as(appliance().admin());

        ok(off.get("/api/audit/alice/"));
        ok(off.get("/api/audit/alice/foo/"));
        ok(off.get("/api/admin/package_summary"));
        ok(off.get("/api/admin/package_list/alice/"));
    }

    @Test
    void ownerOfAPackageDoesNotSeeItsAudit() {
        var pushed = pushed(Tree.empty());

        refused(as(pushed.owner()).get(pushed.pkg().all("audit")), 403, ADMIN_ONLY);
    }

    @Test
    void adminSeesTheAuditOfAPrivatePackage() {
        assertThat(byPackage(pushed(Tree.empty()))).hasSize(1);
    }

    @Test
    void summaryCountsByPackage() {
        var pushed = pushedPublic(Samples.oneFile());
        quilt(person()).install(pushed.pkg());
        quilt(person()).install(pushed.pkg());

        var summary = ok(asAdmin().get("/api/admin/package_summary"))
                .get("packages")
                .get(pushed.pkg().toString());

        assertThat(members(summary)).containsExactlyInAnyOrder("installs", "previews", "pushes", "deletes");
        assertThat(summary.at("/installs/count").intValue()).isEqualTo(2);
        assertThat(summary.at("/installs/latest").isNumber()).isTrue();
        assertThat(summary.at("/pushes/count").intValue()).isEqualTo(1);
        assertThat(summary.get("previews").get("count").intValue()).isZero();
        assertThat(summary.get("previews").has("latest")).isFalse();
    }

    @Test
    void summaryKeepsDeletedPackages() {
        var pushed = pushed(Tree.empty());
        ok(as(pushed.owner()).delete(pushed.pkg().all("package")));

        var summary = ok(asAdmin().get("/api/admin/package_summary"))
                .get("packages")
                .get(pushed.pkg().toString());

        assertThat(summary.at("/deletes/count").intValue()).isEqualTo(1);
    }

    @Test
    void readsThatAreNoEventsLeaveNoTrace() {
        var pushed = pushed(Samples.oneFile());
        for (var route : List.of("package", "log", "tag", "version", "access", "comments", "invite")) {
            ok(as(pushed.owner()).get(pushed.pkg().all(route)));
        }
        ok(as(pushed.owner()).get(pushed.pkg().one("tag", "latest")));
        ok(as(pushed.owner()).get("/api/search/?q=" + pushed.pkg().name()));
        ok(as(pushed.owner()).get("/api/profile"));

        assertThat(texts(byPackage(pushed), "type")).containsExactly("PUSH");
    }
}
