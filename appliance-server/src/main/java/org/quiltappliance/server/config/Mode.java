package org.quiltappliance.server.config;

/** What becomes of the data when the appliance stops. */
public enum Mode {
    /** Everything is in memory and in a temporary folder, gone at the stop. */
    TEST,
    /** Everything stays. */
    PERSISTENT
}
