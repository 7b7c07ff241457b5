package org.quiltappliance.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.quiltappliance.server.testing.StartedAppliance;
import org.quiltappliance.server.testing.Switches;
import org.quiltappliance.server.testing.TestDatabase;
import org.quiltappliance.server.testing.TestStorage;

/** {@code client-protocol.md} section 3: config, login, tokens and logout as the client's user sees them. */
@ExtendWith(Testbed.Extension.class)
class SignInIT {

    private static final String CONFIG_PROMPT_1 =
            "Please enter the URL for your custom Quilt registry (ask your administrator),";
    private static final String CONFIG_PROMPT_2 = "or leave this line blank to use the default registry: ";
    private static final String REFUSED = "Authentication failed. Run `quilt login` again.";

    private final Testbed bed;
    private final RunningAppliance appliance;

    SignInIT(Testbed bed) {
        this.bed = bed;
        this.appliance = bed.appliance();
    }

    @Test
    @DisplayName("item 1: everything sits at the root of the configured URL")
    void configuredRegistryIsUsed() {
        var machine = bed.machine();

        machine.quiltTyping(appliance.registry() + "\n", "config").printed(CONFIG_PROMPT_1, CONFIG_PROMPT_2);

        machine.quilt("search", "nosuchword").printed("(No results)");
    }

    @Test
    @DisplayName("item 1: the URL is taken with a final slash, too")
    void finalSlashesOfTheUrlAreDropped() throws IOException {
        var machine = bed.machine();

        machine.quiltTyping(appliance.registry() + "//\n", "config").succeeded();

        assertThat(Files.readString(machine.base().resolve("config.json")))
                .contains("\"registry_url\": \"" + appliance.registry() + "\"");
        machine.quilt("search", "nosuchword").printed("(No results)");
    }

    @Test
    void urlThatIsNoRootIsRefusedAndTheOldOneKept() {
        var machine = bed.stranger();

        for (var url : new String[] {appliance.registry() + "/registry", "localhost:5000", "ftp://localhost"}) {
            machine.quiltTyping(url + "\n", "config").failedWith("Invalid URL: " + url);
        }

        machine.quilt("search", "nosuchword").printed("(No results)");
    }

    @Test
    void variableConfiguresTheRegistryToo() {
        bed.machine()
                .with("QUILT_PKG_URL", appliance.registry().toString())
                .quilt("search", "nosuchword")
                .printed("(No results)");
    }

    @Test
    void finalSlashInTheVariableDoesNoHarm() {
        var outcome =
                bed.machine().with("QUILT_PKG_URL", appliance.registry() + "/").quilt("search", "nosuchword");

        assertThat(outcome.stderr()).as("%s", outcome).doesNotContain("Traceback", "Unexpected failure");
    }

    @Test
    void codeSignsIn() throws IOException {
        var machine = bed.stranger();

        machine.quiltTyping(appliance.code(bed.alice()) + "\n", "login")
                .printed(
                        "Launching a web browser...",
                        "If that didn't work, please visit the following URL: " + appliance.registry() + "/login",
                        "Failed to launch the browser: [Errno 2] No such file or directory: 'xdg-open'",
                        "",
                        "Enter the code from the webpage: ");

        assertThat(Files.readString(machine.base().resolve("auth.json")))
                .contains(appliance.registry().toString(), "access_token", "expires_at");
        DemoPackage.on(machine).quilt("build", "alice/by_code", "build.yml").succeeded();
        machine.quilt("push", "alice/by_code").succeeded();
    }

    @Test
    void codeIsTakenWithBlanksAroundIt() {
        bed.stranger()
                .quiltTyping("  " + appliance.code(bed.alice()) + " \t\n", "login")
                .succeeded();
    }

    @Test
    void codeWorksOnce() {
        var code = appliance.code(bed.alice()) + "\n";
        bed.stranger().quiltTyping(code, "login").succeeded();

        bed.stranger().quiltTyping(code, "login").failedWith("Authentication error: 401");
    }

