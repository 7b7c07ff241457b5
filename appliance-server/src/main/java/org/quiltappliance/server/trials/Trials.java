package org.quiltappliance.server.trials;

import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.quiltappliance.server.accounts.SignInTrials;
import org.quiltappliance.server.checks.PublicUrl;
import org.quiltappliance.server.config.EffectiveSettings;
import org.quiltappliance.server.config.Elsewhere;
import org.quiltappliance.server.mail.MailProbe;

/** All that can be tried. Settings are read when a trial runs: what they lack is its first stage. */
public final class Trials {

    private final Clock clock;

    public Trials(Clock clock) {
        this.clock = clock;
    }

    /** The PostgreSQL server of these settings. */
    public Trial database(EffectiveSettings settings) {
        return new DatabaseTrial(() -> new Elsewhere(settings).database());
    }

    /** The bucket of these settings. @param createBucket whether one that is missing is made */
    public Trial store(EffectiveSettings settings, boolean createBucket) {
        return new StoreTrial(() -> new Elsewhere(settings).store(), createBucket, clock);
    }

    /**
     * The mail server of these settings.
     *
     * @param recipient who gets a mail; nobody to send none
     * @param registry what it is called, for people
     */
    public Trial mail(EffectiveSettings settings, Optional<String> recipient, String registry) {
        return new MailTrial(
                () -> new Elsewhere(settings).mail(),
                recipient.map(somebody -> new MailProbe.TestMail(somebody, registry, clock.instant())));
    }

    /**
     * The application at GitHub.
     *
     * @param callback where GitHub would send people back to
     * @param signIns of the registry that runs there; empty when none does
     */
    public Trial gitHub(EffectiveSettings settings, Supplier<URI> callback, Supplier<Optional<SignInTrials>> signIns) {
        return new GitHubTrial(() -> new Elsewhere(settings).gitHub(), callback, signIns);
    }

    /** The public addresses of a registry that runs. */
    public Trial urls(Supplier<PublicUrls> addresses) {
        return new UrlTrial(addresses);
    }

    /** What to try of a registry that runs. @param boot by which its answers are known */
    public record PublicUrls(PublicUrl registry, PublicUrl catalog, String boot) {}
}
