package org.quiltappliance.server;

import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.config.Mode;

/**
 * What decides which steps a start has ({@code control-panel.md} 5.4).
 *
 * @param containers whether any data is in containers of our own
 */
record RunShape(Mode mode, boolean containers) {

    static RunShape of(ApplianceConfig config) {
        return new RunShape(config.mode(), config.needsContainers());
    }

    /** As the settings stand now; while they are not valid, a short run that will say so. */
    static RunShape of(SettingsSource source) {
        return source.glance().config().map(RunShape::of).orElse(new RunShape(Mode.TEST, false));
    }

    boolean isPersistent() {
        return mode == Mode.PERSISTENT;
    }
}
