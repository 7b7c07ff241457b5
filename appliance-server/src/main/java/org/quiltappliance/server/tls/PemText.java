package org.quiltappliance.server.tls;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.quiltappliance.server.tls.UnusableCertificate.Reason;

/** Certificates and keys as text (RFC 7468, and the older forms of keys that OpenSSL writes). */
final class PemText {

    private static final int LINE = 64;

    private PemText() {}

    static String certificate(X509Certificate certificate) {
        try {
            return block("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateException impossible) {
            throw new IllegalStateException("A certificate that was read can be written", impossible);
        }
    }

    /** As PKCS #8. */
    static String key(PrivateKey key) {
        return block("PRIVATE KEY", key.getEncoded());
    }

    private static String block(String type, byte[] content) {
        String lines = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + type + "-----\n" + lines + "\n-----END " + type + "-----\n";
    }

    /** All certificates of the file, in its order. */
    static List<X509Certificate> certificates(Path file) throws UnusableCertificate {
        var found = new ArrayList<X509Certificate>();
        var converter = new JcaX509CertificateConverter();
        for (Object part : parts(file)) {
            if (part instanceof X509CertificateHolder certificate) {
                try {
                    found.add(converter.getCertificate(certificate));
                } catch (CertificateException broken) {
                    throw unreadable(file, broken);
                }
            }
        }
        if (found.isEmpty()) {
            throw new UnusableCertificate(Reason.UNREADABLE, "There is no certificate in " + file + ".");
        }
        return found;
    }

    /** The one key of the file, in any form but encrypted. */
    static PrivateKey key(Path file) throws UnusableCertificate {
        var converter = new JcaPEMKeyConverter();
        for (Object part : parts(file)) {
            try {
                if (part instanceof PrivateKeyInfo key) {
                    return converter.getPrivateKey(key);
                } else if (part instanceof PEMKeyPair keys) {
                    return converter.getPrivateKey(keys.getPrivateKeyInfo());
                }
            } catch (IOException broken) {
                throw unreadable(file, broken);
            }
            if (part instanceof PKCS8EncryptedPrivateKeyInfo || part instanceof PEMEncryptedKeyPair) {
                throw new UnusableCertificate(
                        Reason.NO_PRIVATE_KEY,
                        "The private key in " + file + " is encrypted. Decrypt it: openssl pkey -in "
                                + file.getFileName() + " -out decrypted.pem");
            }
        }
        throw new UnusableCertificate(Reason.NO_PRIVATE_KEY, "There is no private key in " + file + ".");
    }

    private static List<Object> parts(Path file) throws UnusableCertificate {
        var parts = new ArrayList<>();
        // Bytes outside of the blocks may be in any encoding.
        try (var parser = new PEMParser(new StringReader(Files.readString(file, StandardCharsets.ISO_8859_1)))) {
            for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
                parts.add(part);
            }
        } catch (IOException | RuntimeException broken) { // the parser lets malformed content escape as both
            throw unreadable(file, broken);
        }
        return parts;
    }

    private static UnusableCertificate unreadable(Path file, Exception broken) {
        String why = Files.isReadable(file) ? "it is damaged" : "it is not there, or belongs to somebody else";
        return new UnusableCertificate(Reason.UNREADABLE, "The file " + file + " cannot be read: " + why + ".", broken);
    }
}