    @Test
    void codeIsGoodForTenMinutes() {
        try (var storage = TestStorage.of(TestDatabase.H2);
                var aged = StartedAppliance.start(storage, Switches.ALL_ON)) {
            var codes = Stream.generate(() -> aged.client().as(aged.admin()).get("/api/code"))
                    .limit(2)
                    .map(answer -> answer.json().get("code").asText() + "\n")
                    .toList();
            var machine = bed.machine().configured(aged.registry());

            aged.clock()
                    .shifted(
                            Duration.ofMinutes(9),
                            () -> machine.quiltTyping(codes.get(0), "login").succeeded());
            aged.clock()
                    .shifted(
                            Duration.ofMinutes(11),
                            () -> machine.quiltTyping(codes.get(1), "login").failedWith("Authentication error: 401"));
        }
    }

    @Test
    void wrongCodeIsRefusedAndTheOldLoginStays() {
        var machine = bed.machineOf(bed.alice());

        machine.quiltTyping("nonsense\n", "login").failedWith("Authentication error: 401");
        machine.quiltTyping("\n", "login").failedWith("Authentication error: 401");
        var forged = Base64.getEncoder().encodeToString("{\"id\": \"x\", \"code\": \"y\"}".getBytes());
        machine.quiltTyping(forged + "\n", "login").failedWith("Authentication error: 401");

        DemoPackage.pushed(machine, "alice/still_in", "still in");
    }

    @Test
    void scriptsSignInWithACode() {
        var machine = bed.stranger();

        machine.python("import quilt; quilt.login_with_token('%s')".formatted(appliance.code(bed.bob())))
                .printed();

        DemoPackage.pushed(machine, "bob/by_script", "by script");
    }

    @Test
    void tokenAboutToExpireIsTraded() throws IOException {
        var alice = appliance.anotherSignIn(bed.alice());
        var soon = Instant.now().getEpochSecond() + 30;
        var machine = bed.stranger().signedIn(appliance.registry(), alice.token(), soon);
        var copy = bed.stranger().signedIn(appliance.registry(), alice.token(), soon);

        DemoPackage.pushed(machine, "alice/traded", "traded");

        assertThat(Files.readString(machine.base().resolve("auth.json"))).doesNotContain(alice.token());
        // Two commands may do this at once: the old token stays good.
        copy.quilt("log", "alice/traded").succeeded();
    }

    @Test
    void revokedTokenIsRefusedByEveryCommand() {
        var alice = appliance.anotherSignIn(bed.alice());
        var machine = bed.machineOf(alice);
        DemoPackage.pushed(machine, "alice/revoked", "revoked");
        appliance.call("POST", "/api/logout", alice.token(), Map.of());

        machine.quilt("search", "demo").failedWith(REFUSED);
        machine.quilt("log", "alice/revoked").failedWith(REFUSED);
        machine.quilt("push", "alice/revoked").failedWith(REFUSED);
        machine.quilt("install", "-f", "alice/revoked").failedWith(REFUSED);
        machine.quilt("access", "list", "alice/revoked").failedWith(REFUSED);
    }

    @Test
    void revokedTokenCannotBeTraded() {
        var alice = appliance.anotherSignIn(bed.alice());
        appliance.call("POST", "/api/logout", alice.token(), Map.of());
        var machine = bed.stranger().signedIn(appliance.registry(), alice.token(), 0);

        machine.quilt("search", "demo")
                .failedWith("Failed to update the access token (Authentication error: 401). Run `quilt login` again.");
    }

    @Test
    void tokenThatIsNoneIsRefused() {
        bed.stranger()
                .signedIn(appliance.registry(), "no.such.token")
                .quilt("search", "demo")
                .failedWith(REFUSED);
    }

    @Test
    void signInOfADisabledPersonEnds() {
        var carol = bed.person("carol_disabled");
        var machine = bed.machineOf(carol);
        var code = appliance.code(carol);
        machine.quilt("search", "nosuchword").succeeded();

        appliance.call("POST", "/api/users/disable", appliance.admin().token(), Map.of("username", carol.name()));

        machine.quilt("search", "nosuchword").failedWith(REFUSED);
        bed.stranger().quiltTyping(code + "\n", "login").failedWith("Authentication error: 401");
    }

    @Test
    void logoutForgetsTheToken() {
        var machine = bed.machineOf(bed.alice());

        machine.quilt("logout").printed();
        machine.quilt("logout").printed("Already logged out.");

        DemoPackage.on(machine).quilt("build", "alice/nobody", "build.yml").succeeded();
        machine.quilt("push", "alice/nobody").failedWith(REFUSED);
    }
}
