package org.quiltappliance.server.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.quiltappliance.server.ContainerService;
import org.quiltappliance.server.cli.CommandLine.Call;
import org.quiltappliance.server.containers.DataVolumes.DataVolume;
import org.quiltappliance.server.monitoring.Redaction;

/** The volumes that hold data of this appliance, present and former: to look at, and to remove one by one. */
final class VolumesCommand {

    private final Call call;
    private final Terminal terminal;
    private final ContainerService service;

    VolumesCommand(Call call) {
        this.call = call;
        this.terminal = call.terminal();
        service = new ContainerService(call.source(), new Redaction(), Clock.systemUTC());
    }

    int run() throws IOException {
        String action = call.arguments().word("list, use or remove");
        call.around().logs().toTerminal();
        return switch (action) {
            case "list" -> {
                call.arguments().finish();
                yield Alone.interruptible(() -> {
                    show(service.volumes());
                    return ExitCode.DONE;
                });
            }
            case "use" -> use();
            case "remove" -> remove();
            default -> throw CommandFailure.wrongUse("There is no \"volumes " + action + "\".");
        };
    }

    private int use() throws IOException {
        String name = call.arguments().word("the volume");
        call.arguments().finish();
        return Alone.with(call, () -> {
            service.useVolume(name);
            terminal.tell("The next start uses the volume " + name
                    + ". What was pushed since is on the other one, which stays if it is there.");
            return ExitCode.DONE;
        });
    }

    private int remove() throws IOException {
        String name = call.arguments().word("the volume");
        String typed = call.arguments()
                .option("--confirm")
                .orElseThrow(() -> CommandFailure.wrongUse(
                        "Everything in a volume is lost with it. Say --confirm \"NAME OF THE REGISTRY delete\"."));
        boolean withoutBackup = call.arguments().flag("--without-backup");
        call.arguments().finish();
        return Alone.with(call, () -> {
            service.removeVolume(name, typed, withoutBackup);
            terminal.tell("Removed the volume " + name + " and everything in it.");
            return ExitCode.DONE;
        });
    }

    private void show(List<DataVolume> volumes) {
        if (terminal.wantsJson()) {
            ObjectNode all = JsonNodeFactory.instance.objectNode();
            var list = all.putArray("volumes");
            for (DataVolume volume : volumes) {
                ObjectNode one = list.addObject()
                        .put("name", volume.name())
                        .put("format", volume.format())
                        .put("created", volume.created())
                        .put("in_use", volume.current());
                volume.supersededBy().ifPresent(other -> one.put("superseded_by", other));
                volume.bytes().ifPresent(bytes -> one.put("bytes", bytes));
            }
            terminal.print(all);
            return;
        }
        for (DataVolume volume : volumes) {
            String size = volume.bytes().isPresent() ? Sizes.of(volume.bytes().getAsLong()) : "size unknown";
            terminal.print(String.format("%-45s %-9s %-12s %s", volume.name(), volume.format(), size, state(volume)));
        }
    }

    private static String state(DataVolume volume) {
        if (volume.current()) {
            return "in use";
        }
        return volume.supersededBy().map(other -> "superseded by " + other).orElse("not in use");
    }
}
