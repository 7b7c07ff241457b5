package org.quiltappliance.server.testing;

/** Starts the real thing. */
final class StartedAppliance {

    private StartedAppliance() {}

    static TestAppliance start(TestStorage storage, Switches switches) {
        throw new IllegalStateException("There is no registry to start on " + storage + " with " + switches);
    }
}
