package org.quiltappliance.server.tls;

import java.security.cert.X509Certificate;
import java.util.Optional;

/** Where the server's certificate comes from. */
interface CertificateSource {

    /** The certificate as it is now; made or renewed, where it is ours to make. */
    Identity load() throws UnusableCertificate;

    /** As {@link #load}, but changes nothing; empty when {@code load} would make one. */
    Optional<Identity> look() throws UnusableCertificate;

    /** Makes another one in the place of the present one, where it is ours to make; else does nothing. */
    default void makeAnew() throws UnusableCertificate {}

    /** The certificate that people compare and trust: the authority's where it is ours, else the server's own. */
    X509Certificate anchor(Identity identity);
}
