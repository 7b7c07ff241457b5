package org.quiltappliance.server.lifecycle;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where people and clients find the registry.
 *
 * @param registry public root, without final slash
 * @param catalog public root, without final slash
 * @param reach who can reach it, as a sentence for people ({@code control-panel.md} SE-4)
 * @param encryption with what, if it is
 */
public record Endpoints(URI registry, URI catalog, String reach, Optional<Encryption> encryption) {

    /**
     * What people compare and clients trust ({@code control-panel.md} SE-5).
     *
     * @param fingerprint SHA-256 of the authority's certificate where it is ours, else of the server's
     * @param authority the file that clients need, where the authority is ours
     */
    public record Encryption(String fingerprint, Optional<Path> authority) {}

    /** Not encrypted. */
    public Endpoints(URI registry, URI catalog, String reach) {
        this(registry, catalog, reach, Optional.empty());
    }
}
