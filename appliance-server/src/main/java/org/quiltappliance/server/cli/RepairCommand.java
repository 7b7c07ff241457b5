package org.quiltappliance.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Clock;
import org.quiltappliance.server.ContainerService;
import org.quiltappliance.server.cli.CommandLine.Call;
import org.quiltappliance.server.monitoring.Redaction;

/** Mends what kept a start from succeeding, where that takes more than a setting; deletes nothing. */
final class RepairCommand {

    private final Call call;
    private final Terminal terminal;
    private final ContainerService service;

    RepairCommand(Call call) {
        this.call = call;
        this.terminal = call.terminal();
        service = new ContainerService(call.source(), new Redaction(), Clock.systemUTC());
    }

    int run() throws IOException {
        String what = call.arguments().word("password, names, bucket or update");
        if (what.equals("update")) {
            return update(call.arguments().word("the backup from before the update"));
        }
        call.arguments().finish();
        call.around().logs().toTerminal();
        return Alone.with(call, () -> {
            switch (what) {
                case "password" -> {
                    service.repairPassword(terminal::tell);
                    terminal.tell("The database takes our password again.");
                }
                case "names" ->
                    terminal.tell("Containers, volumes and the network are called " + service.useOtherNames()
                            + "... from now on. What others have stays.");
                case "bucket" -> terminal.tell("Made " + service.createBucket() + ".");
                default -> throw CommandFailure.wrongUse("There is no \"repair " + what + "\".");
            }
            return ExitCode.DONE;
        });
    }

    /** Changes nothing, but proves that the version before can go on. */
    private int update(String backup) throws IOException {
        call.arguments().finish();
        return new Host(call).during(() -> {
            JsonNode result = new LongTask(call).run(LongTask.request("go-back").put("backup", backup));
            terminal.show(result, () -> terminal.print(result.path("text").asText()));
            return ExitCode.DONE;
        });
    }
}
