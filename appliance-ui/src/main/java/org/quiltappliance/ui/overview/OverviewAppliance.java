package org.quiltappliance.ui.overview;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.quiltappliance.server.PartReport;
import org.quiltappliance.server.lifecycle.Endpoints;
import org.quiltappliance.server.lifecycle.Part;

/** What the overview asks of the appliance, beside the snapshot. Every method takes a moment. */
public interface OverviewAppliance {

    /** All that is known of a part now. */
    PartReport report(Part part);

    /** The newest backup that has everything. */
    Optional<LastBackup> lastBackup();

    /** How the last run of this home folder ended; empty when there was none. */
    Optional<LastRun> lastRun() throws IOException;

    /** Where clients will find the registry once it runs. */
    Endpoints plannedEndpoints();

    /** @param verified whether somebody looked and found it good */
    record LastBackup(Instant when, boolean verified, boolean damaged) {}

    /** @param clean whether it was stopped; otherwise it ended by itself */
    record LastRun(Instant ended, boolean clean) {}
}
