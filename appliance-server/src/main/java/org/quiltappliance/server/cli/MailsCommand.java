package org.quiltappliance.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.quiltappliance.server.cli.CommandLine.Call;

/** The mails of a registry that runs: where an administrator finds links while no mail server is set. */
final class MailsCommand {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Call call;
    private final Terminal terminal;

    MailsCommand(Call call) {
        this.call = call;
        this.terminal = call.terminal();
    }

    int run() throws IOException {
        var arguments = call.arguments();
        String action = arguments.word("list or show");
        ObjectNode request = Remote.request("mails").put("action", action);
        switch (action) {
            case "list" -> {}
            case "show" -> request.put("id", number(arguments.word("the mail's number")));
            default -> throw CommandFailure.wrongUse("There is no \"mails " + action + "\".");
        }
        arguments.finish();
        JsonNode answer = new Remote(call.home()).require(request, PATIENCE);
        if (terminal.wantsJson()) {
            terminal.print(answer);
        } else if (action.equals("list")) {
            answer.path("mails").forEach(this::print);
        } else {
            show(answer.path("mail"));
        }
        return ExitCode.DONE;
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException none) {
            throw CommandFailure.wrongUse("Not the number of a mail: " + text);
        }
    }

    private void print(JsonNode mail) {
        terminal.print(String.format(
                "%6d  %-8s %-20s %-30s %s",
                mail.path("id").asLong(),
                mail.path("state").asText(),
                mail.path("created").asText(),
                mail.path("to").asText(),
                mail.path("subject").asText()));
    }

    private void show(JsonNode mail) {
        for (String member : List.of("to", "subject", "state", "created", "problem")) {
            if (mail.has(member)) {
                terminal.print(member + ": " + mail.path(member).asText());
            }
        }
        terminal.print("");
        terminal.print(mail.path("text").asText());
    }
}
