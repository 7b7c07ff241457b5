package org.quiltappliance.server.tls;

import java.security.cert.X509Certificate;
import java.util.Optional;
import org.quiltappliance.server.config.TlsConfig;

/** A certificate and key out of two PEM files. */
record PemFiles(TlsConfig.Pem config) implements CertificateSource {

    @Override
    public Identity load() throws UnusableCertificate {
        return new Identity(PemText.key(config.key()), PemText.certificates(config.certificate()));
    }

    @Override
    public Optional<Identity> look() throws UnusableCertificate {
        return Optional.of(load());
    }

    @Override
    public X509Certificate anchor(Identity identity) {
        return identity.certificate();
    }
}
