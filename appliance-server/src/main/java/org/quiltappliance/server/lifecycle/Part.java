package org.quiltappliance.server.lifecycle;

/** The parts of the appliance whose health is shown ({@code control-panel.md} 5.1). */
public enum Part {
    REGISTRY,
    CATALOG,
    DATABASE,
    STORE,
    /** The engine of our containers. */
    DOCKER,
    MAIL
}
