package org.quiltappliance.server.cli;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quiltappliance.server.containers.Labels;
import org.quiltappliance.server.testing.DocPage;
import org.quiltappliance.server.testing.DockerEngine;
import org.quiltappliance.server.testing.LocalImages;
import org.quiltappliance.server.testing.MinioServer;
import org.quiltappliance.server.testing.OriginalRegistry;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.PostgresServer;
import org.quiltappliance.server.testing.QuiltClient;
import org.quiltappliance.server.testing.Samples;
import org.quiltappliance.server.testing.Thorough;
import org.quiltappliance.server.testing.Volumes;

/**
 * Everything that the documentation says to type is typed, section by section and in its order, against real servers; only
 * names and addresses of the examples are replaced by those that are here.
 */
class DocumentedCommandsIT extends ManagedCommandSetup {

    /** What types the other ones: commands of the system, and the tour with the real client. */
    private static final Map<String, String> TYPED_ELSEWHERE = Map.of(
            "README.md#two-commands", ".ci/smoke",
            "README.md#first-push-in-five-steps", ".ci/tour");

    private static final Set<String> OF_THE_SYSTEM = Set.of("export", "useradd", "systemctl", "journalctl", "runuser");
    private static final Pkg PACKAGE = new Pkg("admin", "kept");

    /** What the section says, and what stands for the names in it. */
    private final Deque<DocumentedCommand> left = new ArrayDeque<>();

    /** In this order. */
    private final Map<String, String> replacements = new LinkedHashMap<>();

    private int typed;

    /** What comes before and between the commands of a section. */
    private interface Story {
        void tell() throws Exception;
    }

    private Optional<Story> story(String section) {
        return Optional.ofNullable(Map.<String, Story>ofEntries(
                        entry("README.md#keep-the-data", this::production),
                        entry("docs/from-quilt2.md#1-take-over-the-settings", this::settingsOfAnOriginal),
                        entry("docs/from-quilt2.md#2-bring-the-data-over", this::dataOfAnOriginal),
                        entry("docs/from-quilt2.md#3-check", this::typeAllBesideFolders),
                        entry("docs/operations.md#production", this::production),
                        entry("docs/operations.md#external-services", this::externalServices),
                        entry("docs/operations.md#tls", this::nothingOfOurs),
                        entry("docs/operations.md#reverse-proxy", this::typeAll),
                        entry("docs/operations.md#users", this::users),
                        entry("docs/operations.md#backups", this::backups),
                        entry("docs/operations.md#from-test-mode-to-persistent-mode", this::carryOver),
                        entry("docs/operations.md#upgrades", this::upgrades),
                        entry("docs/operations.md#moving-data", this::move),
                        entry("docs/operations.md#logs-and-diagnostics", this::logs),
                        entry("docs/operations.md#systemd", this::typeAll))
                .get(section));
    }

    private static String name(DocPage page, DocPage.Section section) {
        return page.name() + "#" + section.anchor();
    }

    private static List<DocumentedCommand> commands(DocPage.Section section) {
        return section.blocks().stream()
                .flatMap(block -> DocumentedCommand.of(block).stream())
                .toList();
    }

    /** Each list of commands once, however many sections have it. */
    static Stream<String> sections() {
        var known = new HashSet<List<List<String>>>();
        return DocPage.all().stream()
                .flatMap(page -> page.sections().stream()
                        .filter(section -> !TYPED_ELSEWHERE.containsKey(name(page, section)))
                        .filter(section -> commands(section).stream().anyMatch(DocumentedCommand::isOurs))
                        .filter(section -> known.add(commands(section).stream()
                                .map(DocumentedCommand::arguments)
                                .toList()))
                        .map(section -> name(page, section)));
    }

