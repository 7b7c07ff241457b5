package org.quiltappliance.server;

import java.time.Instant;
import java.util.Optional;
import org.quiltappliance.server.lifecycle.Component;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.server.lifecycle.Part;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.monitoring.LogSource;

/**
 * All that is known of one part of the appliance ({@code control-panel.md} 13.1).
 *
 * @param component how it is
 * @param endpoint where this process reaches it; empty where that is no address
 * @param version of the program behind it, as far as that is known
 * @param lookedAt when it last gave an answer, or was last found silent
 * @param lastTrouble of this part since the process began, present or gone
 * @param restart starts its container once more, where it is ours
 * @param log where it writes what it does
 */
public record PartReport(
        Part part,
        Component component,
        Optional<String> endpoint,
        Optional<String> version,
        Optional<Instant> lookedAt,
        Optional<Problem> lastTrouble,
        Optional<Fix> restart,
        LogSource log) {}
