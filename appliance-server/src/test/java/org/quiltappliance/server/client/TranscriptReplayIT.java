package org.quiltappliance.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.quiltappliance.server.client.RunningAppliance.Person;

/**
 * The story of the 69 recorded commands once more, against the appliance: each must end alike, print alike and lead the
 * client to the same requests. The recordings' answers are a stand-in's; where the registry rightly answers otherwise,
 * {@link #expected} says so.
 */
@ExtendWith(Testbed.Extension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TranscriptReplayIT {

    private static final String RECORDED_REGISTRY = "http://localhost:15070";
    private static final String RECORDED_CATALOG = "http://localhost:3000";

    private final Testbed bed;
    private final Map<String, QuiltCli> machines = new HashMap<>();
    private final RecordingProxy proxy = new RecordingProxy();
    private RunningAppliance appliance;
    private Person alice;
    private Person bob;

    TranscriptReplayIT(Testbed bed) {
        this.bed = bed;
        // Of its own, since the story counts on being alone: in lists of users, in search results.
        appliance = RunningAppliance.started(bed.freshFolder(), Map.of());
        alice = appliance.person("alice");
        bob = appliance.person("bob");
    }

    @BeforeAll
    void alicePreparesItAll() {
        appliance.call("POST", "/api/users/grant_admin", appliance.admin().token(), Map.of("username", "alice"));
        for (var name : List.of("alice", "bob", "anon")) {
            machines.put(name, DemoPackage.on(bed.machine()));
        }
        machine("bob").file("team_quilt.yml", "packages:\n- alice/demo/data/small:t:stable\n");
    }

    @AfterAll
    void stop() {
        appliance.close();
        proxy.close();
    }

    @TestFactory
    Stream<DynamicTest> recordedCommandEndsAlike() {
        return Transcript.all().stream()
                .map(recorded -> DynamicTest.dynamicTest(recorded.file(), () -> replay(recorded)));
    }

    private void replay(Transcript recorded) throws IOException {
        before(recorded);
        proxy.forget();

        var outcome = run(recorded);

        var expected = expected(recorded);
        assertThat(outcome.exitCode()).as("%s", outcome).isEqualTo(expected.exitCode());
        assertThat(outcome.errors())
                .as("%s", outcome)
                .isEqualTo(expected.errors()
                        .replace(RECORDED_REGISTRY, appliance.registry().toString()));
        assertThat(comparable(outcome.stdout(), recorded.machine()))
                .as("%s", outcome)
                .isEqualTo(comparable(expected.stdout(), recorded.machine()));
        assertThat(proxy.seen().stream()
                        .map(request -> Transcript.asRequest(request.method(), request.path()))
                        .sorted())
                .as("%s", outcome)
                .isEqualTo(recorded.requests());
    }

    private Outcome run(Transcript recorded) {
        var machine = proxy.before(machine(recorded.machine()));
        var arguments = recorded.arguments();
        if (recorded.number() == 67) {
            machine = machine.with("QUILT_PKG_URL", appliance.registry().toString());
        }
        if (arguments.get(0).equals("python")) {
            return machine.python(arguments.get(2));
        }
        return machine.quiltTyping(
                typed(recorded), arguments.subList(1, arguments.size()).toArray(String[]::new));
    }

    private String typed(Transcript recorded) {
        return recorded.typed()
                .replace(RECORDED_REGISTRY, appliance.registry().toString())
                .replace("code-alice", recorded.typed().contains("code-alice") ? appliance.code(alice) : "")
                .replace("code-bob", recorded.typed().contains("code-bob") ? appliance.code(bob) : "");
    }

    /** What the recording did besides the command. */
    private void before(Transcript recorded) throws IOException {
        switch (recorded.number()) {
            case 45 ->
                Files.write(
                        machine("bob").partOf(DemoPackage.BIG_OBJECT), Arrays.copyOf(DemoPackage.big(40_000), 12_345));
            case 47 -> Files.write(machine("bob").partOf(DemoPackage.BIG_OBJECT), DemoPackage.big(40_000));
            case 53 ->
                machine("alice")
                        .signedIn(
                                appliance.registry(),
                                alice.token(),
                                Instant.now().getEpochSecond() + 30);
            default -> {
                // Nothing.
            }
        }
    }

    private Outcome expected(Transcript recorded) {
        var outcome = new Outcome("recorded", recorded.exitCode(), recorded.stdout(), recorded.stderr());
        return switch (recorded.number()) {
            case 52 -> failed(outcome, "Only the package owner can push private packages.");
            // Users are disabled, never deleted: packages belong to names.
            case 63, 64 -> failed(outcome, "This endpoint is not enabled.");
            // Carol is still there, and so is the administrator that test mode makes; the list was before carol.
            case 59 -> printed(outcome, outcome.stdout() + "admin " + adminMail() + " True True\n");
            // The stand-in had one made-up event.
            case 68 ->
                printed(
                        outcome,
                        "Time User Package Type\n" + "TIME alice acme:alice/demo PUSH\n".repeat(5)
                                + "TIME (anonymous) acme:alice/demo INSTALL\n".repeat(12)
                                + "TIME alice acme:alice/demo DELETE\n" + "TIME alice acme:alice/demo PUSH\n");
            default -> outcome;
        };
    }

    private String adminMail() {
        return appliance
                .call("GET", "/api/me", appliance.admin().token(), null)
                .get("email")
                .asText();
    }

    private static Outcome failed(Outcome recorded, String message) {
        return new Outcome(recorded.command(), 1, recorded.stdout(), message + "\n");
    }

    private static Outcome printed(Outcome recorded, String stdout) {
        return new Outcome(recorded.command(), recorded.exitCode(), stdout, recorded.stderr());
    }

    /** Without what differs from run to run: addresses, homes, times, column widths and the order of lines. */
    private List<String> comparable(String stdout, String machine) {
        return stdout.replace(RECORDED_REGISTRY, appliance.registry().toString())
                .replace(RECORDED_CATALOG, appliance.catalog().toString())
                .replace("$HOME_" + machine.toUpperCase(Locale.ROOT), homeOf(machine))
                .replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d", "TIME")
                .lines()
                .map(line -> line.replaceAll(" +", " ").stripTrailing())
                .sorted()
                .toList();
    }

    private String homeOf(String machine) {
        return machine(machine).work().getParent().toString();
    }

    private QuiltCli machine(String name) {
        var machine = machines.get(name);
        if (machine == null) {
            throw new IllegalArgumentException(name);
        }
        return machine;
    }
}
