package org.quiltappliance.server;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.quiltappliance.server.checks.TlsCheck;
import org.quiltappliance.server.config.Settings;
import org.quiltappliance.server.lifecycle.Endpoints;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.server.lifecycle.Watch;
import org.quiltappliance.server.tls.ServerCertificate;
import org.quiltappliance.server.tls.UnusableCertificate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The certificate of one run: what is told of it, whom to trust because of it, and its end. */
final class RunCertificate {

    private static final Logger log = LoggerFactory.getLogger(RunCertificate.class);

    /** More often than daily: certificates that programs renew live for days only. */
    private static final Duration PAUSE = Duration.ofHours(1);

    private final RunContext run;

    RunCertificate(RunContext run) {
        this.run = run;
    }

    TlsCheck check() {
        return new TlsCheck(run.config().http(), run.parts().clock(), run.problems());
    }

    SSLContext trust() {
        return run.registry().certificate().map(ServerCertificate::trust).orElseGet(ServerCertificate::usualTrust);
    }

    Optional<Endpoints.Encryption> encryption() {
        return run.registry()
                .certificate()
                .flatMap(ServerCertificate::fingerprint)
                .map(fingerprint -> new Endpoints.Encryption(
                        fingerprint,
                        ServerCertificate.authorityFile(run.config().http().tls())));
    }

    List<Watch> watches() {
        return run.registry().certificate().map(this::watches).orElse(List.of());
    }

    private List<Watch> watches(ServerCertificate shown) {
        return List.of(new Watch(ProblemCode.CERT_EXPIRES, PAUSE, () -> {
            renew();
            return shown.ends().flatMap(this::problem);
        }));
    }

    private Optional<Problem> problem(Instant ends) {
        Instant now = run.parts().clock().instant();
        return TlsCheck.nearness(ends, now)
                .map(nearness -> run.problems().certExpires(Settings.TLS.name(), ends, nearness));
    }

    private void renew() {
        try {
            run.registry().renewCertificate();
        } catch (UnusableCertificate unusable) {
            log.warn("The newer certificate is not taken: {}", unusable.getMessage());
        }
    }
}
