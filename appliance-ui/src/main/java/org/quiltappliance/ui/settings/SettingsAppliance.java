package org.quiltappliance.ui.settings;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.quiltappliance.server.config.EffectiveSettings;

/** What page Settings asks of the appliance. */
public interface SettingsAppliance {

    /** What holds now. */
    EffectiveSettings read() throws IOException;

    /** Writes values down, or forgets them; all or nothing. */
    void change(Map<String, Optional<String>> wanted) throws IOException;
}
