package org.quiltappliance.ui;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.quiltappliance.server.ApplianceService;
import org.quiltappliance.server.config.EffectiveSettings;
import org.quiltappliance.ui.settings.SettingsAppliance;

/** What page Settings asks for, answered by the service. */
record ServiceSettings(ApplianceService service) implements SettingsAppliance {

    @Override
    public EffectiveSettings read() throws IOException {
        return service.settings().read();
    }

    @Override
    public void change(Map<String, Optional<String>> wanted) throws IOException {
        service.change(wanted);
    }
}
