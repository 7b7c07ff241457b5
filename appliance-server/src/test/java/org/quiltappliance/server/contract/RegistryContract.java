package org.quiltappliance.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.quiltappliance.server.testing.Answer;
import org.quiltappliance.server.testing.Appliances;
import org.quiltappliance.server.testing.OpenApi;
import org.quiltappliance.server.testing.Person;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.QuiltClient;
import org.quiltappliance.server.testing.RegistryClient;
import org.quiltappliance.server.testing.Samples;
import org.quiltappliance.server.testing.Switches;
import org.quiltappliance.server.testing.TestAppliance;
import org.quiltappliance.server.testing.Tree;

/**
 * What all parts of the contract share: a running appliance with everything switched on, ways to get others, and the
 * shapes of good and bad answers. Every answer is held against the OpenAPI document. Each test makes people and packages of its own, so the appliance can be shared.
 */
@ExtendWith(Appliances.class)
abstract class RegistryContract {

    private static final OpenApi ROUTES = OpenApi.load();

    private Appliances.Shared appliances = switches -> {
        throw new IllegalStateException("Not before the test");
    };

    @BeforeEach
    void join(Appliances.Shared shared) {
        appliances = shared;
    }

    /** The appliance with everything allowed. */
    final TestAppliance appliance() {
        return appliances.with(Switches.ALL_ON);
    }

    final TestAppliance appliance(Switches switches) {
        return appliances.with(switches);
    }

    final RegistryClient nobody() {
        return appliance().client().watchedBy(ROUTES::check);
    }

    final RegistryClient as(Person person) {
        return nobody().as(person);
    }

    final RegistryClient asAdmin() {
        return as(appliance().admin());
    }

    final Person person() {
        return appliance().person();
    }

    final QuiltClient quilt(Person person) {
        return new QuiltClient(as(person));
    }

    /** A name for a package of that owner that nobody has used. */
    static Pkg newPackage(Person owner) {
        return new Pkg(owner.name(), Samples.fresh("pkg"));
    }

    /** A package that only its new owner sees, pushed as the real client does. */
    final Pushed pushed(Tree tree) {
        var owner = person();
        var pkg = newPackage(owner);
        quilt(owner).push(pkg, tree);
        return new Pushed(owner, pkg, tree, tree.hash());
    }

    /** A package that everybody sees. */
    final Pushed pushedPublic(Tree tree) {
        var owner = person();
        var pkg = newPackage(owner);
        quilt(owner).pushPublic(pkg, tree);
        return new Pushed(owner, pkg, tree, tree.hash());
    }

    /** A package that everybody with an account sees. */
    final Pushed pushedToTeam(Tree tree) {
        var owner = person();
        var pkg = newPackage(owner);
        quilt(owner).pushTeam(pkg, tree);
        return new Pushed(owner, pkg, tree, tree.hash());
    }

    /** A package and how it came to be. */
    record Pushed(Person owner, Pkg pkg, Tree tree, String hash) {}

    /** Shares the package with somebody, or with {@code public} or {@code team}. */
    final void share(Pushed pushed, String with) {
        ok(as(pushed.owner()).put(pushed.pkg().one("access", with)));
    }

    /** The JSON of a success. */
    static JsonNode ok(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.json();
    }

    /** A refusal with this status and exactly this message. */
    static void refused(Answer answer, int status, String message) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(answer.message()).isEqualTo(message);
    }

    /** A refusal with this status and some message, where the specification leaves the words open. */
    static void refused(Answer answer, int status) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(answer.message()).isNotBlank();
    }

    /** The answer to a signed-in caller who asks for a package that is not there, or not for him. */
    static void missing(Answer answer, Pkg pkg) {
        refused(answer, 404, "Package " + pkg + " does not exist");
    }

    /** The answer to an anonymous caller who asks for a package that is not there, or not for him. */
    static void missingForNobody(Answer answer, Pkg pkg) {
        refused(answer, 404, "Package " + pkg + " does not exist (do you need to log in?)");
    }

    static void notLoggedIn(Answer answer) {
        refused(answer, 401, "Not logged in");
    }

    /** An empty success: nothing but the member {@code status}. */
    static void done(Answer answer) {
        assertThat(ok(answer)).isEqualTo(Answer.JSON.createObjectNode().put("status", 200));
    }

    /** The member of each element of a list. */
    static List<String> texts(JsonNode list, String member) {
        var texts = new ArrayList<String>();
        list.forEach(element -> texts.add(element.path(member).asText()));
        return texts;
    }

    /** The elements of a list of texts. */
    static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    static List<String> members(JsonNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    static Map<String, String> hash(String hash) {
        return Map.of("hash", hash);
    }

    /** What happened to a package, oldest first, as {@code TYPE user}. */
    final List<String> events(Pkg pkg) {
        var events = new ArrayList<String>();
        ok(asAdmin().asBrowser().get(pkg.all("audit")))
                .get("events")
                .forEach(event -> events.add(
                        event.get("type").asText() + " " + event.get("user").asText()));
        return events;
    }
}
