package org.quiltappliance.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import org.quiltappliance.server.cli.CommandLine.Call;

/** Turns a registry to another mode, with its data or without. */
final class ModeCommand {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Call call;
    private final Terminal terminal;

    ModeCommand(Call call) {
        this.call = call;
        this.terminal = call.terminal();
    }

    int run() throws IOException {
        String mode = call.arguments().word("test or persistent");
        boolean carry = call.arguments().flag("--carry-over");
        boolean leave = call.arguments().flag("--leave");
        if (!mode.equals("test") && !mode.equals("persistent")) {
            throw CommandFailure.wrongUse("There is no mode \"" + mode + "\", only test and persistent.");
        }
        if (carry && leave || carry && mode.equals("test")) {
            throw CommandFailure.wrongUse(
                    carry && leave
                            ? "--carry-over and --leave exclude each other."
                            : "Nothing is carried over into test mode, which begins empty.");
        }
        return carry ? carryOver() : turnTo(mode, leave);
    }

    private int turnTo(String mode, boolean leave) throws IOException {
        call.arguments().finish();
        var request = Remote.request("mode").put("mode", mode).put("leave", leave);
        return new Host(call).during(() -> {
            JsonNode answer = new Remote(call.home()).require(request, PATIENCE);
            if (terminal.wantsJson()) {
                terminal.print(answer);
            } else if (answer.path("endpoints").isObject()) {
                terminal.print("Running in " + mode + " mode. "
                        + answer.path("location").asText());
            } else {
                terminal.print("The next start is in " + mode + " mode.");
            }
            if (mode.equals("test") && !terminal.wantsJson()) {
                terminal.tell("Data of persistent mode stay where they are. Test mode does not show them and does not"
                        + " change them. Clients sign in again.");
            }
            return ExitCode.DONE;
        });
    }

    private int carryOver() throws IOException {
        var request = LongTask.request("carry-over");
        call.arguments().option("--admin-password").ifPresent(source -> {
            if (!source.equals("-")) {
                throw CommandFailure.wrongUse("A password does not belong on the command line. Say --admin-password -"
                        + " instead, and send it to standard input.");
            }
            request.put("password", terminal.secret());
        });
        call.arguments().finish();
        return new Host(call).during(() -> {
            JsonNode result = new LongTask(call).run(request);
            terminal.show(result, () -> print(result));
            return result.path("started").asBoolean() ? ExitCode.DONE : ExitCode.FAILED;
        });
    }

    private void print(JsonNode result) {
        terminal.print("Carried over: " + Sizes.count(result.path("packages").asLong(), "package") + ", "
                + Sizes.count(result.path("users").asLong(), "user") + ", "
                + Sizes.count(result.path("objects").asLong(), "object") + ".");
        terminal.print("From now on: " + result.path("present").asText());
        if (result.has("password")) {
            terminal.print("The administrator's new password, shown this once: "
                    + result.path("password").asText());
        }
        JsonNode problem = result.path("problem");
        if (problem.isObject()) {
            terminal.tell("Error: the data are carried over, but the registry does not run now. "
                    + problem.path("title").asText() + ". "
                    + problem.path("message").asText());
        }
    }
}
