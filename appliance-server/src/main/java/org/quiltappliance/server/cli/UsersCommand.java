package org.quiltappliance.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import org.quiltappliance.server.cli.CommandLine.Call;

/** The accounts of a registry that runs. */
final class UsersCommand {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String NO_DELETE =
            "Accounts are not deleted: whoever took the name next would own the packages. Disable it instead.";

    private final Call call;
    private final Terminal terminal;

    UsersCommand(Call call) {
        this.call = call;
        this.terminal = call.terminal();
    }

    int run() throws IOException {
        var arguments = call.arguments();
        String action = arguments.word("list, add, reset-password, disable, enable or make-admin");
        ObjectNode request = Remote.request("users").put("action", action);
        switch (action) {
            case "list" -> {}
            case "add" -> add(request);
            case "reset-password", "disable", "enable", "make-admin" ->
                request.put("name", arguments.word("the user's name"));
            case "delete" -> throw CommandFailure.of(ExitCode.REFUSED, "SWITCHED_OFF", NO_DELETE);
            default -> throw CommandFailure.wrongUse("There is no \"users " + action + "\".");
        }
        arguments.finish();
        JsonNode answer = new Remote(call.home()).require(request, PATIENCE);
        if (terminal.wantsJson()) {
            terminal.print(answer);
        } else if (action.equals("list")) {
            answer.path("users").forEach(this::print);
        } else {
            tell(answer);
        }
        return ExitCode.DONE;
    }

    private void add(ObjectNode request) {
        var arguments = call.arguments();
        request.put("name", arguments.word("the user's name"));
        request.put("email", arguments.word("the user's mail address"));
        request.put("admin", arguments.flag("--admin"));
        arguments.option("--password").ifPresent(source -> {
            if (!source.equals("-")) {
                throw CommandFailure.wrongUse(
                        "A password does not belong on the command line. Say --password - instead, and"
                                + " send it to standard input.");
            }
            request.put("password", terminal.secret());
        });
    }

    private void print(JsonNode user) {
        terminal.print(String.format(
                "%-20s %-30s %-8s %s",
                user.path("name").asText(),
                user.path("email").asText(),
                user.path("active").asBoolean() ? "active" : "disabled",
                user.path("admin").asBoolean() ? "administrator" : ""));
    }

    private void tell(JsonNode answer) {
        if (answer.has("link")) {
            terminal.tell("Send this link to the user, who chooses a password there:");
            terminal.print(answer.path("link").asText());
        } else {
            terminal.tell("Done.");
        }
    }
}
