package org.quiltappliance.server;

import java.util.Optional;
import org.quiltappliance.server.lifecycle.Outcome;

/**
 * What a fix did.
 *
 * @param done a sentence for people
 * @param started how the start ended that followed by itself; empty when none was due
 */
public record FixResult(String done, Optional<Outcome> started) {}
