package org.quiltappliance.ui;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.quiltappliance.server.ApplianceService;
import org.quiltappliance.server.checks.CheckResult;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.lifecycle.Outcome;
import org.quiltappliance.server.lifecycle.StoredCounts;
import org.quiltappliance.ui.mode.ModeAppliance;

/** What stopping and changing the mode ask for, answered by the service. */
record ServiceModes(ApplianceService service) implements ModeAppliance {

    @Override
    public Optional<StoredCounts> wouldBeLost() {
        return service.data().wouldBeLost();
    }

    @Override
    public CompletionStage<?> stop() {
        return service.stop(ApplianceService.DRAIN).thenApply(ServiceModes::done);
    }

    @Override
    public CompletionStage<?> backUp() {
        return service.data().backUp("before a stop", Optional.empty()).result();
    }

    @Override
    public CompletionStage<List<CheckResult>> check(boolean carried) {
        return service.checkSwitch(carried);
    }

    @Override
    public CompletionStage<?> carryOver(String password) {
        return service.data().carryOver(Optional.of(new Secret(password))).result();
    }

    @Override
    public CompletionStage<?> turnTo(Mode mode) {
        return service.data().turnTo(mode, true).orElseGet(service::start).thenApply(ServiceModes::done);
    }

    /** A failed start has a card of its own; a command that made no sense has nothing but this. */
    private static Outcome done(Outcome outcome) {
        if (outcome instanceof Outcome.Rejected rejected) {
            throw new IllegalStateException(rejected.reason());
        }
        return outcome;
    }
}
