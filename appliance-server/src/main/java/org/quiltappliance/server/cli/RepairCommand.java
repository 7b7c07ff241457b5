package org.quiltappliance.server.cli;

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
        String what = call.arguments().word("password or bucket");
        call.arguments().finish();
        call.around().logs().toTerminal();
        return Alone.with(call, () -> {
            switch (what) {
                case "password" -> {
                    service.repairPassword(terminal::tell);
                    terminal.tell("The database takes our password again.");
                }
                case "bucket" -> terminal.tell("Made " + service.createBucket() + ".");
                default -> throw CommandFailure.wrongUse("There is no \"repair " + what + "\".");
            }
            return ExitCode.DONE;
        });
    }
}
