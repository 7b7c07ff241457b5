package org.quiltappliance.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.quiltappliance.server.cli.CommandLine.Call;

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
                terminal.print(result);
            } else {
                print(result, empty, change);
            }
            return ExitCode.DONE;
        });
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
