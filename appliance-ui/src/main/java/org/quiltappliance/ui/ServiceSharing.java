package org.quiltappliance.ui;

import java.util.concurrent.CompletionStage;
import org.quiltappliance.server.FixResult;
import org.quiltappliance.server.Sharing;
import org.quiltappliance.server.SharingService;
import org.quiltappliance.ui.share.ShareAppliance;

/** What sharing asks for, answered by the service. */
record ServiceSharing(SharingService sharing) implements ShareAppliance {

    @Override
    public Sharing look() {
        return sharing.look();
    }

    @Override
    public CompletionStage<String> share(String address) {
        return sharing.share(address).result().thenApply(FixResult::done);
    }
}
