package org.quiltappliance.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import org.quiltappliance.server.SettingsSource;
import org.quiltappliance.server.cli.CommandLine.Call;

/** Moves the data of a stopped registry to other places, which settings of the command line name. */
final class MoveCommand {

    private final Call call;
    private final Terminal terminal;
    private final Map<String, String> wanted;

    MoveCommand(Call given) {
        // What --set says is where the data go, not where they are.
        var here = new SettingsSource(given.home(), Map.of(), given.source().environment(), Clock.systemUTC());
        call = new Call(given.arguments(), given.terminal(), here, given.around());
        terminal = given.terminal();
        wanted = given.source().options();
    }

    int run() throws IOException {
        boolean dryRun = call.arguments().flag("--dry-run");
        call.arguments().finish();
        if (wanted.isEmpty()) {
            throw CommandFailure.wrongUse(
                    "Say where to with --set NAME=VALUE, such as --set APPLIANCE_STORE=external.");
        }
        var settings = new TypedSettings(wanted, terminal).read();
        return new Host(call).during(() -> {
            JsonNode plan = new LongTask(call).run(request("plan-move", settings));
            plan.path("sentences").forEach(sentence -> terminal.tell(sentence.asText()));
            JsonNode result = dryRun ? plan : new LongTask(call).run(request("move", settings));
            if (terminal.wantsJson()) {
                terminal.print(result);
            } else if (dryRun) {
                terminal.tell("Nothing was changed.");
            } else {
                print(result);
            }
            return ExitCode.DONE;
        });
    }

    private static ObjectNode request(String task, Map<String, String> settings) {
        var request = LongTask.request(task);
        var values = request.putObject("settings");
        settings.forEach(values::put);
        return request;
    }

    private void print(JsonNode result) {
        long rows = result.path("packages").asLong();
        terminal.print("Moved: " + Sizes.count(result.path("objects").asLong(), "object")
                + (result.path("to").has("database")
                        ? ", " + Sizes.count(rows, "package") + ", "
                                + Sizes.count(result.path("users").asLong(), "user")
                        : "")
                + ", all read again.");
        result.path("to")
                .properties()
                .forEach(place -> terminal.print("The " + place.getKey() + " are now at: "
                        + place.getValue().asText()));
        result.path("from")
                .properties()
                .forEach(place ->
                        terminal.print("Left as it was: " + place.getValue().asText()));
    }
}
