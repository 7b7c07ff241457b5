package org.quiltappliance.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.quiltappliance.server.cli.CommandLine.Call;

/** The accounts of a registry, whether it runs or not. */
final class UsersCommand {

    /** A database in a container may have to be started first. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Call call;
    private final Terminal terminal;

    UsersCommand(Call call) {
        this.call = call;
        this.terminal = call.terminal();
    }

    int run() throws IOException {
        var arguments = call.arguments();
        String action = arguments.word(
                "list, add, reset-password, disable, enable, make-admin, revoke-admin, sign-out or delete");
        ObjectNode request = Remote.request("users").put("action", action);
        switch (action) {
            case "list" -> {}
            case "add" -> add(request);
            case "reset-password" -> {
                name(request);
                password(request);
            }
            case "disable", "enable", "make-admin", "revoke-admin", "sign-out" -> name(request);
            case "delete" -> {
                name(request);
                Optional<String> heir = arguments.option("--transfer-to");
                if (heir.isPresent()) {
                    arguments.finish();
                    return deleteAfterGiving(request.path("name").asText(), heir.get());
                }
            }
            default -> throw CommandFailure.wrongUse("There is no \"users " + action + "\".");
        }
        arguments.finish();
        return new Host(call).during(() -> {
            JsonNode answer = new Remote(call.home()).require(request, PATIENCE);
            if (terminal.wantsJson()) {
                terminal.print(answer);
            } else if (action.equals("list")) {
                answer.path("users").forEach(this::print);
            } else {
                tell(answer);
            }
            return ExitCode.DONE;
        });
    }

    private void name(ObjectNode request) {
        request.put("name", call.arguments().word("the user's name"));
    }

    private void add(ObjectNode request) {
        name(request);
        request.put("email", call.arguments().word("the user's mail address"));
        request.put("admin", call.arguments().flag("--admin"));
        password(request);
    }

    private void password(ObjectNode request) {
        boolean generate = call.arguments().flag("--generate");
        request.put("generate", generate);
        call.arguments().option("--password").ifPresent(source -> {
            if (generate) {
                throw CommandFailure.wrongUse("--password and --generate exclude each other.");
            }
            if (!source.equals("-")) {
                throw CommandFailure.wrongUse(
                        "A password does not belong on the command line. Say --password - instead, and"
                                + " send it to standard input.");
            }
            request.put("password", terminal.secret());
        });
    }

    private int deleteAfterGiving(String name, String heir) throws IOException {
        var request = LongTask.request("delete-user").put("name", name).put("heir", heir);
        return new Host(call).during(() -> {
            JsonNode result = new LongTask(call).run(request);
            terminal.show(
                    result,
                    () -> terminal.tell(
                            "Gave " + Sizes.count(result.path("packages").asLong(), "package") + " of " + name + " to "
                                    + heir + " and deleted the account."));
            return ExitCode.DONE;
        });
    }

    private void print(JsonNode user) {
        String lastLogin = user.path("signedIn").asBoolean()
                ? user.path("lastLogin").asText().substring(0, "2026-11-25".length())
                : "never";
        terminal.print(String.format(
                        "%-20s %-30s %-8s  last sign-in %-10s  %6d packages  %s",
                        user.path("name").asText(),
                        user.path("email").asText(),
                        user.path("active").asBoolean() ? "active" : "disabled",
                        lastLogin,
                        user.path("packages").asLong(),
                        user.path("admin").asBoolean() ? "administrator" : "")
                .stripTrailing());
    }

    private void tell(JsonNode answer) {
        if (answer.has("password")) {
            terminal.tell("The password, shown this once:");
            terminal.print(answer.path("password").asText());
        } else if (answer.has("link")) {
            terminal.tell(
                    answer.path("mailed").asBoolean()
                            ? "A mail with this link is on its way to the user, who chooses a password there:"
                            : "Send this link to the user, who chooses a password there, within a day:");
            terminal.print(answer.path("link").asText());
        } else {
            terminal.tell("Done.");
        }
    }
}
