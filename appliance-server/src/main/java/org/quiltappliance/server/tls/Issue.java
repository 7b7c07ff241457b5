package org.quiltappliance.server.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes certificates: of an authority, and of a server by that authority (RFC 5280). Keys are on the curve P-256. */
final class Issue {

    /** Clocks of clients may be a little behind. */
    private static final Duration EARLIER = Duration.ofHours(1);

    private static final int SERIAL_BYTES = 16;
    private static final int NAME_BYTES = 4;

    private final SecureRandom random = new SecureRandom();
    private final Instant now;

    Issue(Instant now) {
        this.now = now;
    }

    /** A new authority, with a name that no other has. */
    Identity authority(Duration lifetime) {
        var id = new byte[NAME_BYTES];
        random.nextBytes(id);
        var name = new X500Principal(
                "CN=Quilt Appliance authority " + HexFormat.of().formatHex(id));
        KeyPair keys = keys();
        try {
            var builder = builder(name, name, lifetime, keys.getPublic());
            var extensions = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(
                    Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(keys.getPublic()));
            return new Identity(keys.getPrivate(), List.of(signed(builder, keys.getPrivate())));
        } catch (GeneralSecurityException | IOException failed) {
            throw impossible(failed);
        }
    }

    /** A server's certificate for these names and addresses, and the authority's behind it. */
    Identity server(Identity authority, Collection<String> names, Duration lifetime) {
        KeyPair keys = keys();
        X509Certificate issuer = authority.certificate();
        try {
            var builder = builder(
                    issuer.getSubjectX500Principal(),
                    new X500Principal("CN=Quilt Appliance"),
                    lifetime,
                    keys.getPublic());
            var extensions = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            builder.addExtension(
                    Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(keys.getPublic()));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    extensions.createAuthorityKeyIdentifier(issuer.getPublicKey()));
            builder.addExtension(Extension.subjectAlternativeName, false, alternatives(names));
            return new Identity(keys.getPrivate(), List.of(signed(builder, authority.key()), issuer));
        } catch (GeneralSecurityException | IOException failed) {
            throw impossible(failed);
        }
    }

    private JcaX509v3CertificateBuilder builder(
            X500Principal issuer, X500Principal subject, Duration lifetime, PublicKey key) {
        var serial = new byte[SERIAL_BYTES];
        random.nextBytes(serial);
        Instant begins = now.minus(EARLIER);
        return new JcaX509v3CertificateBuilder(
                issuer, new BigInteger(1, serial), Date.from(begins), Date.from(begins.plus(lifetime)), subject, key);
    }

    private static GeneralNames alternatives(Collection<String> names) {
        return new GeneralNames(names.stream()
                .map(name ->
                        new GeneralName(HostNames.isAddress(name) ? GeneralName.iPAddress : GeneralName.dNSName, name))
                .toArray(GeneralName[]::new));
    }

    private static X509Certificate signed(JcaX509v3CertificateBuilder builder, PrivateKey by)
            throws GeneralSecurityException {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(by)));
        } catch (OperatorCreationException failed) {
            throw new GeneralSecurityException(failed);
        }
    }

    private static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException failed) {
            throw impossible(failed);
        }
    }

    private static IllegalStateException impossible(Exception failed) {
        return new IllegalStateException("This Java cannot make certificates", failed);
    }
}
