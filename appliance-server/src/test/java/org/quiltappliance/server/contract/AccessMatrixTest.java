package org.quiltappliance.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.quiltappliance.server.contract.AccessRules.Allowed;
import org.quiltappliance.server.contract.AccessRules.Caller;
import org.quiltappliance.server.contract.AccessRules.Cell;
import org.quiltappliance.server.contract.AccessRules.Gate;
import org.quiltappliance.server.contract.AccessRules.Kind;
import org.quiltappliance.server.contract.AccessRules.Rule;
import org.quiltappliance.server.testing.Answer;
import org.quiltappliance.server.testing.Person;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.QuiltClient;
import org.quiltappliance.server.testing.RegistryClient;
import org.quiltappliance.server.testing.Samples;
import org.quiltappliance.server.testing.StartedAppliance;
import org.quiltappliance.server.testing.Switches;
import org.quiltappliance.server.testing.TestDatabase;
import org.quiltappliance.server.testing.TestStorage;
import org.quiltappliance.server.testing.Thoroughness;
import org.quiltappliance.server.testing.Tree;

/**
 * Every route, asked by every kind of caller about every kind of package under every setting of the two switches: the
 * outcome is the one of {@link AccessRules}, a refusal changes nothing, and a package that the caller may not see is
 * answered exactly as one that does not exist.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessMatrixTest {

    private static final Allowed ALL = new Allowed(true, true);
    private static final Allowed NOTHING = new Allowed(false, false);
    private static final List<Allowed> SETTINGS =
            List.of(ALL, new Allowed(true, false), new Allowed(false, true), NOTHING);

    private final TestStorage storage = TestStorage.of(TestDatabase.H2);
    private final Map<Allowed, StartedAppliance> appliances = new HashMap<>();
    private final Map<Caller, Person> people = new EnumMap<>(Caller.class);
    private final Map<Kind, Sample> samples = new EnumMap<>(Kind.class);

    /** Somebody with a row on every package, who asks nothing; there to be revoked. */
    private final AtomicReference<Person> guest = new AtomicReference<>();

    /** A package of some kind with one object, tagged {@code latest}, with version 1.0. */
    private record Sample(Pkg pkg, Tree tree) {

        /** A package of the same owner that does not exist, with a name of the same length. */
        Sample twin() {
            var name = pkg.name();
            return new Sample(new Pkg(pkg.owner(), "q" + name.substring(1)), tree);
        }
    }

    /** A package that nothing was done to since it was made, what its owner sees of it, and who has asked in vain. */
    private record Untouched(Sample sample, List<JsonNode> state, List<Caller> refused) {}

    /**
     * A route.
     *
     * @param ask sends the request as that caller about that package
     * @param shows whether a good answer shows the package, where the route is a list; nothing is asked otherwise
     * @param listed in which cells it must
     * @param aboutPackage whether the path names the package, so that hiding it matters
     * @param changes whether a good answer changes the package, so that each request needs one of its own
     */
    private record Route(
            String name,
            Gate gate,
            Rule rule,
            BiFunction<RegistryClient, Sample, Answer> ask,
            boolean aboutPackage,
            boolean changes,
            BiPredicate<JsonNode, Sample> shows,
            Predicate<Cell> listed) {

        static Route read(String name, Gate gate, Rule rule, Function<Sample, String> path) {
            return new Route(
                    "GET " + name,
                    gate,
                    rule,
                    (client, sample) -> client.get(path.apply(sample)),
                    true,
                    false,
                    (json, sample) -> true,
                    cell -> true);
        }

        static Route write(String name, Gate gate, Rule rule, BiFunction<RegistryClient, Sample, Answer> ask) {
            return new Route(name, gate, rule, ask, true, true, (json, sample) -> true, cell -> true);
        }

        static Route list(
                String name,
                Gate gate,
                Rule rule,
                BiFunction<RegistryClient, Sample, Answer> ask,
                BiPredicate<JsonNode, Sample> shows,
                Predicate<Cell> listed) {
            return new Route(name, gate, rule, ask, false, false, shows, listed);
        }
    }

    @BeforeAll
    void fill() {
        var all = StartedAppliance.start(storage, switches(ALL));
        appliances.put(ALL, all);
        for (var caller : List.of(Caller.STRANGER, Caller.READER, Caller.OWNER, Caller.DISABLED)) {
            people.put(caller, all.person());
        }
        people.put(Caller.ADMIN, all.admin());
        guest.set(all.person());
        var expired = new AtomicReference<Person>();
        all.clock().shifted(Duration.ofDays(-91), () -> expired.set(all.person()));
        people.put(Caller.EXPIRED, expired.get());
        good(all.client()
                .as(all.admin())
                .post(
                        "/api/users/disable",
                        Map.of("username", people.get(Caller.DISABLED).name())));
        for (var kind : Kind.values()) {
            samples.put(kind, sample(kind, tree(kind)));
        }
        for (var allowed : SETTINGS.subList(1, SETTINGS.size())) {
            appliances.put(allowed, StartedAppliance.start(storage, switches(allowed)));
        }
    }

    private static Tree tree(Kind kind) {
        return Tree.of("README", Samples.fresh("zq") + " of " + kind)
                .file("lines", "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8), "lines.csv");
    }

    @AfterAll
    void stop() {
        appliances.values().forEach(StartedAppliance::close);
        storage.close();
    }

    private static Switches switches(Allowed allowed) {
        return Switches.ALL_ON.anonymous(allowed.anonymous()).team(allowed.team());
    }

    private RegistryClient asOwner() {
        return appliances.get(ALL).client().as(people.get(Caller.OWNER));
    }

    private Sample sample(Kind kind, Tree tree) {
        var owner = people.get(Caller.OWNER);
        var pkg = new Pkg(owner.name(), Samples.fresh("p"));
        new QuiltClient(asOwner()).push(pkg, tree);
        good(asOwner().put(pkg.one("version", "1.0"), Map.of("hash", tree.hash())));
        good(asOwner().put(pkg.one("access", guest.get().name())));
        good(asOwner().put(pkg.one("access", "invited@example.org")));
        good(asOwner().post(pkg.all("comments"), Map.of("contents", "said by the owner")));
        if (kind == Kind.SHARED) {
            good(asOwner().put(pkg.one("access", people.get(Caller.READER).name())));
        }
        if (kind.isPublic()) {
            good(asOwner().put(pkg.one("access", "public")));
        }
        if (kind.isTeam()) {
            good(asOwner().put(pkg.one("access", "team")));
        }
        return new Sample(pkg, tree);
    }

    private static void good(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    }

    private List<Route> routes() {
        var routes = new ArrayList<Route>();
        routes.addAll(readsOfAPackage());
        routes.addAll(lists());
        routes.addAll(others());
        routes.addAll(readsOfACatalog());
        routes.addAll(listsOfACatalog());
        routes.add(withdrawal());
        routes.addAll(changesOfComments());
        routes.addAll(writesOfAPackage()); // last, for each makes packages that would push the samples out of the lists
        return routes;
    }

    private List<Route> readsOfAPackage() {
        return List.of(
                Route.read(
                        "package/o/n/",
                        Gate.ANON,
                        Rule.SEE,
                        sample -> sample.pkg().all("package")),
                Route.read(
                        "package/o/n/hash",
                        Gate.ANON,
                        Rule.SEE_REVISION,
                        sample -> sample.pkg().one("package", sample.tree().hash())),
                Route.read(
                        "packaget4/o/n/hash",
                        Gate.ANON,
                        Rule.SEE_REVISION,
                        sample -> sample.pkg().one("packaget4", sample.tree().hash())),
                Route.read(
                        "package_preview/o/n/hash",
                        Gate.ANON,
                        Rule.SEE_REVISION,
                        sample -> sample.pkg()
                                .one("package_preview", sample.tree().hash())),
                Route.read(
                        "package_timeseries/o/n/push",
                        Gate.ANON,
                        Rule.SEE_COUNTS,
                        sample -> sample.pkg().one("package_timeseries", "push")),
                Route.read(
                        "log/o/n/", Gate.ANON, Rule.SEE, sample -> sample.pkg().all("log")),
                Route.read(
                        "version/o/n/",
                        Gate.ANON,
                        Rule.SEE,
                        sample -> sample.pkg().all("version")),
                Route.read(
                        "version/o/n/1.0",
                        Gate.ANON,
                        Rule.SEE,
                        sample -> sample.pkg().one("version", "1.0")),
                Route.read(
                        "tag/o/n/", Gate.ANON, Rule.SEE, sample -> sample.pkg().all("tag")),
                Route.read(
                        "tag/o/n/latest",
                        Gate.ANON,
                        Rule.SEE,
                        sample -> sample.pkg().one("tag", "latest")),
                Route.read(
                        "comments/o/n/",
                        Gate.ANON,
                        Rule.SEE,
                        sample -> sample.pkg().all("comments")),
                Route.read(
                        "access/o/n/",
                        Gate.LOGIN,
                        Rule.SEE,
                        sample -> sample.pkg().all("access")),
                Route.read(
                        "invite/o/n/",
                        Gate.LOGIN,
                        Rule.SEE,
                        sample -> sample.pkg().all("invite")),
                Route.read(
                        "access/o/n/owner",
                        Gate.LOGIN,
                        Rule.LOOK_AT_GRANT,
                        sample -> sample.pkg().one("access", sample.pkg().owner())));
    }

    private List<Route> writesOfAPackage() {
        return List.of(
                Route.write(
                        "PUT package/o/n/hash (dry run)",
                        Gate.LOGIN,
                        Rule.PUSH,
                        (client, sample) -> client.put(
                                sample.pkg().one("package", sample.tree().hash()),
                                sample.tree().dryRun())),
                Route.write(
                        "PUT package/o/n/hash",
                        Gate.LOGIN,
                        Rule.PUSH,
                        (client, sample) -> client.put(
                                sample.pkg().one("package", sample.tree().hash()),
                                sample.tree().finalPush())),
                Route.write(
                        "POST package_update/o/n/path",
                        Gate.LOGIN,
                        Rule.PUSH,
                        (client, sample) -> client.post(
                                sample.pkg().all("package_update") + "g",
                                Tree.empty().group("g").at("g").finalPush())),
                Route.write(
                        "DELETE package/o/n/",
                        Gate.LOGIN,
                        Rule.DELETE_PACKAGE,
                        (client, sample) -> client.delete(sample.pkg().all("package"))),
                Route.write(
                        "PUT version/o/n/2.0",
                        Gate.LOGIN,
                        Rule.ADD_VERSION,
                        (client, sample) -> client.put(
                                sample.pkg().one("version", "2.0"),
                                Map.of("hash", sample.tree().hash()))),
                Route.write(
                        "PUT tag/o/n/new",
                        Gate.LOGIN,
                        Rule.SET_TAG,
                        (client, sample) -> client.put(
                                sample.pkg().one("tag", "new"),
                                Map.of("hash", sample.tree().hash()))),
                Route.write(
                        "DELETE tag/o/n/latest",
                        Gate.LOGIN,
                        Rule.DELETE_TAG,
                        (client, sample) -> client.delete(sample.pkg().one("tag", "latest"))),
                Route.write(
                        "PUT access/o/n/user",
                        Gate.LOGIN,
                        Rule.GRANT,
                        (client, sample) -> client.put(sample.pkg()
                                .one("access", people.get(Caller.DISABLED).name()))),
                Route.write(
                        "PUT access/o/n/e-mail",
                        Gate.LOGIN,
                        Rule.GRANT,
                        (client, sample) -> client.put(sample.pkg().one("access", "guest@example.org"))),
                Route.write(
                        "DELETE access/o/n/user",
                        Gate.LOGIN,
                        Rule.REVOKE,
                        (client, sample) -> client.delete(
                                sample.pkg().one("access", guest.get().name()))),
                Route.write(
                        "POST comments/o/n/",
                        Gate.LOGIN,
                        Rule.SEE,
                        (client, sample) -> client.post(sample.pkg().all("comments"), Map.of("contents", "hello"))));
    }

    private List<Route> lists() {
        return List.of(
                Route.list(
                        "GET package/o/",
                        Gate.ANON,
                        Rule.EVERYBODY,
                        (client, sample) ->
                                client.get("/api/package/" + sample.pkg().owner() + "/"),
                        (json, sample) -> named(json.get("packages"), sample),
                        AccessRules::listed),
                Route.list(
                        "GET search/",
                        Gate.ANON,
                        Rule.EVERYBODY,
                        (client, sample) ->
                                client.get("/api/search/?q=" + sample.pkg().name()),
                        (json, sample) -> named(json.get("packages"), sample),
                        AccessRules::listed),
                Route.list(
                        "GET search/ by README",
                        Gate.ANON,
                        Rule.EVERYBODY,
                        (client, sample) -> client.get("/api/search/?q=" + word(sample)),
                        (json, sample) -> named(json.get("packages"), sample),
                        AccessRules::listed),
                Route.list(
                        "POST get_objects",
                        Gate.ANON,
                        Rule.EVERYBODY,
                        (client, sample) ->
                                client.post("/api/get_objects", sample.tree().objectHashes()),
                        (json, sample) -> json.get("urls").has(sample.tree().objectAt("README")),
                        AccessRules::listed),
                Route.list(
                        "GET recent_packages/",
                        Gate.ANON,
                        Rule.RECENT,
                        (client, sample) -> client.get("/api/recent_packages/?count=100"),
                        (json, sample) -> named(json.get("packages"), sample),
                        AccessRules::recent),
                Route.list(
                        "GET profile",
                        Gate.LOGIN,
                        Rule.EVERYBODY,
                        (client, sample) -> client.get("/api/profile"),
                        (json, sample) ->
                                named(json.at("/packages/own"), sample) || named(json.at("/packages/shared"), sample),
                        AccessRules::inProfile),
                Route.list(
                        "GET admin/package_list/o/",
                        Gate.ADMIN,
                        Rule.EVERYBODY,
                        (client, sample) -> client.get(
                                "/api/admin/package_list/" + sample.pkg().owner() + "/"),
                        (json, sample) -> named(json.get("packages"), sample),
                        cell -> true),
                Route.list(
                        "GET admin/package_summary",
                        Gate.ADMIN,
                        Rule.EVERYBODY,
                        (client, sample) -> client.get("/api/admin/package_summary"),
                        (json, sample) -> json.get("packages").has(sample.pkg().toString()),
                        cell -> true),
                Route.list(
                        "GET audit/o/n/",
                        Gate.ADMIN,
                        Rule.EVERYBODY,
                        (client, sample) -> client.get(sample.pkg().all("audit")),
                        (json, sample) -> !json.get("events").isEmpty(),
                        cell -> true),
                Route.list(
                        "GET audit/user/",
                        Gate.ADMIN,
                        Rule.EVERYBODY,
                        (client, sample) ->
                                client.get("/api/audit/" + sample.pkg().owner() + "/"),
                        (json, sample) -> !json.get("events").isEmpty(),
                        cell -> true));
    }

    /** The same caller, who asks the catalog's port. */
    private RegistryClient catalog(RegistryClient client) {
        return appliances.values().stream()
                .filter(appliance -> appliance.registry().equals(client.base()))
                .map(appliance -> client.at(appliance.catalog()))
                .findFirst()
                .orElseThrow();
    }

    private Route catalogRead(String name, Function<Sample, String> path) {
        return new Route(
                "GET " + name,
                Gate.ANON,
                Rule.SEE,
                (client, sample) -> catalog(client).get(path.apply(sample)),
                true,
                false,
                (json, sample) -> true,
                cell -> true);
    }

    private List<Route> readsOfACatalog() {
        return List.of(
                catalogRead("ui/package", sample -> "/api/ui/package/" + sample.pkg() + "/latest?opened=1"),
                catalogRead("ui/tree", sample -> "/api/ui/tree/" + sample.pkg() + "/version:1.0"),
                catalogRead("ui/find", sample -> "/api/ui/find/" + sample.pkg() + "/latest?q=read"),
                catalogRead("ui/node", sample -> "/api/ui/node/" + sample.pkg() + "/latest/README"),
                catalogRead("ui/revisions", sample -> "/api/ui/revisions/" + sample.pkg()),
                catalogRead("ui/latest", sample -> "/api/ui/latest/" + sample.pkg()),
                catalogRead("ui/usage", sample -> "/api/ui/usage/" + sample.pkg()),
                catalogRead("ui/compare", sample -> "/api/ui/compare/" + sample.pkg() + "/latest/latest"),
                catalogRead("ui/history", sample -> "/api/ui/history/" + sample.pkg() + "/latest/README"),
                catalogRead("ui/comments", sample -> "/api/ui/comments/" + sample.pkg()),
                catalogRead("ui/rows", sample -> "/api/ui/rows/" + sample.pkg() + "/latest/lines"),
                catalogRead("ui/export", sample -> "/api/ui/export/" + sample.pkg() + "/latest?sql=SELECT+1"),
                catalogRead("ui/changes", sample -> "/api/ui/changes/" + sample.pkg() + "/latest/latest/lines"),
                new Route(
                        "POST ui/sql",
                        Gate.ANON,
                        Rule.SEE,
                        (client, sample) -> catalog(client)
                                .post("/api/ui/sql/" + sample.pkg() + "/latest", Map.of("sql", "FROM lines")),
                        true,
                        false,
                        (json, sample) -> true,
                        cell -> true),
                new Route(
                        "DELETE ui/sql",
                        Gate.ANON,
                        Rule.SEE,
                        (client, sample) -> catalog(client).delete("/api/ui/sql/" + sample.pkg() + "/latest/run"),
                        true,
                        false,
                        (json, sample) -> true,
                        cell -> true),
                catalogRead("raw", sample -> "/raw/" + sample.pkg() + "/latest/README"),
                catalogRead("archive", sample -> "/archive/" + sample.pkg() + "/latest.zip"),
                catalogRead("log on the catalog's port", sample -> sample.pkg().all("log")));
    }

    private Route withdrawal() {
        return Route.write(
                "DELETE ui/invite/o/n/id",
                Gate.LOGIN,
                Rule.WITHDRAW,
                (client, sample) ->
                        catalog(client).delete("/api/ui/invite/" + sample.pkg() + "/" + invitation(sample)));
    }

    /** The number of the package's invitation, or some number. */
    private String invitation(Sample sample) {
        var invitations = asOwner().get(sample.pkg().all("invite")).json().path("invitations");
        return invitations.isEmpty()
                ? "1"
                : invitations.get(0).get("invitation_id").asText();
    }

    private List<Route> changesOfComments() {
        return List.of(
                Route.write(
                        "PUT ui/comments/o/n/id",
                        Gate.LOGIN,
                        Rule.CHANGE_COMMENT,
                        (client, sample) -> catalog(client).put(comment(sample), Map.of("contents", "changed"))),
                Route.write(
                        "DELETE ui/comments/o/n/id",
                        Gate.LOGIN,
                        Rule.CHANGE_COMMENT,
                        (client, sample) -> catalog(client).delete(comment(sample))),
                Route.write(
                        "PUT ui/comments/o/n/id/hidden",
                        Gate.LOGIN,
                        Rule.HIDE_COMMENT,
                        (client, sample) -> catalog(client).put(comment(sample) + "/hidden", Map.of("hidden", true))));
    }

    /** The address of the owner's comment on the package, or of some comment. */
    private String comment(Sample sample) {
        var comments = asOwner().get(sample.pkg().all("comments")).json().path("comments");
        return "/api/ui/comments/" + sample.pkg() + "/"
                + (comments.isEmpty()
                        ? "0000000000000001"
                        : comments.get(0).get("id").textValue());
    }

    private Route catalogList(
            String name,
            Gate gate,
            Function<Sample, String> path,
            BiPredicate<JsonNode, Sample> shows,
            Predicate<Cell> listed) {
        return Route.list(
                "GET " + name,
                gate,
                Rule.EVERYBODY,
                (client, sample) -> catalog(client).get(path.apply(sample)),
                shows,
                listed);
    }

    private List<Route> listsOfACatalog() {
        return List.of(
                catalogList(
                        "ui/home",
                        Gate.ANON,
                        sample -> "/api/ui/home?limit=100",
                        (json, sample) -> named(json.get("recent"), sample),
                        AccessRules::listed),
                catalogList(
                        "ui/home of what was opened",
                        Gate.ANON,
                        sample -> "/api/ui/home?opened=" + sample.pkg(),
                        (json, sample) -> named(json.get("opened"), sample),
                        AccessRules::listed),
                catalogList(
                        "ui/activity",
                        Gate.ANON,
                        sample -> "/api/ui/activity?limit=100&user="
                                + sample.pkg().owner(),
                        (json, sample) -> named(json.get("pushes"), sample),
                        AccessRules::listed),
                catalogList(
                        "ui/search",
                        Gate.ANON,
                        sample -> "/api/ui/search?q=" + sample.pkg().name(),
                        (json, sample) -> named(json.get("packages"), sample),
                        AccessRules::listed),
                catalogList(
                        "ui/suggest",
                        Gate.ANON,
                        sample -> "/api/ui/suggest?q=" + sample.pkg().name(),
                        (json, sample) -> named(json.get("packages"), sample),
                        AccessRules::listed),
                catalogList("ui/users", Gate.LOGIN, sample -> "/api/ui/users", (json, sample) -> true, cell -> true),
                catalogList(
                        "ui/admin/users",
                        Gate.ADMIN,
                        sample -> "/api/ui/admin/users",
                        (json, sample) -> true,
                        cell -> true),
                catalogList(
                        "ui/admin/packages",
                        Gate.ADMIN,
                        sample -> "/api/ui/admin/packages?q=" + sample.pkg().name(),
                        (json, sample) -> named(json.get("packages"), sample),
                        cell -> true),
                catalogList(
                        "ui/admin/audit",
                        Gate.ADMIN,
                        sample -> "/api/ui/admin/audit?package=" + sample.pkg(),
                        (json, sample) -> !json.get("events").isEmpty(),
                        cell -> true),
                catalogList(
                        "ui/admin/backups",
                        Gate.ADMIN,
                        sample -> "/api/ui/admin/backups",
                        (json, sample) -> true,
                        cell -> true),
                catalogList(
                        "ui/admin/storage",
                        Gate.ADMIN,
                        sample -> "/api/ui/admin/storage",
                        (json, sample) -> true,
                        cell -> true));
    }

    private static String word(Sample sample) {
        var readme = new String(sample.tree().bytes(sample.tree().objectAt("README")), StandardCharsets.UTF_8);
        return readme.substring(0, readme.indexOf(' '));
    }

    private static boolean named(JsonNode packages, Sample sample) {
        for (var listed : packages) {
            if (listed.get("name").textValue().equals(sample.pkg().name())) {
                return true;
            }
        }
        return false;
    }

    /** Routes without a package: the gate alone decides. */
    private List<Route> others() {
        return Stream.of(
                        other("GET me", Gate.LOGIN, client -> client.get("/api/me")),
                        other("GET code", Gate.LOGIN, client -> client.get("/api/code")),
                        other(
                                "POST refresh",
                                Gate.LOGIN,
                                client -> spare(client).post("/api/refresh")),
                        other("POST logout", Gate.LOGIN, client -> spare(client).post("/api/logout")),
                        other(
                                "GET ui/sessions",
                                Gate.LOGIN,
                                client -> catalog(client).get("/api/ui/sessions")),
                        other(
                                "DELETE ui/sessions/id",
                                Gate.LOGIN,
                                client -> catalog(spare(client)).delete("/api/ui/sessions/" + newestSession(client))),
                        other("DELETE ui/sessions", Gate.LOGIN, this::endOthersOfSomebodyElse),
                        other("POST ui/password", Gate.LOGIN, this::changePasswordOfSomebodyElse),
                        other("GET invite/", Gate.LOGIN, client -> client.get("/api/invite/")),
                        other("POST log", Gate.ANON, client -> client.post("/api/log", List.of())),
                        other(
                                "POST reset_password",
                                Gate.OPEN,
                                client -> client.post("/api/reset_password", Map.of("email", "nobody@example.org"))),
                        other(
                                "POST token",
                                Gate.OPEN,
                                client -> client.postForm(
                                        "/api/token",
                                        Map.of(
                                                "refresh_token",
                                                people.get(Caller.STRANGER).token()))),
                        other(
                                "POST login",
                                Gate.OPEN,
                                client -> client.post(
                                        "/api/login",
                                        Map.of(
                                                "username",
                                                people.get(Caller.STRANGER).name(),
                                                "password",
                                                people.get(Caller.STRANGER).password()))),
                        other(
                                "POST register",
                                Gate.OPEN,
                                client -> client.post(
                                        "/api/register",
                                        Map.of(
                                                "username",
                                                Samples.fresh("reg"),
                                                "password",
                                                "long enough",
                                                "email",
                                                Samples.fresh("reg") + "@example.org"))),
                        other("GET users/list", Gate.ADMIN, client -> client.get("/api/users/list")),
                        other("GET users/list_detailed", Gate.ADMIN, client -> client.get("/api/users/list_detailed")),
                        other(
                                "POST users/create",
                                Gate.ADMIN,
                                client -> client.post(
                                        "/api/users/create",
                                        Map.of(
                                                "username",
                                                Samples.fresh("made"),
                                                "email",
                                                Samples.fresh("made") + "@example.org"))),
                        other("POST users/enable", Gate.ADMIN, client -> user(client, "enable")),
                        other("POST users/grant_admin", Gate.ADMIN, client -> user(client, "grant_admin")),
                        other("POST users/revoke_admin", Gate.ADMIN, client -> user(client, "revoke_admin")),
                        other("POST users/reset_password", Gate.ADMIN, client -> user(client, "reset_password")),
                        other("POST users/disable", Gate.ADMIN, client -> user(client, "disable")),
                        other(
                                "POST ui/admin/users/create",
                                Gate.ADMIN,
                                client -> catalog(client)
                                        .post(
                                                "/api/ui/admin/users/create",
                                                Map.of(
                                                        "username",
                                                        Samples.fresh("made"),
                                                        "email",
                                                        Samples.fresh("made") + "@example.org"))),
                        other(
                                "POST ui/admin/users/reset_password",
                                Gate.ADMIN,
                                client -> catalog(client)
                                        .post(
                                                "/api/ui/admin/users/reset_password",
                                                Map.of("username", stranger().name()))))
                .toList();
    }

    private static Route other(String name, Gate gate, Function<RegistryClient, Answer> ask) {
        return new Route(
                name,
                gate,
                Rule.EVERYBODY,
                (client, sample) -> ask.apply(client),
                false,
                false,
                (json, sample) -> true,
                cell -> true);
    }

    /** A client with a token of its own, which may be used up; a client whose token is not good stays as it is. */
    private static RegistryClient spare(RegistryClient client) {
        var code = client.get("/api/code");
        if (code.status() != 200) {
            return client;
        }
        var traded = client.anonymous()
                .postForm(
                        "/api/token",
                        Map.of("refresh_token", code.json().get("code").textValue()));
        return client.as(traded.json().get("access_token").textValue());
    }

    /** The number of the caller's newest session, which {@link #spare} made, or some number. */
    private String newestSession(RegistryClient client) {
        var sessions = catalog(client).get("/api/ui/sessions");
        return sessions.status() == 200
                ? sessions.json().at("/sessions/0/id").textValue()
                : "00000000-0000-0000-0000-000000000000";
    }

    /** Whoever passes the gate does it as somebody whose sessions nobody needs; the others as they are. */
    private Answer endOthersOfSomebodyElse(RegistryClient client) {
        return catalog(expendable(client)).delete("/api/ui/sessions");
    }

    private Answer changePasswordOfSomebodyElse(RegistryClient client) {
        var person = stranger();
        var body = Map.of("present", person.password(), "chosen", "another password");
        return catalog(passes(client) ? client.as(person) : client).post("/api/ui/password", body);
    }

    private RegistryClient expendable(RegistryClient client) {
        return passes(client) ? client.as(stranger()) : client;
    }

    private static boolean passes(RegistryClient client) {
        return client.get("/api/me").status() == 200;
    }

    /** Does something to an account that nobody uses otherwise. */
    private Answer user(RegistryClient client, String verb) {
        return client.post("/api/users/" + verb, Map.of("username", stranger().name()));
    }

    private Person stranger() {
        return appliances.get(ALL).person();
    }

    @TestFactory
    Stream<DynamicTest> everyRouteKeepsTheRules() {
        return routes().stream()
                .flatMap(route -> settings(route).stream()
                        .map(allowed -> DynamicTest.dynamicTest(
                                route.name() + ", anonymous access " + (allowed.anonymous() ? "on" : "off")
                                        + ", team access " + (allowed.team() ? "on" : "off"),
                                () -> check(route, allowed))));
    }

    /** Of routes that change something, whose every cell needs a package of its own, those alone in which each switch was both. */
    private static List<Allowed> settings(Route route) {
        return route.changes() && !Thoroughness.isWanted() ? List.of(ALL, NOTHING) : SETTINGS;
    }

    private void check(Route route, Allowed allowed) {
        var wrong = new ArrayList<String>();
        var untouched = new EnumMap<Kind, Untouched>(Kind.class);
        for (var caller : Caller.values()) {
            for (var kind : Kind.values()) {
                var cell = new Cell(caller, kind, allowed);
                var problems =
                        route.changes() ? change(route, cell, untouched) : compare(route, cell, samples.get(kind));
                problems.forEach(problem -> wrong.add(caller + " " + kind + ": " + problem));
                if (!route.aboutPackage() && !route.name().matches("GET .*|POST get_objects")) {
                    break; // the kind of package does not matter here, and once is enough
                }
            }
        }
        untouched.values().forEach(one -> wrong.addAll(changes(one)));
        assertThat(wrong).isEmpty();
    }

    /** Whoever is refused leaves the package to the next one, and it is looked at before somebody may change it. */
    private List<String> change(Route route, Cell cell, Map<Kind, Untouched> untouched) {
        var one = untouched.computeIfAbsent(cell.kind(), this::untouched);
        var wrong = new ArrayList<String>();
        boolean good = AccessRules.expected(route.gate(), route.rule(), cell).good();
        if (good) {
            wrong.addAll(changes(one));
        }
        wrong.addAll(compare(route, cell, one.sample()));
        if (good || !wrong.isEmpty()) {
            untouched.remove(cell.kind());
        } else {
            one.refused().add(cell.caller());
        }
        return wrong;
    }

    private Untouched untouched(Kind kind) {
        var sample = sample(kind, Tree.empty());
        return new Untouched(sample, state(sample), new ArrayList<>());
    }

    private List<String> changes(Untouched one) {
        var after = state(one.sample());
        return after.equals(one.state())
                ? List.of()
                : List.of("refused requests of " + one.refused() + " changed " + one.state() + " to " + after);
    }

    private List<String> compare(Route route, Cell cell, Sample sample) {
        var wrong = new ArrayList<String>();
        var client = client(cell);
        var expected = AccessRules.expected(route.gate(), route.rule(), cell);
        var answer = route.ask().apply(client, sample);

        if (answer.status() != expected.status()) {
            wrong.add("expected " + expected + ", got " + answer);
        } else if (expected.good() && route.aboutPackage()) {
            return wrong; // it need not be JSON
        } else if (expected.good()) {
            if (route.shows().test(answer.json(), sample) != route.listed().test(cell)) {
                wrong.add("expected the package " + (route.listed().test(cell) ? "" : "not ") + "to be shown, got "
                        + answer);
            }
        } else if (!answer.message()
                .equals(expected.message().replace("%s", sample.pkg().toString()))) {
            wrong.add("expected " + expected + ", got " + answer);
        }
        if (route.aboutPackage() && !cell.sees()) {
            wrong.addAll(leaks(route, client, sample, answer));
        }
        return wrong;
    }

    private RegistryClient client(Cell cell) {
        var client = appliances.get(cell.allowed()).client();
        return cell.caller() == Caller.ANONYMOUS ? client : client.as(people.get(cell.caller()));
    }

    /** All that a request could change, as the owner sees it. */
    private List<JsonNode> state(Sample sample) {
        return Stream.of("log", "tag", "version", "access", "comments", "invite")
                .map(route -> asOwner().get(sample.pkg().all(route)).json())
                .toList();
    }

    /** How the answer differs from the one for a package that does not exist. */
    private static List<String> leaks(Route route, RegistryClient client, Sample sample, Answer answer) {
        var twin = sample.twin();
        var other = route.ask().apply(client, twin);
        var wrong = new ArrayList<String>();
        var body = withoutNumber(answer).replace(sample.pkg().name(), twin.pkg().name());
        if (answer.status() != other.status() || !body.equals(withoutNumber(other))) {
            wrong.add("differs from the answer for a missing package: " + answer + " and " + other);
        }
        if (!headers(answer).equals(headers(other))) {
            wrong.add("headers differ from those for a missing package: " + headers(answer) + " and " + headers(other));
        }
        return wrong;
    }

    /** Every request has a number of its own. */
    private static String withoutNumber(Answer answer) {
        return answer.text().replaceAll("\"request_id\":\"[0-9a-f]{8}\"", "");
    }

    private static Map<String, List<String>> headers(Answer answer) {
        var headers = new HashMap<>(answer.headers().map());
        headers.keySet().removeIf(name -> name.equalsIgnoreCase("Date") || name.equalsIgnoreCase("X-Request-Id"));
        return headers;
    }
}
