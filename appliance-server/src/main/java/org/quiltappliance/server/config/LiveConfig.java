package org.quiltappliance.server.config;

import java.time.Duration;

/** What of the settings may change while a registry runs; asked at each use and never kept. On any thread. */
public final class LiveConfig {

    private final LiveAccess access;
    private volatile ChangeableConfig present;

    /** @param first what the registry starts with */
    public LiveConfig(ChangeableConfig first) {
        access = new LiveAccess(first.access());
        present = first;
    }

    /** Goes by that one from now on. */
    public synchronized void change(ChangeableConfig wanted) {
        access.change(wanted.access());
        present = wanted;
    }

    public Access access() {
        return access;
    }

    /** APPLIANCE_NAME. */
    public String name() {
        return present.name();
    }

    public MailConfig mail() {
        return present.mail();
    }

    /** APPLIANCE_URL_EXPIRY. */
    public Duration linkLifetime() {
        return present.linkLifetime();
    }
}
