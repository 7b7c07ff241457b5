package org.quiltappliance.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.quiltappliance.server.cli.CommandLine.Call;

/** Makes backups and everything that is done with them. */
final class BackupCommand {

    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final Call call;
    private final Terminal terminal;

    BackupCommand(Call call) {
        this.call = call;
        this.terminal = call.terminal();
    }

    int run() throws IOException {
        String action = call.arguments().word("create, list, verify, restore, export, import or delete");
        return switch (action) {
            case "create" -> create();
            case "list" -> list();
            case "verify" -> verify();
            case "restore" -> restore();
            case "export" -> export();
            case "import" -> importFile();
            case "delete" -> delete();
            default -> throw CommandFailure.wrongUse("There is no \"backup " + action + "\".");
        };
    }

    private int create() throws IOException {
        var request = LongTask.request("backup")
                .put("note", call.arguments().option("--note").orElse(""));
        passphrase(request);
        call.arguments().finish();
        return task(request, result -> {
            print(result);
            if (result.path("onOneDisk").asBoolean()) {
                terminal.tell("Notice: the backups in " + result.path("folder").asText()
                        + " are on the disk of the data. APPLIANCE_BACKUP_DIR names another place.");
            }
            if (!request.has("passphrase")) {
                terminal.tell("Without secrets: after a restore everyone signs in again, and passwords of mail and S3"
                        + " must be typed again.");
            }
            return withoutErrors(result);
        });
    }

    /** From standard input, as a command line can be read by others. */
    private void passphrase(ObjectNode request) {
        call.arguments().option("--passphrase").ifPresent(source -> {
            if (!source.equals("-")) {
                throw CommandFailure.wrongUse("A passphrase does not belong on the command line. Say --passphrase -"
                        + " instead, and send it to standard input.");
            }
            request.put("passphrase", terminal.secret());
        });
    }

    private interface Report {
        int of(JsonNode result);
    }

    private int task(ObjectNode request, Report report) throws IOException {
        return new Host(call).during(() -> {
            JsonNode result = new LongTask(call).run(request);
            if (terminal.wantsJson()) {
                terminal.print(result);
                return withoutErrors(result);
            }
            return report.of(result);
        });
    }

    /** Never plain success when something is missing or damaged ({@code control-panel.md} BK-3). */
    private int withoutErrors(JsonNode result) {
        boolean bad = result.path("problemCount").asLong() > 0
                || result.has("good") && !result.path("good").asBoolean()
                || result.has("started") && !result.path("started").asBoolean();
        if (bad && !terminal.wantsJson()) {
            result.path("findings").forEach(finding -> terminal.tell("  " + finding.asText()));
            for (JsonNode problem : result.path("problems")) {
                var packages = new StringBuilder();
                problem.path("packages").forEach(name -> packages.append(' ').append(name.asText()));
                terminal.tell("  " + problem.path("what").asText() + ": "
                        + problem.path("object").asText() + ", in" + packages);
            }
            if (result.path("problemCount").asLong() > 0) {
                terminal.tell("Error: " + result.path("problemCount").asLong() + " objects are missing or damaged.");
            }
        }
        return bad ? ExitCode.FAILED : ExitCode.DONE;
    }

    private int list() throws IOException {
        call.arguments().finish();
        return new Host(call).during(() -> {
            JsonNode answer = new Remote(call.home()).require(Remote.request("backups"), ANSWER);
            terminal.show(answer, () -> {
                answer.path("backups").forEach(this::print);
                if (answer.path("backups").isEmpty()) {
                    terminal.tell(
                            "There are no backups in " + answer.path("folder").asText() + ".");
                }
            });
            return ExitCode.DONE;
        });
    }

    private void print(JsonNode backup) {
        String problem = backup.path("problem").asText();
        if (!problem.isEmpty()) {
            terminal.print(backup.path("id").asText() + "  " + problem);
            return;
        }
        String note = backup.path("note").asText();
        terminal.print(String.format(
                "%s  %-6s %d packages, %d users, %d objects, %s%s%s%s",
                backup.path("id").asText(),
                backup.path("kind").asText(),
                backup.path("packages").asLong(),
                backup.path("users").asLong(),
                backup.path("objects").asLong(),
                Sizes.of(backup.path("bytes").asLong()),
                backup.path("problemCount").asLong() > 0
                        ? ", WITH ERRORS: " + backup.path("problemCount").asLong()
                        : "",
                verified(backup),
                note.isEmpty() ? "" : "  (" + note + ")"));
    }

