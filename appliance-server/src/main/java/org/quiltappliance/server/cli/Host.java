package org.quiltappliance.server.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.quiltappliance.server.ApplianceService;
import org.quiltappliance.server.ControlDesk;
import org.quiltappliance.server.cli.CommandLine.Call;
import org.quiltappliance.server.control.ControlServer;
import org.quiltappliance.server.home.HomeLock;
import org.quiltappliance.server.monitoring.Redaction;

/** Sees to it that some process has the home folder and answers: the one that runs, or for a while this one. */
final class Host {

    private final Call call;

    Host(Call call) {
        this.call = call;
    }

    /** Does the work while somebody answers. Starts no registry. */
    int during(Callable<Integer> work) throws IOException {
        if (HomeLock.holder(call.home()).isPresent()) {
            return run(work);
        }
        var redaction = new Redaction();
        var parts = ApplianceService.Parts.real(call.around().factory(), redaction, settings -> {}, made -> {});
        try (var service = ApplianceService.open(call.source(), parts)) {
            return hosting(service, redaction, work);
        }
    }

    private int hosting(ApplianceService service, Redaction redaction, Callable<Integer> work) throws IOException {
        var logging = call.around().logs().toFiles(call.home().logs(), redaction);
        var control = ControlServer.open(call.home(), new ControlDesk(service));
        try {
            return run(work);
        } finally {
            control.close();
            logging.close();
        }
    }

    private static int run(Callable<Integer> work) throws IOException {
        try {
            return work.call();
        } catch (IOException | RuntimeException failed) {
            throw failed;
        } catch (Exception undeclared) {
            throw new IllegalStateException(undeclared);
        }
    }
}
