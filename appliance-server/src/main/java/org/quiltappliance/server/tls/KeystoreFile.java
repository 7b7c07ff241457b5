package org.quiltappliance.server.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.quiltappliance.server.config.TlsConfig;
import org.quiltappliance.server.tls.UnusableCertificate.Reason;

/** A certificate and key out of a PKCS #12 or JKS file. */
record KeystoreFile(TlsConfig.Keystore config) implements CertificateSource {

    @Override
    public Identity load() throws UnusableCertificate {
        char[] password = config.password().reveal().toCharArray();
        KeyStore store = open(password);
        try {
            String alias = alias(store);
            if (!(store.getKey(alias, password) instanceof PrivateKey key)) {
                throw new UnusableCertificate(
                        Reason.NO_PRIVATE_KEY, "The key store " + config.file() + " has no private key " + alias + ".");
            }
            var chain = Arrays.stream(store.getCertificateChain(alias))
                    .map(X509Certificate.class::cast)
                    .toList();
            return new Identity(key, chain);
        } catch (UnrecoverableKeyException other) {
            throw new UnusableCertificate(
                    Reason.STORE_CLOSED,
                    "The private key in " + config.file()
                            + " has another password than the key store. Give both the same.",
                    other);
        } catch (GeneralSecurityException broken) {
            throw new UnusableCertificate(
                    Reason.UNREADABLE,
                    "The key store " + config.file() + " cannot be used: " + broken.getMessage(),
                    broken);
        }
    }

    @Override
    public Optional<Identity> look() throws UnusableCertificate {
        return Optional.of(load());
    }

    @Override
    public X509Certificate anchor(Identity identity) {
        return identity.certificate();
    }

    private KeyStore open(char[] password) throws UnusableCertificate {
        if (!Files.isReadable(config.file())) {
            throw closed("There is no key store " + config.file() + ", or it cannot be read.");
        }
        try {
            return KeyStore.getInstance(config.file().toFile(), password);
        } catch (KeyStoreException none) {
            throw new UnusableCertificate(
                    Reason.STORE_CLOSED, config.file() + " is neither a PKCS #12 nor a JKS key store.", none);
        } catch (IOException refused) {
            boolean wrong = refused.getCause() instanceof UnrecoverableKeyException;
            throw new UnusableCertificate(
                    Reason.STORE_CLOSED,
                    wrong
                            ? "The password of the key store " + config.file() + " is wrong."
                            : "The key store " + config.file() + " cannot be read. Is its password right?",
                    refused);
        } catch (GeneralSecurityException broken) {
            throw new UnusableCertificate(
                    Reason.STORE_CLOSED, "The key store " + config.file() + " is damaged.", broken);
        }
    }

    private String alias(KeyStore store) throws KeyStoreException, UnusableCertificate {
        if (config.alias().isPresent()) {
            String wanted = config.alias().get();
            if (!store.isKeyEntry(wanted)) {
                throw new UnusableCertificate(
                        Reason.NO_PRIVATE_KEY,
                        "The key store " + config.file() + " has no private key " + wanted + ". It has: " + keys(store)
                                + ".");
            }
            return wanted;
        }
        List<String> keys = keys(store);
        if (keys.size() != 1) {
            throw new UnusableCertificate(
                    Reason.NO_PRIVATE_KEY,
                    keys.isEmpty()
                            ? "The key store " + config.file() + " has certificates, but no private key."
                            : "The key store " + config.file() + " has several private keys: " + keys
                                    + ". Name one in APPLIANCE_TLS_KEYSTORE_ALIAS.");
        }
        return keys.get(0);
    }

    private static List<String> keys(KeyStore store) throws KeyStoreException {
        var keys = new ArrayList<String>();
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                keys.add(alias);
            }
        }
        return keys;
    }

    private static UnusableCertificate closed(String message) {
        return new UnusableCertificate(Reason.STORE_CLOSED, message);
    }
}
