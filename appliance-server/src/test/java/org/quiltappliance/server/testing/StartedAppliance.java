package org.quiltappliance.server.testing;

/** Starts the real thing. */
final class StartedAppliance {

    private StartedAppliance() {}

    static TestAppliance start(TestDatabase database, Switches switches) {
        throw new IllegalStateException("There is no registry to start on " + database + " with " + switches);
    }
}
