package org.quiltappliance.server.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Certificates of a private authority, as an administrator would have them in files. */
final class TestFiles {

    static final String PASSWORD = "the password of the store";

    private final Path folder;
    private final Instant now;

    TestFiles(Path folder, Instant now) {
        this.folder = folder;
        this.now = now;
    }

    /** A certificate that began at the given moment. */
    static Identity identity(Instant begins, Duration lifetime, String... names) {
        var issue = new Issue(begins);
        return issue.server(issue.authority(lifetime.plusDays(1)), List.of(names), lifetime);
    }

    Identity identity(String... names) {
        return identity(now, Duration.ofDays(90), names);
    }

    Path certificate(Identity identity) throws IOException {
        var text = new StringBuilder();
        identity.chain().forEach(one -> text.append(PemText.certificate(one)));
        return Files.writeString(folder.resolve("cert.pem"), text);
    }

    Path key(Identity identity) throws IOException {
        return Files.writeString(folder.resolve("key.pem"), PemText.key(identity.key()));
    }

    Path keystore(String type, Identity... identities) throws Exception {
        var store = KeyStore.getInstance(type);
        store.load(null, null);
        int number = 1;
        for (Identity identity : identities) {
            var chain = identity.chain().toArray(Certificate[]::new);
            store.setKeyEntry("key" + number++, identity.key(), PASSWORD.toCharArray(), chain);
        }
        Path file = folder.resolve("store." + type);
        try (var out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
        return file;
    }
}
