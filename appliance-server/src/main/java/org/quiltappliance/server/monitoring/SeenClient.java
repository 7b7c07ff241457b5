package org.quiltappliance.server.monitoring;

import java.time.Instant;
import java.util.Optional;

/**
 * A {@code quilt} client that has asked the registry something ({@code control-panel.md} 13.2).
 *
 * @param agent what it calls itself, such as {@code quilt-cli/2.9.15 (Linux 6.1.0) CPython/3.11.2}; cut at 120 characters
 * @param address from where it came
 * @param user who was signed in
 * @param lastSeen when its last request ended, to the second
 */
public record SeenClient(String agent, String address, Optional<String> user, Instant lastSeen) {}
