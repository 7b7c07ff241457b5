package org.quiltappliance.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.quiltappliance.server.client.RunningAppliance.Person;
import org.quiltappliance.server.testing.Answer;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.RegistryClient;
import org.quiltappliance.server.testing.Tree;

/**
 * An appliance for the tests of the web catalog in a browser ({@code bundled-catalog/e2e}), filled by the real client. Its
 * people: {@code alice}, who owns most packages, {@code bob}, with whom she shares, {@code carol}, who has none, {@code
 * erin}, whose password may be changed, and {@code admin}.
 */
final class CatalogWorld implements AutoCloseable {

    private static final int GROUPS = 100;
    private static final int FILES_PER_GROUP = 1_000;

    private final ClientTools tools;
    private final Path folder;
    private final Path input;
    private final RunningAppliance appliance;

    private CatalogWorld(ClientTools tools, Path folder, Map<String, String> settings) {
        this.tools = tools;
        this.folder = folder;
        this.input = folder.resolve("input");
        appliance = RunningAppliance.started(folder.resolve("appliance"), settings);
    }

    /**
     * Starts and fills it.
     *
     * @param folder an empty one
     */
    static CatalogWorld started(ClientTools tools, Path folder) {
        // The hundred thousand files of one package are only named.
        var world =
                new CatalogWorld(tools, folder, Map.of("DISABLE_SIGNUP", "false", "APPLIANCE_VERIFY_OBJECTS", "false"));
        try {
            world.fill();
            return world;
        } catch (RuntimeException | Error failed) {
            world.close();
            throw failed;
        }
    }

    RunningAppliance appliance() {
        return appliance;
    }

    /** What the browser tests find in their environment. */
    Map<String, String> environment() {
        return Map.of(
                "CATALOG_URL", appliance.catalog().toString(),
                "REGISTRY_URL", appliance.registry().toString(),
                "CATALOG_PASSWORD", RunningAppliance.PASSWORD);
    }

    /** A new machine that knows nothing. */
    QuiltCli machine(String name) {
        return new QuiltCli(tools, folder.resolve("machines").resolve(name));
    }

    /** A new machine of somebody who is signed in there. */
    QuiltCli machineOf(Person person, String name) {
        return machine(name).configured(appliance.registry()).signedIn(appliance.registry(), person.token());
    }

    private void fill() {
        var alice = appliance.person("alice");
        var bob = appliance.person("bob");
        appliance.person("carol");
        appliance.person("erin");
        var owner = machineOf(alice, "alice");
        var script = Path.of("src/test/client/make_catalog_input.py").toAbsolutePath();
        owner.python("import runpy, sys; sys.argv = ['', '" + input + "']; runpy.run_path('" + script + "')")
                .succeeded();
        pushGlaciers(owner);
        owner.quilt("access", "add", "alice/glaciers", "bob").succeeded();
        comments(alice, bob);
        pushed(owner, "alice/weather", "weather", "--public");
        pushed(owner, "alice/plain", "plain");
        pushed(owner, "alice/doomed", "plain");
        pushed(owner, "alice/managed", "plain");
        pushed(owner, "alice/measurements", "measurements");
        pushed(machineOf(bob, "bob"), "bob/ours", "weather", "--team");
        pushed(machineOf(bob, "bob"), "bob/secret", "plain");
        pushMany(alice);
        HostileTexts.pushed(clientOf(alice), "alice", "hostile");
    }

    /** Three revisions; the first is called 1.0 and reviewed. */
    private void pushGlaciers(QuiltCli owner) {
        pushed(owner, "alice/glaciers", "1");
        var first = owner.latest("alice/glaciers");
        owner.quiltTyping("y\n", "version", "add", "alice/glaciers", "1.0", first)
                .succeeded();
        owner.quilt("tag", "add", "alice/glaciers", "reviewed", first).succeeded();
        pushed(owner, "alice/glaciers", "2");
        pushed(owner, "alice/glaciers", "3");
    }

    private void comments(Person alice, Person bob) {
        comment(alice, "Surveys of **1990** are in.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n");
        comment(bob, "What about `B03`? ![picture](https://example.org/picture.png)\n");
    }

    private void comment(Person author, String contents) {
        appliance.call("POST", "/api/comments/alice/glaciers/", author.token(), Map.of("contents", contents));
    }

    private void pushed(QuiltCli machine, String name, String build, String... options) {
        machine.quilt("build", name, input.resolve(build).resolve("build.yml").toString())
                .succeeded();
        var arguments = new String[options.length + 2];
        arguments[0] = "push";
        arguments[1] = name;
        System.arraycopy(options, 0, arguments, 2, options.length);
        machine.quilt(arguments).succeeded();
    }

    /** A hundred thousand files, which nobody wants to have on a disk: only their names and sizes are there. */
    private void pushMany(Person owner) {
        var client = clientOf(owner).gzipping();
        var tree = Tree.empty();
        var sizes = Answer.JSON.createObjectNode();
        for (int group = 0; group < GROUPS; group++) {
            tree.put("g" + group, group(group, sizes));
        }
        var path = "/api/package/" + owner.name() + "/many/" + tree.hash();
        var body = tree.dryRun().put("dry_run", false);
        body.set("sizes", sizes);
        assertThat(client.put(path, body).status()).isEqualTo(200);
        var latest = new Pkg(owner.name(), "many").one("tag", "latest");
        assertThat(client.put(latest, Map.of("hash", tree.hash())).status()).isEqualTo(200);
    }

    private static ObjectNode group(int number, ObjectNode sizes) {
        var group = Answer.JSON.createObjectNode().put("type", "GROUP");
        var children = group.putObject("children");
        for (int file = 0; file < FILES_PER_GROUP; file++) {
            var hash = String.format("%08x", (number * FILES_PER_GROUP + file) * 0x9e3779b1)
                    .repeat(8);
            var name = String.format("f%04d", file);
            var node = children.putObject(name).put("type", "FILE");
            node.putArray("hashes").add(hash);
            node.putObject("metadata")
                    .put("q_path", "data/" + number + "/" + name + ".bin")
                    .put("q_target", "file");
            sizes.put(hash, 1_000 + file);
        }
        return group;
    }

    private RegistryClient clientOf(Person person) {
        return new RegistryClient(appliance.registry()).as(person.token());
    }

    @Override
    public void close() {
        appliance.close();
    }

    /**
     * Starts one for somebody who writes browser tests, prints what they find in their environment, and keeps it until this
     * process is ended.
     */
    public static void main(String... arguments) throws IOException, InterruptedException {
        var world = started(ClientTools.prepared(), Files.createTempDirectory("catalog-world"));
        Runtime.getRuntime().addShutdownHook(new Thread(world::close));
        world.environment().forEach((name, value) -> System.out.println("export " + name + "='" + value + "'"));
        System.out.flush();
        new CountDownLatch(1).await();
    }
}
