package org.quiltappliance.server.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.quiltappliance.server.home.OwnerFiles;
import org.quiltappliance.server.tls.UnusableCertificate.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Certificates by a small authority of our own ({@code control-panel.md} SE-5): {@code ca.pem}, which clients are given,
 * {@code server.pem}, and their keys, in an owner-only folder. The server's certificate is made anew 30 days before its
 * end and when the computer got another name; the authority, and with it what clients trust, lasts ten years.
 */
final class SelfSigned implements CertificateSource {

    private static final Logger log = LoggerFactory.getLogger(SelfSigned.class);

    static final Duration AUTHORITY_LIFETIME = Duration.ofDays(3652);

    /** The longest that today's browsers accept. */
    static final Duration SERVER_LIFETIME = Duration.ofDays(397);

    static final Duration RENEWED_BEFORE = Duration.ofDays(30);

    /** The file that clients need. */
    static final String AUTHORITY = "ca.pem";

    private static final String AUTHORITY_KEY = "ca-key.pem";
    private static final String SERVER = "server.pem";
    private static final String SERVER_KEY = "server-key.pem";

    private final Path folder;
    private final Supplier<Set<String>> names;
    private final Clock clock;

    /** @param names that the certificate must speak for; asked at each look */
    SelfSigned(Path folder, Supplier<Set<String>> names, Clock clock) {
        this.folder = folder;
        this.names = names;
        this.clock = clock;
    }

    @Override
    public synchronized Identity load() throws UnusableCertificate {
        Optional<Identity> present = look();
        return present.isPresent() ? present.get() : made();
    }

    @Override
    public synchronized void makeAnew() throws UnusableCertificate {
        made();
    }

    private Identity made() throws UnusableCertificate {
        try {
            OwnerFiles.makeFolder(folder);
            Identity authority = authority();
            Identity server = new Issue(clock.instant()).server(authority, names.get(), SERVER_LIFETIME);
            // The key first: after a crash between the two, the pair does not fit and is made once more.
            write(SERVER_KEY, PemText.key(server.key()));
            write(SERVER, PemText.certificate(server.certificate()));
            log.info("A certificate was made for {}; it is good until {}.", names.get(), server.ends());
            return server;
        } catch (IOException refused) {
            throw new UnusableCertificate(
                    Reason.UNREADABLE, "The folder " + folder + " cannot be written: " + refused.getMessage(), refused);
        }
    }

    @Override
    public Optional<Identity> look() throws UnusableCertificate {
        Optional<Identity> authority = read(AUTHORITY, AUTHORITY_KEY);
        Optional<Identity> server = read(SERVER, SERVER_KEY);
        if (authority.isEmpty() || server.isEmpty() || !isGood(authority.get()) || !isGood(server.get())) {
            return Optional.empty();
        }
        X509Certificate own = server.get().certificate();
        boolean complete = names.get().stream().allMatch(name -> HostNames.speaksFor(own, name));
        return complete && isBy(own, authority.get().certificate())
                ? Optional.of(new Identity(
                        server.get().key(), List.of(own, authority.get().certificate())))
                : Optional.empty();
    }

    @Override
    public X509Certificate anchor(Identity identity) {
        return identity.chain().get(identity.chain().size() - 1);
    }

    private boolean isGood(Identity identity) {
        Instant now = clock.instant();
        return identity.fits() && now.plus(RENEWED_BEFORE).isBefore(identity.ends());
    }

    private static boolean isBy(X509Certificate certificate, X509Certificate authority) {
        try {
            certificate.verify(authority.getPublicKey());
            return true;
        } catch (GeneralSecurityException otherAuthority) {
            return false;
        }
    }

    /** The present one for as long as a server's certificate may last under it; clients trust it. */
    private Identity authority() throws UnusableCertificate, IOException {
        Optional<Identity> present = read(AUTHORITY, AUTHORITY_KEY);
        if (present.isPresent()) {
            if (!present.get().fits()) {
                throw new UnusableCertificate(
                        Reason.KEY_DOES_NOT_FIT,
                        "The files " + AUTHORITY + " and " + AUTHORITY_KEY + " in " + folder
                                + " do not belong together. Put the right ones back, or remove both: then a new authority"
                                + " is made, and all clients need its file.");
            }
            if (clock.instant().plus(SERVER_LIFETIME).isBefore(present.get().ends())) {
                return present.get();
            }
            log.warn("The certificate authority comes to its end and is made anew: all clients need its file.");
        }
        Identity made = new Issue(clock.instant()).authority(AUTHORITY_LIFETIME);
        write(AUTHORITY_KEY, PemText.key(made.key()));
        write(AUTHORITY, PemText.certificate(made.certificate()));
        log.info("A certificate authority was made. Clients trust this registry with {}.", folder.resolve(AUTHORITY));
        return made;
    }

    /** Empty when either file is missing: a crash may have come between them. */
    private Optional<Identity> read(String certificate, String key) throws UnusableCertificate {
        Path certificateFile = folder.resolve(certificate);
        Path keyFile = folder.resolve(key);
        return Files.exists(certificateFile) && Files.exists(keyFile)
                ? Optional.of(new Identity(PemText.key(keyFile), PemText.certificates(certificateFile)))
                : Optional.empty();
    }

    private void write(String name, String text) throws IOException {
        OwnerFiles.replace(folder.resolve(name), text.getBytes(StandardCharsets.US_ASCII));
    }
}
