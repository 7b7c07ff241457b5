package org.quiltappliance.ui;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.quiltappliance.server.ApplianceService;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.server.lifecycle.Outcome;
import org.quiltappliance.ui.state.Commands;
import org.quiltappliance.ui.state.Tasks;

/** {@link Commands} carried out by the service. */
final class ServiceCommands implements Commands {

    private final ApplianceService service;
    private final Tasks tasks;
    private final Consumer<String> refused;

    /** @param refused hears why a command made no sense, in words for people */
    ServiceCommands(ApplianceService service, Tasks tasks, Consumer<String> refused) {
        this.service = service;
        this.tasks = tasks;
        this.refused = refused;
    }

    private void told(CompletableFuture<Outcome> outcome) {
        tasks.follow(
                outcome,
                ended -> {
                    if (ended instanceof Outcome.Rejected rejected) {
                        refused.accept(rejected.reason());
                    }
                },
                unexpected -> refused.accept(String.valueOf(unexpected.getMessage())));
    }

    @Override
    public void start() {
        told(service.start());
    }

    @Override
    public void stop() {
        told(service.stop(ApplianceService.DRAIN));
    }

    @Override
    public void restart() {
        told(service.restart());
    }

    @Override
    public void cancelStart() {
        told(service.cancel());
    }

    @Override
    public void cancelActivity() {
        tasks.run(
                () -> {
                    service.cancelTask();
                    return true;
                },
                done -> {},
                failed -> refused.accept(String.valueOf(failed.getMessage())));
    }

    @Override
    public void apply(Fix fix) {
        refused.accept(fix.text());
    }
}
