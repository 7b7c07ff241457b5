package org.quiltappliance.server.config;

import java.nio.file.Path;
import java.util.Optional;

/** How both ports are encrypted (APPLIANCE_TLS). */
public sealed interface TlsConfig {

    /** Not at all. */
    record Off() implements TlsConfig {}

    /**
     * By a certificate of an authority of our own ({@code control-panel.md} SE-5).
     *
     * @param folder keeps the authority and the certificate
     */
    record SelfSigned(Path folder) implements TlsConfig {}

    /** By a Java key store, PKCS #12 or JKS. @param alias which key, where there are several */
    record Keystore(Path file, Secret password, Optional<String> alias) implements TlsConfig {}

    /** By PEM files. @param certificate the server's own first, then what leads to its authority */
    record Pem(Path certificate, Path key) implements TlsConfig {}
}
