package org.quiltappliance.ui;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.quiltappliance.server.ApplianceService;
import org.quiltappliance.server.FixResult;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.ui.fixes.FixAppliance;

/** What fixes ask for, answered by the service. */
record ServiceFixes(ApplianceService service) implements FixAppliance {

    @Override
    public CompletionStage<String> apply(Fix fix, Optional<String> answer) {
        var task = answer.map(text -> service.apply(fix, text)).orElseGet(() -> service.apply(fix));
        return task.result().thenApply(FixResult::done);
    }
}
