package org.quiltappliance.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.quiltappliance.server.checks.LocalAddress;
import org.quiltappliance.server.checks.PortLook;
import org.quiltappliance.server.checks.Reach;
import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.tls.ServerCertificate;
import org.quiltappliance.server.tls.UnusableCertificate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an administrator has to do with the network: addresses, ports, the certificate ({@code control-panel.md} 13.8). */
public final class NetworkService {

    private static final Logger log = LoggerFactory.getLogger(NetworkService.class);

    private final Supplier<SettingsSource> source;
    private final Supplier<Optional<RunPlan>> running;
    private final Clock clock;

    /**
     * What both ports show.
     *
     * @param fingerprint SHA-256 of what people compare; empty before it is made
     * @param ends when it ends; empty before it is made
     * @param isOurs whether this program made it, so that it can be made anew and clients need the file of its authority
     * @param trouble why it cannot be used; empty when it can
     */
    public record Certificate(Optional<String> fingerprint, Optional<Instant> ends, boolean isOurs, String trouble) {}

    /** @param running that answers requests now */
    NetworkService(Supplier<SettingsSource> source, Supplier<Optional<RunPlan>> running, Clock clock) {
        this.source = source;
        this.running = running;
        this.clock = clock;
    }

    /** For a process in which no registry runs. */
    public static NetworkService alone(SettingsSource source, Clock clock) {
        return new NetworkService(() -> source, Optional::empty, clock);
    }

    /** Under which others can reach this computer. */
    public List<LocalAddress> addresses() {
        return Reach.addresses();
    }

    /**
     * Whether a port can be used.
     *
     * @param bind what would be listened on
     * @param other a port that is wanted besides, and not proposed
     */
    public PortLook port(String bind, int port, int other) {
        boolean ours = running.get()
                .map(run -> run.config().http())
                .filter(http -> http.registryPort() == port || http.catalogPort() == port)
                .isPresent();
        return ours ? PortLook.ours() : PortLook.at(bind, port, other);
    }

    /** What both ports show, or would by the settings that are saved; empty when they are not encrypted. */
    public Optional<Certificate> certificate() {
        return source.get()
                .glance()
                .config()
                .flatMap(config -> ServerCertificate.of(config.http(), clock).map(NetworkService::seen));
    }

    private static Certificate seen(ServerCertificate certificate) {
        boolean ours = certificate.renewsItself();
        try {
            return certificate
                    .shown()
                    .map(shown -> new Certificate(
                            Optional.of(shown.fingerprint()), Optional.of(shown.ends()), ours, shown.trouble()))
                    .orElseGet(() -> new Certificate(Optional.empty(), Optional.empty(), ours, ""));
        } catch (UnusableCertificate unusable) {
            return new Certificate(Optional.empty(), Optional.empty(), ours, unusable.getMessage());
        }
    }

    /**
     * Writes the file that clients need to trust this registry.
     *
     * @throws Conflict when there is none
     */
    public void exportAuthority(Path to) throws IOException {
        Path authority = ServerCertificate.authorityFile(config().http().tls())
                .filter(Files::exists)
                .orElseThrow(() -> new Conflict("There is no authority of ours to export: APPLIANCE_TLS is not"
                        + " self-signed, or the registry was not started since."));
        Files.copy(authority, to, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Makes the certificate anew, where it is ours, or takes the one that lies in its place now. A registry that runs shows
     * it from now on.
     *
     * @return a sentence for people
     * @throws Conflict when there is none, or the new one cannot be used
     */
    public String renew() {
        var certificate = ServerCertificate.of(config().http(), clock)
                .orElseThrow(() -> new Conflict("The ports are not encrypted: APPLIANCE_TLS is off."));
        try {
            certificate.makeAnew();
            Optional<RunPlan> run = running.get();
            if (run.isPresent()) {
                run.get().registry().renewCertificate();
            }
            log.info("Administration: certificate renewed");
            return certificate.renewsItself()
                    ? "A new certificate was made. Clients that trust our authority notice nothing."
                    : run.isPresent()
                            ? "The newest certificate that is there is shown now."
                            : "The newest certificate is taken at the start.";
        } catch (UnusableCertificate unusable) {
            throw new Conflict(unusable.getMessage() + " The present certificate stays.");
        }
    }

    private ApplianceConfig config() {
        return source.get()
                .glance()
                .config()
                .orElseThrow(() -> new Conflict("The settings are not valid. config validate says why."));
    }
}
