package org.quiltappliance.ui;

import org.quiltappliance.server.ApplianceService;
import org.quiltappliance.server.Sharing;
import org.quiltappliance.server.lifecycle.Endpoints;
import org.quiltappliance.ui.connect.ConnectAppliance;

/** What page Connect asks for, answered by the service. */
record ServiceConnect(ApplianceService service) implements ConnectAppliance {

    @Override
    public Sharing sharing() {
        return service.sharing().look();
    }

    @Override
    public Endpoints plannedEndpoints() {
        return service.plannedEndpoints();
    }
}
