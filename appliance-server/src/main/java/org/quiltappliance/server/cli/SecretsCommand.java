package org.quiltappliance.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import org.quiltappliance.server.cli.CommandLine.Call;

/** Replaces secrets that the appliance made for itself. */
final class SecretsCommand {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Call call;
    private final Terminal terminal;

    SecretsCommand(Call call) {
        this.call = call;
        this.terminal = call.terminal();
    }

    int run() throws IOException {
        String action = call.arguments().word("rotate");
        if (!action.equals("rotate")) {
            throw CommandFailure.wrongUse("There is no \"secrets " + action + "\".");
        }
        String which = call.arguments().word("key, database or storage");
        if (!which.matches("key|database|storage")) {
            throw CommandFailure.wrongUse("There is no secret \"" + which + "\", only key, database and storage.");
        }
        boolean yes = call.arguments().flag("--yes");
        boolean restart = call.arguments().flag("--restart");
        call.arguments().finish();
        if (restart && !which.equals("key")) {
            throw CommandFailure.wrongUse("Only another key needs a restart.");
        }
        return new Host(call).during(() -> yes ? rotate(which, restart) : tell(which));
    }

    private int tell(String which) throws IOException {
        JsonNode answer =
                new Remote(call.home()).require(Remote.request("secrets").put("secret", which), PATIENCE);
        terminal.show(answer, () -> {
            terminal.print(answer.path("effect").asText());
            terminal.tell("Nothing was changed. secrets rotate " + which + " --yes does it.");
        });
        return ExitCode.DONE;
    }

    private int rotate(String which, boolean restart) throws IOException {
        JsonNode result = new LongTask(call)
                .run(LongTask.request("rotate").put("secret", which).put("restart", restart));
        boolean failed = result.has("started") && !result.path("started").asBoolean();
        terminal.show(result, () -> {
            terminal.print(result.path("effect").asText());
            JsonNode problem = result.path("problem");
            if (problem.isObject()) {
                terminal.tell("Error: the registry does not run now. "
                        + problem.path("title").asText() + ". "
                        + problem.path("message").asText());
            }
        });
        return failed ? ExitCode.FAILED : ExitCode.DONE;
    }
}
