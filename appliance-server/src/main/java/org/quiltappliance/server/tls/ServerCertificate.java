package org.quiltappliance.server.tls;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.quiltappliance.server.config.HttpConfig;
import org.quiltappliance.server.config.TlsConfig;
import org.quiltappliance.server.tls.UnusableCertificate.Reason;

/** The one certificate of both ports over time: read or made, judged, and looked at again while the server runs. */
public final class ServerCertificate {

    private final CertificateSource source;
    private final HttpConfig http;
    private final Clock clock;
    private final AtomicReference<Optional<Identity>> current = new AtomicReference<>(Optional.empty());

    private ServerCertificate(CertificateSource source, HttpConfig http, Clock clock) {
        this.source = source;
        this.http = http;
        this.clock = clock;
    }

    /** Reads nothing yet; empty when the ports are not encrypted. */
    public static Optional<ServerCertificate> of(HttpConfig http, Clock clock) {
        if (http.tls() instanceof TlsConfig.SelfSigned own) {
            return Optional.of(new ServerCertificate(
                    new SelfSigned(own.folder(), () -> HostNames.wanted(http), clock), http, clock));
        } else if (http.tls() instanceof TlsConfig.Keystore keystore) {
            return Optional.of(new ServerCertificate(new KeystoreFile(keystore), http, clock));
        } else if (http.tls() instanceof TlsConfig.Pem pem) {
            return Optional.of(new ServerCertificate(new PemFiles(pem), http, clock));
        }
        return Optional.empty();
    }

    /** The file that clients need to trust the registry, where we made it. */
    public static Optional<Path> authorityFile(TlsConfig tls) {
        return tls instanceof TlsConfig.SelfSigned own
                ? Optional.of(own.folder().resolve(SelfSigned.AUTHORITY))
                : Optional.empty();
    }

    /** Whether it is renewed without the administrator. */
    public boolean renewsItself() {
        return source instanceof SelfSigned;
    }

    /** Reads the certificate, making or renewing it where it is ours to make, and judges it. */
    public Identity load() throws UnusableCertificate {
        Identity loaded = source.load();
        judge(loaded);
        current.set(Optional.of(loaded));
        return loaded;
    }

    /**
     * As {@link #load}, for a server that runs.
     *
     * @return the certificate to show from now on, if it is another than before
     * @throws UnusableCertificate when the present one should be kept
     */
    public Optional<Identity> renewed() throws UnusableCertificate {
        Optional<X509Certificate> before = current.get().map(Identity::certificate);
        Identity loaded = source.load();
        if (before.equals(Optional.of(loaded.certificate()))) {
            return Optional.empty();
        }
        judge(loaded);
        current.set(Optional.of(loaded));
        return Optional.of(loaded);
    }

    /** Judges the certificate as {@link #load} would, and changes nothing; empty when it would be made. */
    public Optional<Instant> look() throws UnusableCertificate {
        Optional<Identity> found = source.look();
        if (found.isPresent()) {
            judge(found.get());
        }
        return found.map(Identity::ends);
    }

    /**
     * What is there now.
     *
     * @param fingerprint as {@link ServerCertificate#fingerprint}
     * @param trouble why it cannot be used; empty when it can
     */
    public record Shown(String fingerprint, Instant ends, String trouble) {}

    /** Looks at the certificate, and changes nothing; empty when it would be made. */
    public Optional<Shown> shown() throws UnusableCertificate {
        return source.look()
                .map(found -> new Shown(Identity.fingerprint(source.anchor(found)), found.ends(), trouble(found)));
    }

    private String trouble(Identity identity) {
        try {
            judge(identity);
            return "";
        } catch (UnusableCertificate unusable) {
            return String.valueOf(unusable.getMessage());
        }
    }

    /** Makes another one, where it is ours to make; a server that runs takes it by {@link #renewed}. */
    public void makeAnew() throws UnusableCertificate {
        source.makeAnew();
    }

    private void judge(Identity identity) throws UnusableCertificate {
        if (!identity.fits()) {
            throw new UnusableCertificate(
                    Reason.KEY_DOES_NOT_FIT,
                    "The private key does not belong to the certificate of "
                            + identity.certificate().getSubjectX500Principal()
                            + ". The server's own certificate must be the first in its file.");
        }
        Instant now = clock.instant();
        for (X509Certificate one : identity.chain()) {
            if (!now.isBefore(one.getNotAfter().toInstant())) {
                throw new UnusableCertificate(
                        Reason.EXPIRED,
                        "The certificate of " + one.getSubjectX500Principal() + " expired on "
                                + one.getNotAfter().toInstant() + ".");
            }
            if (now.isBefore(one.getNotBefore().toInstant())) {
                throw new UnusableCertificate(
                        Reason.NOT_YET_VALID,
                        "The certificate of " + one.getSubjectX500Principal() + " is not valid before "
                                + one.getNotBefore().toInstant() + ".");
            }
        }
        requireNames(identity.certificate());
    }

    /** Behind a proxy, clients see the proxy's certificate under the public names, not ours. */
    private void requireNames(X509Certificate certificate) throws UnusableCertificate {
        List<String> hosts = http.trustedProxies().isEmpty() ? HostNames.publicHosts(http) : List.of();
        for (String host : hosts) {
            if (!HostNames.speaksFor(certificate, host)) {
                throw new UnusableCertificate(
                        Reason.WRONG_NAME,
                        "The certificate of " + certificate.getSubjectX500Principal() + " does not match " + host
                                + ", the host of REGISTRY_URL or CATALOG_URL. Clients would refuse it.");
            }
        }
    }

    /** When the certificate shown now ends. */
    public Optional<Instant> ends() {
        return current.get().map(Identity::ends);
    }

    /** SHA-256 of what people trust, in pairs of digits with colons; empty before {@link #load}. */
    public Optional<String> fingerprint() {
        return current.get().map(identity -> Identity.fingerprint(source.anchor(identity)));
    }

    /** For connections to ourselves where there is no certificate of ours. */
    public static SSLContext usualTrust() {
        return OwnTrust.context(Optional::empty);
    }

    /** For connections to ourselves: believes the certificate shown now, and whatever is believed usually. */
    public SSLContext trust() {
        return OwnTrust.context(() -> current.get().map(Identity::certificate));
    }
}
