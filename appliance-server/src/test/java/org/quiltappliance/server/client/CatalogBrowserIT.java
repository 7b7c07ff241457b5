package org.quiltappliance.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.testing.Answer;
import org.quiltappliance.server.testing.Thoroughness;

/**
 * The web catalog in Chromium, against an appliance that the real client has filled ({@code catalog.md} 12). What is looked at
 * stands in {@code bundled-catalog/e2e}. Runs when no other test does, and fails where the client, Node or Chromium is missing.
 */
@Tag("browser")
class CatalogBrowserIT {

    private static final Path CATALOG =
            Path.of("../bundled-catalog").toAbsolutePath().normalize();
    /** Twice what all of it takes. */
    private static final int MOST_MINUTES = 30;

    private static final String SNIPPETS = "snippets.spec.ts";

    @TempDir
    static Path folder;

    private static CatalogWorld world;

    @BeforeAll
    static void start() {
        world = CatalogWorld.started(ClientTools.prepared(), folder);
    }

    @AfterAll
    static void stop() {
        if (world != null) {
            world.close();
        }
    }

    @Test
    void pagesHoldWhatTheyPromise() throws Exception {
        var specs = new ArrayList<String>();
        try (var files = Files.list(CATALOG.resolve("e2e"))) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".spec.ts") && !name.equals(SNIPPETS))
                    .sorted()
                    .forEach(specs::add);
        }
        assertThat(specs).isNotEmpty();

        playwright(specs);
    }

    @Test
    void everyCommandThatTheCatalogOffersRuns() throws Exception {
        var written = CATALOG.resolve("target/snippets.json");
        Files.deleteIfExists(written);

        playwright(List.of(SNIPPETS));

        var alice = world.appliance().anotherSignIn(new RunningAppliance.Person("alice", ""));
        int number = 0;
        for (JsonNode offered : Answer.JSON.readTree(Files.readAllBytes(written))) {
            var machine = world.machine("snippets" + number++);
            var ran = new ArrayList<String>();
            for (var command : inOrder(offered.get("shell"))) {
                ran.add(command);
                var typed = switch (command) {
                    case "quilt config" -> offered.get("registry").textValue() + "\n";
                    case "quilt login" -> world.appliance().code(alice) + "\n";
                    default -> "";
                };
                var words = command.split(" ");
                if (words[0].equals("curl")) {
                    downloaded(command, machine.work());
                    continue;
                }
                assertThat(words[0]).isEqualTo("quilt");
                machine.quiltTyping(
                                typed, List.of(words).subList(1, words.length).toArray(String[]::new))
                        .succeeded();
            }
            assertThat(ran).as("%s", offered).hasSizeGreaterThanOrEqualTo(3);
            // A machine of its own: the client asks before it installs a package again.
            world.machineOf(alice, "python" + number)
                    .python(offered.get("python").textValue())
                    .succeeded();
        }
        assertThat(number).isGreaterThan(5);
    }

    /** By somebody who has neither the client nor an account. */
    private static void downloaded(String command, Path folder) throws IOException, InterruptedException {
        var before = List.of(folder.toFile().list());
        var process = new ProcessBuilder("sh", "-c", command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", command, printed).isZero();
        assertThat(folder.toFile().listFiles(file -> !before.contains(file.getName()) && file.length() > 0))
                .as(command)
                .hasSize(1);
    }

    /** As the page says: whoever is here for the first time begins with what stands below. */
    private static List<String> inOrder(JsonNode shell) {
        var first = new ArrayList<String>();
        var then = new ArrayList<String>();
        shell.forEach(line -> {
            var command = line.textValue();
            (command.equals("quilt config") || command.equals("quilt login") ? first : then).add(command);
        });
        first.addAll(then);
        return first;
    }

    private static void playwright(List<String> specs) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("node", "node_modules/@playwright/test/cli.js", "test"));
        command.addAll(specs);
        var printed = folder.resolve("playwright.log");
        var builder = new ProcessBuilder(command)
                .directory(CATALOG.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile());
        builder.environment().putAll(world.environment());
        builder.environment().put("FORCE_COLOR", "0");
        builder.environment().put("THOROUGH", Thoroughness.isWanted() ? "yes" : "");
        builder.environment().put("NO_PROXY", "localhost");
        var process = builder.start();
        if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroyForcibly();
            throw new AssertionError("Playwright did not end: " + Files.readString(printed));
        }
        assertThat(process.exitValue()).as(Files.readString(printed)).isZero();
    }
}
