package org.quiltappliance.server;

import org.quiltappliance.server.lifecycle.RegistryRun;

/** One run of the registry, with what administrators do to it while it runs. */
public interface Registry extends RegistryRun {

    /** Its accounts; usable between {@link #prepareAccounts()} and {@link #close()}. */
    Users userAccounts();
}
