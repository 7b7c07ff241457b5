package org.quiltappliance.server.backup;

import java.util.Optional;
import org.quiltappliance.server.backup.Manifest.Kind;
import org.quiltappliance.server.backup.Manifest.Origin;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.config.SettingsCopy;

/**
 * A wish for a backup.
 *
 * @param note why, for people; may be empty
 * @param passphrase with which the secrets are taken along; without one they are left out
 */
public record BackupRequest(
        Origin origin, Kind kind, String note, SettingsCopy settings, Optional<Secret> passphrase, Pace pace) {

    /** Everything but secrets, as fast as it goes. */
    public static BackupRequest full(Origin origin, SettingsCopy settings) {
        return new BackupRequest(origin, Kind.FULL, "", settings, Optional.empty(), Pace.UNLIMITED);
    }

    /**
     * Rows only, before something that may go wrong.
     *
     * @param note what that is
     */
    public static BackupRequest safety(Origin origin, String note, SettingsCopy settings) {
        return new BackupRequest(origin, Kind.SAFETY, note, settings, Optional.empty(), Pace.UNLIMITED);
    }

    public BackupRequest noted(String why) {
        return new BackupRequest(origin, kind, why, settings, passphrase, pace);
    }

    public BackupRequest withSecrets(Secret lockedWith) {
        return new BackupRequest(origin, kind, note, settings, Optional.of(lockedWith), pace);
    }

    public BackupRequest at(Pace slower) {
        return new BackupRequest(origin, kind, note, settings, passphrase, slower);
    }
}
