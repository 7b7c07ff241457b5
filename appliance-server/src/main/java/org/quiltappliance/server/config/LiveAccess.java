package org.quiltappliance.server.config;

import java.util.Optional;

/** That of a registry which runs: what takes effect at once ({@code control-panel.md} 4.2) may change. On any thread. */
public final class LiveAccess implements Access {

    private volatile AccessConfig present;

    /** @param first what the registry starts with */
    public LiveAccess(AccessConfig first) {
        present = first;
    }

    /** Lets from now on those in whom that one lets in. What needs a restart stays as it is. */
    public synchronized void change(AccessConfig wanted) {
        present = new AccessConfig(
                wanted.anonymous(),
                wanted.team(),
                present.userEndpoints(),
                wanted.signup(),
                present.teamId(),
                present.teamName());
    }

    @Override
    public boolean anonymous() {
        return present.anonymous();
    }

    @Override
    public boolean team() {
        return present.team();
    }

    @Override
    public boolean userEndpoints() {
        return present.userEndpoints();
    }

    @Override
    public boolean signup() {
        return present.signup();
    }

    @Override
    public Optional<String> teamId() {
        return present.teamId();
    }

    @Override
    public Optional<String> teamName() {
        return present.teamName();
    }
}
