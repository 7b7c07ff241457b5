package org.quiltappliance.server.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.monitoring.Redaction;

class GatheringTest {

    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private static final String CANARY = "c4n4ry-c4n4ry";

    @TempDir
    Path folder;

    private final Redaction redaction = new Redaction();
    private Home home;
    private Gathering gathering;

    @BeforeEach
    void makeHome() throws IOException {
        redaction.hide(CANARY);
        home = new Home(folder.resolve("home"));
        gathering = new Gathering(redaction);
        Files.createDirectories(home.logs());
    }

    private static Map<String, String> texts(Archive archive) {
        return archive.pieces().stream().collect(Collectors.toMap(Piece::name, Piece::text));
    }

    private void log(String name, List<String> lines) throws IOException {
        Files.write(home.logs().resolve(name), lines);
    }

    @Test
    void hidesAndCountsSecretsOfEveryPiece() {
        gathering.add("a.txt", () -> CANARY + " postgresql://a:b@db/x");
        gathering.addJson(
                "b.json",
                () -> JsonNodeFactory.instance
                        .objectNode()
                        .put("x", "the " + CANARY)
                        .put("password", "pw"));

        var texts = texts(gathering.finish(NOW));

        assertThat(texts.get("a.txt")).isEqualTo("[hidden] postgresql://a:[hidden]@db/x");
        assertThat(texts.get("b.json")).contains("\"the [hidden]\"", "\"password\" : \"[hidden]\"");
        assertThat(texts.get("redactions.txt"))
                .contains("     2  values of secret settings")
                .contains("     1  passwords in addresses")
                .contains("     1  passwords, tokens and codes by their name")
                .contains("hidden when a log was written too: 4\n");
    }

    @Test
    void objectStaysReadableForPrograms() throws IOException {
        gathering.addJson(
                "b.json",
                () -> JsonNodeFactory.instance
                        .objectNode()
                        .put("header", "Authorization: Bearer " + CANARY)
                        .put("code", "PORT_IN_USE"));

        var json = new ObjectMapper().readTree(texts(gathering.finish(NOW)).get("b.json"));

        assertThat(json.path("header").asText()).isEqualTo("Authorization: [hidden]");
        assertThat(json.path("code").asText()).isEqualTo("PORT_IN_USE");
    }

    @Test
    void whatCannotBeGatheredLeavesASentence() {
        gathering.add("a.txt", () -> {
            throw new IOException("the disk is gone, password=" + CANARY);
        });
        gathering.addJson("b.json", () -> {
            throw new IllegalStateException("odd");
        });

        var texts = texts(gathering.finish(NOW));

        assertThat(texts.get("a.txt"))
                .isEqualTo("This could not be gathered: java.io.IOException: the disk is gone, password=[hidden]\n");
        assertThat(texts.get("b.json")).contains("odd");
    }

    @Test
    void takesTheEndOfEachLogAndTheDayAroundTheLastFailure() throws IOException {
        var lines = new ArrayList<String>();
        for (int i = 0; i < 3000; i++) {
            lines.add("2026-11-24T10:00:00.000Z INFO  A [-] old " + i);
        }
        lines.add("2026-11-25T01:00:00.000Z ERROR A [-] the failure");
        lines.add("java.lang.Error: below it");
        log("appliance.log", lines);
        log("postgres.log", List.of("2026-11-25 02:00:00 UTC LOG:  near", "2026-11-26 02:00:00 UTC LOG:  far"));

        gathering.addLogs(home, Optional.empty());

        var texts = texts(gathering.finish(NOW));
        assertThat(texts.get("logs/appliance.log").lines())
                .hasSize(2000)
                .startsWith("2026-11-24T10:00:00.000Z INFO  A [-] old 1002")
                .endsWith("java.lang.Error: below it");
        assertThat(texts.get("logs/appliance-around-failure.log")).isEqualTo("""
                2026-11-25T01:00:00.000Z ERROR A [-] the failure
                java.lang.Error: below it
                """);
        assertThat(texts.get("logs/postgres-around-failure.log")).isEqualTo("2026-11-25 02:00:00 UTC LOG:  near\n");
        assertThat(texts).doesNotContainKeys("logs/access.log", "logs/store.log");
    }

    @Test
    void withoutAFailureThereIsNoDayAroundIt() throws IOException {
        log("access.log", List.of("2026-11-25T02:00:00.000Z INFO  access [-] GET / 200"));

        gathering.addLogs(home, Optional.empty());

        assertThat(texts(gathering.finish(NOW))).containsOnlyKeys("README.txt", "logs/access.log", "redactions.txt");
    }

    @Test
    void tellsFilesButNotTheNamesOfObjects() throws IOException {
        Files.writeString(home.settings(), "12345");
        Files.createDirectories(home.testObjects().resolve("objs/ann"));
        Files.writeString(home.testObjects().resolve("objs/ann/00ff"), "123");

        gathering.addFiles(home);

        assertThat(texts(gathering.finish(NOW)).get("files.txt"))
                .contains("appliance.env  5 bytes  ", "test  1 files, 3 bytes  ")
                .doesNotContain("ann", "00ff");
    }

    @Test
    void savesTheWholeArchiveForItsOwnerAlone() throws IOException {
        var archive = gathering.finish(NOW);
        Path file = folder.resolve(archive.fileName());

        archive.save(file);

        assertThat(file).hasFileName("quilt-appliance-diagnostics-20261125-100000.zip");
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(file, home.folder());
        }
    }

    @Test
    void namesAndAddressesAreReplacedAlwaysByTheSameWord() {
        gathering.add("a.log", () -> """
                GET /api/package/ann_b/iris/00ff 200 user=bob client=192.168.1.20 "quilt"
                GET /objects/ann_b/00ff client=fe80::1 mail to bob@example.org from quilt@localhost
                """);
        gathering.add("b.log", () -> """
                ann_b and bob at db.example.org, 192.168.1.20, 127.0.0.1 and bobsled, ann
                12:30:45 Map::get 2026-11-25T10:00:00.000Z admin bob@example.org
                """);

        var texts = texts(gathering.finishAnonymously(NOW, List.of("ann", "admin"), List.of("db.example.org")));

        String first = word(texts.get("a.log"), "GET /api/package/(\\S+)/iris");
        String bob = word(texts.get("a.log"), "user=(\\S+)");
        String mail = word(texts.get("a.log"), "mail to (\\S+)");
        String address = word(texts.get("a.log"), "client=(address-\\d+) \"quilt\"");
        String other = word(texts.get("a.log"), "client=(address-\\d+) mail");
        assertThat(List.of(first, bob, mail, address, other)).doesNotHaveDuplicates();
        assertThat(texts.get("b.log")).matches("""
                %s and %s at address-\\d+, %s, 127\\.0\\.0\\.1 and bobsled, user-\\d+
                12:30:45 Map::get 2026-11-25T10:00:00\\.000Z admin %s
                """.formatted(first, bob, address, mail));
        assertThat(texts.get("a.log")).contains("quilt@localhost", "/objects/" + first + "/00ff");
        assertThat(texts.get("redactions.txt")).contains("were replaced: 7 different ones");
    }

    private static String word(String text, String pattern) {
        var matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }
}
