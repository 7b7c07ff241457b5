package org.quiltappliance.server;

import org.quiltappliance.server.lifecycle.RegistryRun;
import org.quiltappliance.server.mail.Outbox;

/** One run of the registry, with what administrators do to it while it runs. */
public interface Registry extends RegistryRun {

    /** Its accounts; usable between {@link #prepareAccounts()} and {@link #close()}. */
    Users userAccounts();

    /** The mails it wrote, sent or not; usable as long as {@link #userAccounts()} is. */
    Outbox outbox();
}