    private static String verified(JsonNode backup) {
        JsonNode last = backup.path("verified").path(0);
        return last.isMissingNode()
                ? ""
                : ", " + last.path("depth").asText() + " verification "
                        + (last.path("good").asBoolean() ? "good" : "BAD");
    }

    private int verify() throws IOException {
        boolean full = call.arguments().flag("--full");
        boolean drill = call.arguments().flag("--drill");
        boolean live = call.arguments().flag("--data");
        if ((full ? 1 : 0) + (drill ? 1 : 0) + (live ? 1 : 0) > 1) {
            throw CommandFailure.wrongUse("--full, --drill and --data exclude each other.");
        }
        var wanted = live ? Optional.<String>empty() : call.arguments().word();
        call.arguments().finish();
        return new Host(call).during(() -> {
            var request = live
                    ? LongTask.request("verify-data")
                    : LongTask.request("verify")
                            .put("backup", wanted.isPresent() ? wanted.get() : newest())
                            .put("depth", full ? "full" : drill ? "drill" : "quick");
            JsonNode result = new LongTask(call).run(request);
            if (terminal.wantsJson()) {
                terminal.print(result);
            } else if (result.path("good").asBoolean()) {
                terminal.print(
                        "Good: " + (live ? "the data" : request.path("backup").asText()) + ", "
                                + result.path("seconds").asLong() + " s.");
            } else {
                terminal.print(
                        "Bad: " + (live ? "the data" : request.path("backup").asText()) + ".");
            }
            return withoutErrors(result);
        });
    }

    private String newest() throws IOException {
        JsonNode first = new Remote(call.home())
                .require(Remote.request("backups"), ANSWER)
                .path("backups")
                .path(0);
        if (first.isMissingNode()) {
            throw CommandFailure.of(ExitCode.FAILED, "NOT_FOUND", "There are no backups.");
        }
        return first.path("id").asText();
    }

    private int restore() throws IOException {
        var request = LongTask.request("restore")
                .put("backup", call.arguments().word("the name of a backup; backup list shows them"))
                .put(
                        "replace",
                        call.arguments()
                                .option("--yes-replace")
                                .orElseThrow(() -> CommandFailure.wrongUse("A restore puts other data in the place of"
                                        + " the present ones. Say --yes-replace and the name of the registry"
                                        + " (APPLIANCE_NAME).")))
                .put("despiteDamage", call.arguments().flag("--despite-damage"));
        passphrase(request);
        call.arguments().finish();
        return task(request, result -> {
            terminal.print("Restored " + result.path("packages").asLong() + " packages, "
                    + result.path("users").asLong() + " users and "
                    + result.path("objects").asLong() + " objects.");
            terminal.print("Now in force: " + result.path("present").asText());
            terminal.print("Before, and still there: " + result.path("former").asText());
            JsonNode problem = result.path("problem");
            if (problem.isObject()) {
                terminal.tell("Error: the registry does not run now. "
                        + problem.path("title").asText() + ". "
                        + problem.path("message").asText());
            }
            return withoutErrors(result);
        });
    }

    private int export() throws IOException {
        String backup = call.arguments().word("the name of a backup; backup list shows them");
        Path file = file();
        call.arguments().finish();
        return task(LongTask.request("export").put("backup", backup).put("file", file.toString()), result -> {
            terminal.print(result.path("file").asText());
            return ExitCode.DONE;
        });
    }

    /** The other process may be in another folder. */
    private Path file() {
        try {
            return Path.of(call.arguments().word("the file")).toAbsolutePath();
        } catch (InvalidPathException impossible) {
            throw CommandFailure.wrongUse("This cannot be a file: " + impossible.getInput());
        }
    }

    private int importFile() throws IOException {
        Path file = file();
        call.arguments().finish();
        return task(LongTask.request("import").put("file", file.toString()), result -> {
            print(result);
            return withoutErrors(result);
        });
    }

    private int delete() throws IOException {
        String backup = call.arguments().word("the name of a backup; backup list shows them");
        call.arguments().finish();
        return task(LongTask.request("delete").put("backup", backup), result -> {
            terminal.tell("Removed; " + Sizes.of(result.path("freedBytes").asLong()) + " are free again.");
            return ExitCode.DONE;
        });
    }
}
