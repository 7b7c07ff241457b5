package org.quiltappliance.ui;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.quiltappliance.server.ApplianceService;
import org.quiltappliance.server.checks.CheckResult;
import org.quiltappliance.server.diagnostics.Archive;
import org.quiltappliance.ui.diagnostics.DiagnosticsViewModel;

/** What page Diagnostics asks for, answered by the service. */
record ServiceDiagnostics(ApplianceService service) implements DiagnosticsViewModel.Appliance {

    @Override
    public CompletionStage<List<CheckResult>> check() {
        return service.check();
    }

    @Override
    public Archive gather(boolean anonymous) {
        return service.diagnostics(anonymous);
    }

    @Override
    public void save(Path file, boolean anonymous) throws IOException {
        gather(anonymous).save(file);
    }
}
