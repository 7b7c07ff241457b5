package org.quiltappliance.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.quiltappliance.server.LeftoverService;
import org.quiltappliance.server.cli.CommandLine.Call;
import org.quiltappliance.server.containers.Leftovers;
import org.quiltappliance.server.errors.ApplianceException;
import org.quiltappliance.server.lifecycle.ProblemException;
import org.quiltappliance.server.monitoring.Redaction;

/** Puts objects aside that no revision names, and removes for good what lay aside for a week. */
final class CleanupCommand {

    private final Call call;
    private final Terminal terminal;

    CleanupCommand(Call call) {
        this.call = call;
        this.terminal = call.terminal();
    }

    int run() throws IOException {
        boolean dryRun = call.arguments().flag("--dry-run");
        boolean yes = call.arguments().flag("--yes");
        boolean empty = call.arguments().flag("--empty-trash");
        call.arguments().finish();
        if (dryRun && (yes || empty)) {
            throw CommandFailure.wrongUse("--dry-run changes nothing, so --yes and --empty-trash do not go with it.");
        }
        boolean change = yes && !empty;
        var request = empty
                ? LongTask.request("empty-trash")
                : LongTask.request("cleanup").put("change", change);
        return new Host(call).during(() -> {
            JsonNode result = new LongTask(call).run(request);
            if (terminal.wantsJson()) {
                terminal.print(empty || change ? result : withLeftovers((ObjectNode) result));
            } else {
                print(result, empty, change);
                if (!empty && !change) {
                    printLeftovers();
                }
            }
            return ExitCode.DONE;
        });
    }

    private Optional<Leftovers.Found> leftovers() throws IOException, InterruptedException {
        return new LeftoverService(call.source(), new Redaction(), Clock.systemUTC())
                .find()
                .filter(found -> !found.isEmpty());
    }

    private ObjectNode withLeftovers(ObjectNode result) throws IOException, InterruptedException {
        try {
            leftovers().ifPresent(found -> {
                var volumes = result.putArray("volumes");
                found.volumes().forEach(volume -> {
                    var one = volumes.addObject()
                            .put("name", volume.name())
                            .put("format", volume.format())
                            .put("created", volume.created());
                    volume.bytes().ifPresent(bytes -> one.put("bytes", bytes));
                });
                var images = result.putArray("images");
                found.images()
                        .forEach(image -> images.addObject()
                                .put("name", image.name())
                                .put("id", image.id())
                                .put("bytes", image.bytes()));
            });
        } catch (ProblemException | ApplianceException away) {
            result.put("notLookedAt", reason(away));
        }
        return result;
    }

    /** Only by name, and only what has our label or was used by what has it: nothing of anybody else is shown. */
    private void printLeftovers() throws IOException, InterruptedException {
        try {
            leftovers().ifPresent(found -> {
                found.volumes().forEach(volume -> {
                    String size =
                            volume.bytes().isPresent() ? Sizes.of(volume.bytes().getAsLong()) : "size unknown";
                    terminal.print("Volume out of use: " + volume.name() + ", " + volume.format() + ", " + size
                            + ", made " + volume.created());
                });
                found.images()
                        .forEach(image ->
                                terminal.print("Image out of use: " + image.name() + ", " + Sizes.of(image.bytes())));
                terminal.tell("These stay until you remove them: volumes remove NAME, images remove NAME.");
            });
        } catch (ProblemException | ApplianceException away) {
            terminal.tell("Notice: volumes and images were not looked at. " + reason(away));
        }
    }

    private static String reason(RuntimeException away) {
        return away instanceof ProblemException known ? known.problem().message() : String.valueOf(away.getMessage());
    }

    private void print(JsonNode result, boolean emptied, boolean changed) {
        long objects = result.path("objects").asLong();
        String much = Sizes.count(objects, "object") + ", "
                + Sizes.of(result.path("bytes").asLong());
        if (emptied) {
            terminal.print("Removed for good: " + much + ".");
            return;
        }
        terminal.print((changed ? "Put into the trash: " : "Nobody needs: ") + much + ".");
        if (objects > 0) {
            terminal.print("  Stored between " + result.path("oldest").asText() + " and "
                    + result.path("newest").asText() + ".");
            result.path("sample").forEach(object -> terminal.print("  " + object.asText()));
            terminal.tell(
                    changed
                            ? "They stay in the trash for a week; cleanup --empty-trash removes them after that."
                            : "Nothing was changed. cleanup --yes puts them into the trash.");
        }
    }
}
