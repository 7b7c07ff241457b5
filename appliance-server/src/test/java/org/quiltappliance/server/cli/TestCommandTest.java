package org.quiltappliance.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.testing.FreePort;
import org.quiltappliance.server.testing.PostgresServer;

class TestCommandTest {

    @TempDir
    Path folder;

    private final LineUnderTest commands = new LineUnderTest();

    private int test(String input, String... more) {
        var line = new ArrayList<>(
                List.of("config", "test", "--home", folder.resolve("home").toString()));
        line.addAll(List.of(more));
        return commands.run(input, line);
    }

    @Test
    void goodDatabasePassesWithItsAddressFromStandardInput() {
        String address = PostgresServer.address(PostgresServer.freshDatabase());

        int code = test(address + "\n", "database", "--set", "SQLALCHEMY_DATABASE_URI=-");

        assertThat(code).isEqualTo(ExitCode.DONE);
        assertThat(commands.out.toString(UTF_8))
                .contains("PASSED   Sign-in: signed in as", "PASSED   Tables: is empty");
        assertThat(folder.resolve("home")).doesNotExist();
    }

    @Test
    void failedStageIsNamedWithItsRemedyAndInJson() throws Exception {
        int port = FreePort.find();

        int code = test(
                "postgresql://a:canary-1c1c@127.0.0.1:" + port + "/b\n",
                "database",
                "--json",
                "--set",
                "SQLALCHEMY_DATABASE_URI=-");

        assertThat(code).isEqualTo(ExitCode.FAILED);
        var report = new ObjectMapper().readTree(commands.out.toByteArray());
        assertThat(report.path("good").asBoolean()).isFalse();
        var last = report.path("stages").path(1);
        assertThat(last.path("name").asText()).isEqualTo("Connection");
        assertThat(last.path("state").asText()).isEqualTo("FAILED");
        assertThat(last.path("remedy").asText()).isNotEmpty();
        assertThat(commands.out.toString(UTF_8)).doesNotContain("canary");
    }

    @Test
    void secretOnTheCommandLineIsRefused() {
        assertThat(test("", "mail", "--set", "SMTP_PASSWORD=hunter2")).isEqualTo(ExitCode.WRONG_USE);
        assertThat(commands.err.toString(UTF_8)).doesNotContain("hunter2");
    }

    @Test
    void addressesNeedARegistryThatRuns() {
        assertThat(test("", "urls")).isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void whatThereIsToTestIsSaid() {
        assertThat(test("", "printer")).isNotZero();
        assertThat(commands.err.toString(UTF_8)).contains("database, store, mail, urls and github");
    }
}
