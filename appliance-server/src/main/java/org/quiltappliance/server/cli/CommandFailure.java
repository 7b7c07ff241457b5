package org.quiltappliance.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.quiltappliance.server.SnapshotJson;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.ProblemCode;

/** Ends a command with an exit code, a text for people and an object for programs. */
final class CommandFailure extends RuntimeException {

    private final int exitCode;
    private final transient ObjectNode json;
    private final transient List<String> more;
    private String headline;

    private CommandFailure(int exitCode, String code, String message, List<String> more) {
        super(message);
        this.exitCode = exitCode;
        this.more = more;
        headline = message;
        json = JsonNodeFactory.instance.objectNode();
        json.putObject("error").put("code", code).put("message", message);
    }

    static CommandFailure wrongUse(String message) {
        return new CommandFailure(ExitCode.WRONG_USE, "WRONG_USE", message, List.of("See: quilt-appliance help"));
    }

    static CommandFailure of(int exitCode, String code, String message) {
        return new CommandFailure(exitCode, code, message, List.of());
    }

    /** What an answer of the control channel says went wrong. */
    static CommandFailure of(JsonNode error) {
        String code = error.path("code").asText();
        int exitCode = switch (code) {
            case "REJECTED", "CONFLICT", "FORBIDDEN", "SWITCHED_OFF", "UNAVAILABLE" -> ExitCode.REFUSED;
            case "CANCELLED" -> ExitCode.INTERRUPTED;
            default -> ExitCode.FAILED;
        };
        return new CommandFailure(exitCode, code, error.path("message").asText(), List.of());
    }

    /** @param command how this program is called, for the commands among the fixes */
    static CommandFailure of(int exitCode, Problem problem, String command) {
        var failure = new CommandFailure(
                exitCode, problem.code().name(), problem.message(), ProblemLines.of(problem, command));
        failure.headline = problem.title() + " [" + problem.code() + "]";
        failure.json.set("problem", SnapshotJson.of(problem));
        return failure;
    }

    static int exitCode(Problem problem) {
        return problem.code() == ProblemCode.HOME_IN_USE ? ExitCode.REFUSED : ExitCode.FAILED;
    }

    int exitCode() {
        return exitCode;
    }

    ObjectNode json() {
        return json;
    }

    /** What happened, in one line. */
    String headline() {
        return headline;
    }

    /** Lines below the headline. */
    List<String> more() {
        return more;
    }
}
