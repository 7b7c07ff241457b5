package org.quiltappliance.ui.connect;

import org.quiltappliance.server.Sharing;
import org.quiltappliance.server.lifecycle.Endpoints;

/** What page Connect asks of the appliance, beside the snapshot. Every method takes a moment. */
public interface ConnectAppliance {

    /** Who can reach the registry, and under which addresses. */
    Sharing sharing();

    /** Where clients will find the registry once it runs. */
    Endpoints plannedEndpoints();
}
