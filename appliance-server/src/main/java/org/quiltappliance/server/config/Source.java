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

    /** For people. */
    public String label() {
        return label;
    }
}
