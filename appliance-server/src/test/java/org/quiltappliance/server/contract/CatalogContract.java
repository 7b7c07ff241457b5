package org.quiltappliance.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.quiltappliance.server.testing.Answer;
import org.quiltappliance.server.testing.OpenApi;
import org.quiltappliance.server.testing.Person;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.RegistryClient;
import org.quiltappliance.server.testing.Tree;

/** What the contracts of the catalog's routes share. Every good answer is held against the OpenAPI document. */
abstract class CatalogContract extends RegistryContract {

    private static final OpenApi ROUTES = OpenApi.load();

    /** A browser with the catalog's page open, not signed in. */
    final RegistryClient browser() {
        return nobody().asBrowser().at(appliance().catalog());
    }

    /** The same with a token in a header, for tests that are not about cookies. */
    final RegistryClient browser(Person person) {
        return browser().as(person);
    }

    /** {@code /api/ui/<route>/<owner>/<name>}, and more of it. */
    static String ui(String route, Pkg pkg, String... more) {
        var path = new StringBuilder("/api/ui/" + route + "/" + RegistryClient.segment(pkg.owner()) + "/"
                + RegistryClient.segment(pkg.name()));
        for (String part : more) {
            path.append('/').append(RegistryClient.segment(part));
        }
        return path.toString();
    }

    /** The JSON of a success that fits the description of that route. */
    static JsonNode good(String route, Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(ROUTES.problems(route, answer)).as("%s", answer).isEmpty();
        return answer.json();
    }

    /** A refusal that fits the description of that route. */
    static void bad(String route, Answer answer, int status, String message) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(ROUTES.problems(route, answer)).as("%s", answer).isEmpty();
        assertThat(answer.message()).isEqualTo(message);
        assertThat(answer.json().get("request_id").textValue())
                .isEqualTo(answer.header("X-Request-Id").orElseThrow());
    }

    /** As clients of old did: objects are stored gzipped. */
    final void packedPush(Person owner, Pkg pkg, Tree tree) {
        var client = as(owner);
        var urls =
                ok(client.put(pkg.one("package", tree.hash()), tree.dryRun())).get("upload_urls");
        tree.objects()
                .forEach((hash, bytes) -> client.object(
                        "PUT",
                        urls.get(hash).get("put").textValue(),
                        RegistryClient.gzipped(bytes),
                        Map.of("Content-Encoding", "gzip")));
        ok(client.put(pkg.one("package", tree.hash()), tree.finalPush()));
        ok(client.put(pkg.one("tag", "latest"), hash(tree.hash())));
    }
}
