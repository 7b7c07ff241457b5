package org.quiltappliance.ui;

import java.io.IOException;
import java.util.Optional;
import org.quiltappliance.server.ApplianceService;
import org.quiltappliance.server.PartReport;
import org.quiltappliance.server.backup.Manifest;
import org.quiltappliance.server.backup.Snapshot;
import org.quiltappliance.server.backup.Verification;
import org.quiltappliance.server.home.RunRecord;
import org.quiltappliance.server.lifecycle.Endpoints;
import org.quiltappliance.server.lifecycle.Part;
import org.quiltappliance.ui.overview.OverviewAppliance;

/** What the overview asks for, answered by the service. */
record ServiceOverview(ApplianceService service) implements OverviewAppliance {

    @Override
    public PartReport report(Part part) {
        return service.report(part);
    }

    @Override
    public Optional<LastBackup> lastBackup() {
        return service.data().lastBackup().flatMap(found -> found.manifest().map(manifest -> of(found, manifest)));
    }

    private static LastBackup of(Snapshot found, Manifest manifest) {
        Optional<Verification> last = found.verifications().stream().findFirst();
        boolean damaged = manifest.objects().problems() > 0
                || last.filter(result -> !result.isGood()).isPresent();
        return new LastBackup(
                manifest.created(), last.filter(Verification::isGood).isPresent(), damaged);
    }

    @Override
    public Optional<LastRun> lastRun() throws IOException {
        return RunRecord.read(service.settings().home()).map(run -> new LastRun(run.written(), run.clean()));
    }

    @Override
    public Endpoints plannedEndpoints() {
        return service.plannedEndpoints();
    }
}
