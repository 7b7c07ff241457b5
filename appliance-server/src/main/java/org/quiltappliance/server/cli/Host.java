package org.quiltappliance.server.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.quiltappliance.server.OpenAppliance;
import org.quiltappliance.server.cli.CommandLine.Call;
import org.quiltappliance.server.home.HomeLock;

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
        var open = OpenAppliance.open(call.source(), call.opening());
        try {
            return run(work);
        } finally {
            open.close();
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
