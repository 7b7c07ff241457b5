package org.quiltappliance.server;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.quiltappliance.server.accounts.SignInTrials;
import org.quiltappliance.server.backup.BackupState;
import org.quiltappliance.server.config.ChangeableConfig;
import org.quiltappliance.server.errors.ApplianceException.NotFound;
import org.quiltappliance.server.lifecycle.RegistryRun;
import org.quiltappliance.server.lifecycle.StoredCounts;
import org.quiltappliance.server.mail.Outbox;
import org.quiltappliance.server.monitoring.RunMeters;
import org.quiltappliance.server.tls.ServerCertificate;
import org.quiltappliance.server.tls.UnusableCertificate;

/** One run of the registry, with what administrators do to it while it runs. */
public interface Registry extends RegistryRun {

    /** Its accounts; usable between {@link #prepareAccounts} and {@link #close()}. */
    Users userAccounts();

    /** The mails it wrote, sent or not; usable as long as {@link #userAccounts()} is. */
    Outbox outbox();

    /** Its rows and objects, for long tasks; usable as long as {@link #userAccounts()} is. */
    RegistryData data();

    /** Goes by that one from now on; what needs a restart stays as it is. On any thread. */
    void change(ChangeableConfig wanted);

    /** Lets its administrators see in the catalog how it stands with the backups. @param state asked for each time anew */
    void tellOfBackups(Supplier<BackupState> state);

    /**
     * Removes a package, whoever owns it. Its objects stay until somebody cleans up.
     *
     * @throws NotFound when there is no such package
     */
    void deletePackage(String owner, String name);

    /** How much there is. */
    StoredCounts count();

    /** Where its figures are read. */
    RunMeters meters();

    /** Where other processes run that share its data. */
    List<String> otherNodes();

    /** A number that grows with each request that may have changed data. */
    long changes();

    /**
     * Refuses what would change data, until {@link #allowWrites()}; reading goes on.
     *
     * @param message for those who are refused
     * @return whether all changes that were under way ended in time; if not, changes are allowed again
     */
    boolean holdWrites(String message, Duration atMost);

    void allowWrites();

    /**
     * Refuses what would change data for as long as it runs, and writes nothing to the storage by itself. Before it listens.
     *
     * @param message for those who are refused
     */
    void refuseWrites(String message);

    /** The names of the active administrators who still have the password of the test mode. */
    List<String> administratorsWithTestPassword();

    /** Why mails do not go out, once several attempts in a row have failed; a sentence. */
    Optional<String> mailTrouble();

    /**
     * Sends a mail at once.
     *
     * @return why it did not go out; empty when the mail server has it
     */
    Optional<String> sendTestMail(String recipient);

    /** The sign-ins at GitHub that are tried, of which it sees the end. */
    SignInTrials signInTrials();

    /** How many requests wait for a connection to the database now. */
    int waitingForDatabase();

    /** What both ports are encrypted with, if they are. */
    Optional<ServerCertificate> certificate();

    /**
     * Shows a newer certificate from now on, where there is one; makes one, where it is ours to make.
     *
     * @throws UnusableCertificate when the newer one cannot be used; the present one stays
     */
    void renewCertificate() throws UnusableCertificate;
}
