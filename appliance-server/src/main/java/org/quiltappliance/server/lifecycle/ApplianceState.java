package org.quiltappliance.server.lifecycle;

/** Where the registry is in its life ({@code control-panel.md} 5.2). */
public enum ApplianceState {
    /** Nothing of ours listens. */
    STOPPED("Stopped"),
    /** The steps of a start run. */
    STARTING("Starting"),
    /** Proven to work. */
    RUNNING("Running"),
    /** Listening, with at least one problem that some requests meet. */
    DEGRADED("Running with problems"),
    /** Open requests end; new ones are refused. */
    STOPPING("Stopping"),
    /** A start was not possible, or a run ended by itself; nothing of ours listens. */
    FAILED("Not running");

    private final String label;

    ApplianceState(String label) {
        this.label = label;
    }

    /** For people. */
    public String label() {
        return label;
    }

    /** Whether clients are served. */
    public boolean isUp() {
        return this == RUNNING || this == DEGRADED;
    }

    /** Whether nothing changes by itself from here. */
    public boolean isSettled() {
        return this != STARTING && this != STOPPING;
    }
}
