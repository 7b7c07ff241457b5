package org.quiltappliance.server.checks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.quiltappliance.server.checks.Check.Finding;
import org.quiltappliance.server.config.HttpConfig;
import org.quiltappliance.server.config.Settings;
import org.quiltappliance.server.config.TlsConfig;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.Problems;
import org.quiltappliance.server.lifecycle.Problems.Nearness;
import org.quiltappliance.server.tls.ServerCertificate;
import org.quiltappliance.server.tls.UnusableCertificate;
import org.quiltappliance.server.tls.UnusableCertificate.Reason;

/** PF-9 and the warning of SE-3: whether the certificate can be used, or what it means that there is none. */
public record TlsCheck(HttpConfig http, Clock clock, Problems problems) {

    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration DAY = Duration.ofDays(1);

    Finding find() {
        Optional<ServerCertificate> certificate = ServerCertificate.of(http, clock);
        if (certificate.isEmpty()) {
            return plain();
        }
        try {
            Optional<Instant> ends = certificate.get().look();
            if (ends.isEmpty()) {
                return Finding.ok("A certificate will be made.");
            }
            String text = "The certificate is good until " + day(ends.get()) + ".";
            return nearness(ends.get(), clock.instant()).isPresent() ? Finding.warn(text) : Finding.ok(text);
        } catch (UnusableCertificate unusable) {
            return Finding.fail(problem(unusable));
        }
    }

    private Finding plain() {
        boolean proxied = !http.trustedProxies().isEmpty()
                && http.registryUrl().getScheme().equals("https");
        if (proxied && http.isLoopback()) {
            return Finding.ok("The proxy encrypts.");
        }
        return http.isShared()
                ? Finding.warn(
                        Settings.TLS.name() + " is off: passwords and data travel unencrypted through the network.")
                : Finding.ok("Off; nothing leaves this computer.");
    }

    /** How near the end is, once people should hear of it. */
    public static Optional<Nearness> nearness(Instant ends, Instant now) {
        if (!now.isBefore(ends)) {
            return Optional.of(Nearness.PAST);
        }
        Duration left = Duration.between(now, ends);
        if (left.compareTo(DAY) <= 0) {
            return Optional.of(Nearness.DAY);
        }
        if (left.compareTo(WEEK) <= 0) {
            return Optional.of(Nearness.WEEK);
        }
        return left.compareTo(MONTH) <= 0 ? Optional.of(Nearness.MONTH) : Optional.empty();
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC);
    }

    /** The problem with its fixes. */
    public Problem problem(UnusableCertificate unusable) {
        if (unusable.reason() == Reason.STORE_CLOSED) {
            return problems.tlsKeystoreBad(Settings.TLS_KEYSTORE_PASSWORD.name(), unusable.getMessage());
        }
        return problems.certInvalid(setting(unusable.reason()), unusable.getMessage());
    }

    private String setting(Reason reason) {
        boolean key = reason == Reason.NO_PRIVATE_KEY || reason == Reason.KEY_DOES_NOT_FIT;
        if (http.tls() instanceof TlsConfig.Pem) {
            return key ? Settings.TLS_KEY.name() : Settings.TLS_CERT.name();
        } else if (http.tls() instanceof TlsConfig.Keystore) {
            return Settings.TLS_KEYSTORE.name();
        }
        return Settings.TLS.name();
    }
}
