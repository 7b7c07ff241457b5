package org.quiltappliance.server.checks;

import java.util.Optional;

/** Knows which container publishes a port of this computer ({@code control-panel.md} PF-3). */
@FunctionalInterface
public interface PortPublishers {

    /** A container. @param image it was made from, for people */
    record Published(String container, String image) {}

    /** Empty when none does, or it cannot be told soon. */
    Optional<Published> of(int port);

    /** Knows no container. */
    static PortPublishers nobody() {
        return port -> Optional.empty();
    }
}
