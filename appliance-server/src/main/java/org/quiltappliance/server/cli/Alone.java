package org.quiltappliance.server.cli;

import java.io.IOException;
import org.quiltappliance.server.ApplianceService;
import org.quiltappliance.server.ServiceParts;
import org.quiltappliance.server.cli.CommandLine.Call;
import org.quiltappliance.server.monitoring.Redaction;

/** Work that must not meet a registry of the same home folder: it holds the folder meanwhile. */
final class Alone {

    /** What is done. */
    interface Work {
        int run() throws IOException, InterruptedException;
    }

    private Alone() {}

    /** @throws org.quiltappliance.server.lifecycle.ProblemException HOME_IN_USE while a registry runs */
    static int with(Call call, Work work) throws IOException {
        var parts = ServiceParts.real(call.around().factory(), new Redaction(), settings -> {}, made -> {});
        var service = ApplianceService.open(call.source(), parts);
        try {
            return interruptible(work);
        } finally {
            service.close();
        }
    }

    static int interruptible(Work work) throws IOException {
        try {
            return work.run();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw CommandFailure.of(ExitCode.INTERRUPTED, "INTERRUPTED", "Interrupted.");
        }
    }
}
