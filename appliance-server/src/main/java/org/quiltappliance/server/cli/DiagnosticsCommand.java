package org.quiltappliance.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.quiltappliance.server.Diagnostics;
import org.quiltappliance.server.checks.Reasons;
import org.quiltappliance.server.cli.CommandLine.Call;
import org.quiltappliance.server.diagnostics.Archive;
import org.quiltappliance.server.diagnostics.Piece;
import org.quiltappliance.server.monitoring.DiskSpace;

/** Saves, or shows beforehand, what helps others to find out what is wrong. */
final class DiagnosticsCommand {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Call call;
    private final Terminal terminal;

    DiagnosticsCommand(Call call) {
        this.call = call;
        this.terminal = call.terminal();
    }

    int run() throws IOException {
        var arguments = call.arguments();
        boolean list = arguments.flag("--list");
        boolean anonymous = arguments.flag("--anonymize");
        Optional<String> output = arguments.option("--output");
        arguments.finish();
        call.around().logs().toTerminal();
        Archive archive = gather(anonymous);
        if (list) {
            tell(archive, Optional.empty());
        } else {
            Path file = output.map(DiagnosticsCommand::path).orElse(Path.of("")).toAbsolutePath();
            Path place = Files.isDirectory(file) ? file.resolve(archive.fileName()) : file;
            save(archive, place);
            tell(archive, Optional.of(place));
        }
        return ExitCode.DONE;
    }

    private static void save(Archive archive, Path place) {
        try {
            archive.save(place);
        } catch (IOException refused) {
            throw CommandFailure.of(
                    ExitCode.FAILED,
                    "NOT_SAVED",
                    place + " cannot be written: " + Reasons.of(refused) + ". Choose another place with -o FILE.");
        }
    }

    private Archive gather(boolean anonymous) {
        Optional<JsonNode> running = Optional.empty();
        Optional<String> trouble = Optional.empty();
        try {
            running = new Remote(call.home()).ask(Remote.request("facts"), PATIENCE);
        } catch (IOException | CommandFailure silent) {
            // A process that does not answer is a reason to want an archive, not one to have none.
            trouble = Optional.of("It does not answer: " + silent.getMessage());
        }
        return new Diagnostics(call.source(), DiskSpace::of, call.source().clock(), running, trouble).gather(anonymous);
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException impossible) {
            throw CommandFailure.wrongUse("This cannot be a file: " + impossible.getInput());
        }
    }

    private void tell(Archive archive, Optional<Path> saved) {
        if (terminal.wantsJson()) {
            var answer = JsonNodeFactory.instance.objectNode();
            saved.ifPresent(file -> answer.put("saved", file.toString()));
            var files = answer.putArray("files");
            archive.pieces()
                    .forEach(
                            piece -> files.addObject().put("name", piece.name()).put("bytes", piece.size()));
            terminal.print(answer);
        } else if (saved.isPresent()) {
            terminal.print(saved.get().toString());
            terminal.tell("Nothing was sent. Look through it before you give it away.");
        } else {
            for (Piece piece : archive.pieces()) {
                terminal.print(String.format("%9d  %s", piece.size(), piece.name()));
            }
        }
    }
}
