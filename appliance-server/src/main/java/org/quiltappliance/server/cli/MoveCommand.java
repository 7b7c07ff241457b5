package org.quiltappliance.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.quiltappliance.server.SettingsSource;
import org.quiltappliance.server.cli.CommandLine.Call;
import org.quiltappliance.server.config.Setting;
import org.quiltappliance.server.config.Settings;

/** Moves the data of a stopped registry to other places, which settings of the command line name. */
final class MoveCommand {

    private static final String IN_FILE = "_FILE";

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
        var settings = settings();
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

    /** With secrets from standard input, in the order of their names, or from files. */
    private Map<String, String> settings() throws IOException {
        var settings = new LinkedHashMap<String, String>();
        for (var entry : new TreeMap<>(wanted).entrySet()) {
            String name = entry.getKey();
            String secret = name.endsWith(IN_FILE) ? name.substring(0, name.length() - IN_FILE.length()) : name;
            boolean isSecret = Settings.find(secret).filter(Setting::secret).isPresent();
            if (isSecret && !secret.equals(name)) {
                settings.put(secret, content(entry.getValue()));
            } else if (isSecret && !entry.getValue().equals("-")) {
                throw CommandFailure.wrongUse("A secret does not belong on the command line. Say --set " + name
                        + "=- and send it to standard input, or --set " + name + IN_FILE + "=FILE.");
            } else {
                settings.put(name, isSecret ? terminal.secret() : entry.getValue());
            }
        }
        return settings;
    }

    private static String content(String file) throws IOException {
        try {
            return Files.readString(Path.of(file), StandardCharsets.UTF_8).strip();
        } catch (InvalidPathException impossible) {
            throw CommandFailure.wrongUse("This cannot be a file: " + file);
        }
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
