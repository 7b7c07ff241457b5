package org.quiltappliance.server.config;

/** Where a value comes from; the first of these that says something counts ({@code control-panel.md} CF-2). */
public enum Source {
    OPTION("command line"),
    ENVIRONMENT("environment"),
    SECRETS("secrets.env"),
    FILE("appliance.env"),
    DEFAULT("default");

    private final String label;

    Source(String label) {
        this.label = label;
    }

    /** Whether it counts more than the files, so that nothing written there changes the value. */
    public boolean isAboveFiles() {
        return this == OPTION || this == ENVIRONMENT;
    }

    /** For people. */
    public String label() {
        return label;
    }
}
