package org.quiltappliance.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.quiltappliance.server.checks.Reasons;
import org.quiltappliance.server.config.BackupConfig;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.config.Setting;
import org.quiltappliance.server.config.Settings;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.quiltappliance.server.home.OwnerFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads and changes how backups are made by themselves. It takes effect at once. */
final class BackupPlans {

    private static final Logger log = LoggerFactory.getLogger(BackupPlans.class);
    private static final List<Setting> ALL =
            List.of(Settings.BACKUP_DIR, Settings.BACKUP_SCHEDULE, Settings.BACKUP_TIME, Settings.BACKUP_KEEP);

    private final DataAccess access;

    BackupPlans(DataAccess access) {
        this.access = access;
    }

    BackupPlan plan() {
        boolean test = access.config().mode() == Mode.TEST;
        return new BackupPlan(
                access.backup(),
                test
                        ? Optional.of(
                                "The schedule is off: a test mode keeps nothing. \"Back up now\" saves what would be"
                                        + " lost.")
                        : Optional.empty(),
                fixed());
    }

    /** What stronger sources say, no file changes. */
    private Optional<String> fixed() {
        try {
            var settings = access.source().read();
            return ALL.stream()
                    .filter(setting -> settings.value(setting).source().isAboveFiles())
                    .findFirst()
                    .map(setting -> setting.name() + " is set by the "
                            + settings.value(setting).source().label() + ". Change it there, and start again.");
        } catch (IOException unreadable) {
            throw new Unavailable("The settings cannot be read: " + Reasons.of(unreadable), unreadable);
        }
    }

    void plan(BackupConfig wanted) {
        fixed().ifPresent(reason -> {
            throw new Conflict(reason);
        });
        Path folder = wanted.folder().toAbsolutePath().normalize();
        requireWritable(folder);
        Map<String, Optional<String>> values = new LinkedHashMap<>();
        boolean usual =
                folder.equals(access.source().home().backups().toAbsolutePath().normalize());
        values.put(Settings.BACKUP_DIR.name(), usual ? Optional.empty() : Optional.of(folder.toString()));
        values.put(
                Settings.BACKUP_SCHEDULE.name(),
                Optional.of(wanted.schedule().name().toLowerCase(Locale.ROOT)));
        values.put(Settings.BACKUP_TIME.name(), Optional.of(wanted.at().toString()));
        values.put(Settings.BACKUP_KEEP.name(), Optional.of(String.valueOf(wanted.keep())));
        try {
            access.source().files().change(values);
            log.info("Administration: backups are made {} at {} into {}", wanted.schedule(), wanted.at(), folder);
        } catch (IOException unwritable) {
            throw new Unavailable("The settings cannot be written: " + Reasons.of(unwritable), unwritable);
        }
    }

    /** Found out now, and not in the night when the next backup is due. */
    private static void requireWritable(Path folder) {
        try {
            OwnerFiles.makeFolder(folder);
            Files.delete(Files.createTempFile(folder, "try", ""));
        } catch (IOException refused) {
            throw new Invalid("Backups cannot be written to " + folder + ": " + Reasons.of(refused));
        }
    }
}
