package org.quiltappliance.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.home.OwnerFiles;

/**
 * The database password that a change is about to put into force ({@code control-panel.md} SE-1). It is written down before
 * the database hears of it and is gone when the change is over: whoever finds it does not know which of the two the database
 * wants, and tries both.
 */
public final class PendingSecret {

    private static final String HEAD = "The next password of the database. A change of it was under way.";

    private final Home home;

    public PendingSecret(Home home) {
        this.home = home;
    }

    /** @throws IOException when there is one and it cannot be read */
    public Optional<Secret> read() throws IOException {
        return Files.exists(home.nextSecrets())
                ? Optional.ofNullable(EnvFile.parse(Files.readAllBytes(home.nextSecrets()))
                                .values()
                                .get(Settings.DB_PASSWORD.name()))
                        .map(Secret::new)
                : Optional.empty();
    }

    /** To be called before the database hears of it. */
    public void begin(Secret next) throws IOException {
        OwnerFiles.makeFolder(home.folder());
        OwnerFiles.replace(
                home.nextSecrets(),
                EnvFile.empty()
                        .headed(HEAD)
                        .with(Settings.DB_PASSWORD.name(), next.reveal())
                        .bytes());
    }

    /** To be called when it is known which one holds, and that one is in the settings. */
    public void end() throws IOException {
        Files.deleteIfExists(home.nextSecrets());
    }
}