    @ParameterizedTest
    @Thorough
    @MethodSource("sections")
    void whatASectionSaysWorks(String name) throws Exception {
        var page = DocPage.of(name.substring(0, name.indexOf('#')));
        var section = page.sections().stream()
                .filter(one -> name(page, one).equals(name))
                .findFirst()
                .orElseThrow();
        var story = story(name);
        assertThat(story).as("a story that types the commands of this section").isPresent();
        for (var command : commands(section)) {
            assertThat(command.isOurs()
                            || OF_THE_SYSTEM.contains(command.line().split(" ")[0])
                            || command.line().contains(" quilt login"))
                    .as(command.line())
                    .isTrue();
            if (command.isOurs()) {
                left.add(command);
            }
        }
        environment.remove("APPLIANCE_MODE");

        story.get().tell();

        assertThat(left).as("commands that nobody typed").isEmpty();
    }

    @Test
    void inlineCommandsAreInTheHelp() throws IOException {
        String help;
        try (var text = CommandLine.class.getResourceAsStream("help.txt")) {
            help = new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
        var unknown = DocPage.all().stream()
                .flatMap(page -> page.inlineCode().stream())
                .filter(code -> code.startsWith("quilt-appliance "))
                .map(code -> code.split(" ")[1])
                .filter(command -> command.matches("[a-z][a-z0-9-]+"))
                .filter(command -> !help.contains("\n  " + command))
                .collect(Collectors.toSet());

        assertThat(unknown).isEmpty();
    }

    /** Types the next one and waits for its end. @return what it said */
    private String type(String... input) throws IOException, InterruptedException {
        return typeFor(ExitCode.DONE, input);
    }

    private String typeFor(int exitCode, String... input) throws IOException, InterruptedException {
        var command = left.remove().with(replacements);
        String name = "typed-" + ++typed;
        if (input.length > 0) {
            Files.writeString(folder.resolve(name + ".in"), String.join("\n", input) + "\n");
        } else if (command.readsInput()) {
            Files.writeString(folder.resolve(name + ".in"), String.join("\n", command.input()) + "\n");
        }
        assertThat(ended(name, command.arguments().toArray(String[]::new)))
                .as("%s%n%s%n%s", command.line(), printed(name), told(name))
                .isEqualTo(exitCode);
        return printed(name) + told(name);
    }

    private void typeAll() throws IOException, InterruptedException {
        while (!left.isEmpty()) {
            type();
        }
    }

    private void nothingOfOurs() {
        assertThat(left).isEmpty();
    }

    private Process typeStart() throws IOException {
        assertThat(left.remove().arguments()).containsExactly("start");
        return started("typed-start");
    }

    private void useLocalImages(String database) {
        try (var runtime = DockerEngine.connect()) {
            LocalImages.load(runtime, database, LocalImages.MINIO);
        }
        environment.put("APPLIANCE_STORE_IMAGE", LocalImages.MINIO);
    }

    private void useFolders() {
        environment.put("APPLIANCE_DB", "external");
        environment.put("SQLALCHEMY_DATABASE_URI", PostgresServer.address(PostgresServer.freshDatabase()));
        environment.put("APPLIANCE_STORE", "folder");
        environment.put("APPLIANCE_BACKUP_DIR", folder.resolve("backups").toString());
    }

    private void production() throws Exception {
        useLocalImages(LocalImages.POSTGRES);
        environment.put("APPLIANCE_DB_IMAGE", LocalImages.POSTGRES);

        type();
        assertThat(type()).contains("PF-D1", "PF-9");
        var process = typeStart();

        new QuiltClient(admin()).push(PACKAGE, Samples.demo());
        stop(process);
        assertThat(engine.volumes(Labels.INSTANCE, instance().id())).hasSize(2);
    }

    private void externalServices() throws Exception {
        environment.put("APPLIANCE_MODE", "persistent");
        useLocalImages(LocalImages.POSTGRES);
        environment.put("APPLIANCE_DB_IMAGE", LocalImages.POSTGRES);
        stop(started("first"));
        String former = instance().volumes().get("store");
        replacements.put("NAME", new Volumes(engine).copied(former));
        assertThat(type()).contains(former);
        type();
        assertThat(instance().volumes()).containsEntry("store", replacements.get("NAME"));
        replacements.put("NAME", former);
        type();
        assertThat(engine.volume(former)).isEmpty();
        replacements.remove("NAME");
        type();
        type();
        stop(started("again"));

        replacements.clear();
        String database = PostgresServer.address(PostgresServer.freshDatabase());
        type();
        type(database);
        var bucket = MinioServer.freshBucket();
        replacements.put("s3.eu-central-1.amazonaws.com", bucket.endpoint().toString());
        replacements.put("eu-central-1", bucket.region());
        replacements.put("our-packages", bucket.bucket());
        replacements.put("AWS_ACCESS_KEY_ID KEY", "AWS_ACCESS_KEY_ID " + bucket.accessKey());
        for (int set = 0; set < 5; set++) {
            type();
        }
        type(bucket.secretKey().reveal());
        assertThat(type(database)).contains("PASSED");
        assertThat(type()).contains("PASSED");
        var mail = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        try {
            environment.put("SMTP_HOST", "localhost");
            environment.put("SMTP_PORT", "" + mail.getSmtp().getPort());
            environment.put("SMTP_USE_TLS", "false");
            assertThat(type()).contains("PASSED");
            assertThat(mail.getReceivedMessages()).hasSize(1);
        } finally {
            mail.stop();
        }
        environment.put("SMTP_HOST", "");
        var process = started("elsewhere");
        replacements.put(
                "https://registry.example.org", "http://localhost:" + environment.get("APPLIANCE_REGISTRY_PORT"));
        assertThat(type()).contains("PASSED");
        var gitHub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gitHub.createContext("/login/oauth/access_token", exchange -> {
            byte[] answer = "{\"error\": \"bad_verification_code\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        gitHub.start();
        try {
            environment.put(
                    "APPLIANCE_GITHUB_URL",
                    "http://localhost:" + gitHub.getAddress().getPort());
            environment.put("OAUTH_CLIENT_ID_GITHUB", "id");
            environment.put("OAUTH_CLIENT_SECRET_GITHUB", "secret");
            assertThat(type()).contains("PASSED");
        } finally {
            gitHub.stop(0);
        }
        stop(process);
    }

    private void settingsOfAnOriginal() throws Exception {
        String database = PostgresServer.address(PostgresServer.freshDatabase());
        var file = Files.writeString(folder.resolve("quilt-config.env"), """
                SQLALCHEMY_DATABASE_URI=%s
                S3_ENDPOINT=https://s3.example.org
                PACKAGE_BUCKET_NAME=package
                ALLOW_ANONYMOUS_ACCESS=false
                STRIPE_SECRET_KEY=
                """.formatted(database));
        replacements.put("quilt-config.env", file.toString());

        assertThat(type()).contains("ALLOW_ANONYMOUS_ACCESS", "STRIPE_SECRET_KEY=  -> not needed here");
        type();
        type();
        type(database);
        type();
    }

    private void dataOfAnOriginal() throws Exception {
        environment.put("APPLIANCE_MODE", "persistent");
        useFolders();
        try (var original = new OriginalRegistry()) {
            original.user("alice", "alice@example.org", OriginalRegistry.PASSWORD_HASH, true);
            original.pkg("alice", "wine");
            original.push("alice", "wine", Samples.demo());
            environment.put("PGPASSWORD", original.database().password().reveal());
            environment.put("AWS_ACCESS_KEY_ID", original.bucket().accessKey());
            environment.put(
                    "AWS_SECRET_ACCESS_KEY", original.bucket().secretKey().reveal());
            replacements.put(
                    "postgresql://reader@db.example.org/packages",
                    "postgresql://" + original.database().user() + "@"
                            + original.database().jdbcUrl().substring("jdbc:postgresql://".length()));
            replacements.put("https://s3.example.org/package", original.objects());

            assertThat(type()).containsPattern("Revisions +1 +0 +0");
            assertThat(type()).containsPattern("Revisions +0 +1 +0");
        }
    }

    private void typeAllBesideFolders() throws Exception {
        environment.put("APPLIANCE_MODE", "persistent");
        useFolders();
        stop(started("once"));
        typeAll();
    }

    private void users() throws Exception {
        environment.put("APPLIANCE_MODE", "persistent");
        useFolders();
        var process = started("running");
        run("bob", "users", "add", "bob", "bob@example.org");

        assertThat(type()).contains("admin", "bob");
        assertThat(type()).contains("/reset_password");
        type();
        type();

        run("list", "users", "list");
        assertThat(printed("list")).contains("bob").doesNotContain("ann");
        stop(process);
    }

    private void backups() throws Exception {
        environment.put("APPLIANCE_MODE", "persistent");
        useFolders();
        var process = started("running");
        new QuiltClient(admin()).push(PACKAGE, Samples.demo());

        typeAll();

        stop(process);
        try (var kept = Files.list(folder.resolve("backups"))) {
            assertThat(kept).isNotEmpty();
        }
    }

    private void carryOver() throws Exception {
        useFolders();
        var process = started("running");
        var tree = Samples.demo();
        new QuiltClient(admin("quilt")).push(PACKAGE, tree);

        assertThat(type()).contains("Carried over: 1 package");

        run("status", "status", "--wait", "running", "--timeout", "120s");
        Files.writeString(folder.resolve("password.in"), PASSWORD + "\n");
        run("password", "users", "reset-password", "admin", "--password", "-");
        assertThat(new QuiltClient(admin()).install(PACKAGE).objects()).containsOnlyKeys(tree.objectHashes());
        stop(process);
    }

    private void upgrades() throws Exception {
        environment.put("APPLIANCE_MODE", "persistent");
        environment.put("APPLIANCE_STORE", "folder");
        useLocalImages(LocalImages.POSTGRES);
        try (var runtime = DockerEngine.connect()) {
            LocalImages.load(runtime, LocalImages.POSTGRES_17);
        }
        run("image", "config", "set", "APPLIANCE_DB_IMAGE", LocalImages.POSTGRES);
        stop(started("former"));
        String former = instance().volumes().get("postgres");
        replacements.put("docker.io/library/postgres:17.11", LocalImages.POSTGRES_17);

        type();
        assertThat(instance().volumes().get("postgres")).isNotEqualTo(former);
        // The command before did all that this one would do.
        assertThat(typeFor(ExitCode.REFUSED)).contains("Nothing is to be upgraded");
        replacements.put("docker.io/library/postgres:15", LocalImages.POSTGRES);
        replacements.put("quilt-appliance-<id>-pg15", former);
        type();
        type();

        assertThat(instance().volumes()).containsEntry("postgres", former);
        stop(started("back"));
    }

    private void move() throws Exception {
        environment.put("APPLIANCE_MODE", "persistent");
        environment.put("APPLIANCE_DB", "external");
        environment.put("SQLALCHEMY_DATABASE_URI", PostgresServer.address(PostgresServer.freshDatabase()));
        run("store", "config", "set", "APPLIANCE_STORE", "folder");
        var process = started("running");
        new QuiltClient(admin()).push(PACKAGE, Samples.demo());
        stop(process);
        var bucket = MinioServer.freshBucket();
        var secret =
                Files.writeString(folder.resolve("secret"), bucket.secretKey().reveal());
        replacements.put("s3.example.org", bucket.endpoint().toString());
        replacements.put("our-packages", bucket.bucket());
        replacements.put("=KEY ", "=" + bucket.accessKey() + " ");
        replacements.put("/path/to/secret", secret.toString());

        assertThat(type()).contains("objects");
    }

    private void logs() throws Exception {
        var process = started("running");
        type();
        var following = command("following", left.remove().arguments().toArray(String[]::new));
        type();
        replacements.put("problem.zip", folder.resolve("problem.zip").toString());
        type();
        assertThat(type()).contains("settings");
        type();
        assertThat(folder.resolve("problem.zip")).isNotEmptyFile();
        var more = left.remove().with(Map.of("--anonymize", "--anonymize -o " + folder.resolve("other.zip")));
        run("anonymous", more.arguments().toArray(String[]::new));
        assertThat(following.isAlive()).isTrue();
        stop(following);
        stop(process);
    }
}
