package org.quiltappliance.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.quiltappliance.server.SnapshotJson;
import org.quiltappliance.server.StartChecks;
import org.quiltappliance.server.cli.CommandLine.Call;
import org.quiltappliance.server.monitoring.DiskSpace;

/** Shows whether a start would work. */
final class CheckCommand {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Call call;
    private final Terminal terminal;

    CheckCommand(Call call) {
        this.call = call;
        this.terminal = call.terminal();
    }

    int run() throws IOException {
        call.arguments().finish();
        call.around().logs().toTerminal();
        var answer = new Remote(call.home()).ask(Remote.request("check"), PATIENCE);
        JsonNode results = answer.isPresent()
                ? answer.get()
                : SnapshotJson.of(new StartChecks(call.source(), DiskSpace::of, Clock.systemUTC()).run(false));
        terminal.show(results, () -> results.path("checks").forEach(this::print));
        return results.path("passed").asBoolean() ? ExitCode.DONE : ExitCode.PREFLIGHT_FAILED;
    }

    private void print(JsonNode check) {
        terminal.print(String.format(
                "%-8s %-5s %s: %s",
                check.path("outcome").asText(),
                check.path("id").asText(),
                check.path("label").asText(),
                check.path("detail").asText()));
        for (JsonNode stage : check.path("stages")) {
            terminal.print("               " + (stage.path("passed").asBoolean() ? "passed  " : "failed  ")
                    + stage.path("name").asText() + ": " + stage.path("detail").asText());
        }
        JsonNode problem = check.path("problem");
        problem.path("evidence").forEach(line -> terminal.print("               " + line.asText()));
        for (JsonNode fix : problem.path("fixes")) {
            String command = fix.path("command").asText();
            terminal.print("               - " + fix.path("text").asText()
                    + (command.isEmpty() ? "" : ": " + call.around().command() + " " + command));
        }
    }
}
