package org.quiltappliance.server.lifecycle;

import java.net.URI;

/**
 * Where people and clients find the registry.
 *
 * @param registry public root, without final slash
 * @param catalog public root, without final slash
 * @param reach who can reach it, as a sentence for people ({@code control-panel.md} SE-4)
 */
public record Endpoints(URI registry, URI catalog, String reach) {}
