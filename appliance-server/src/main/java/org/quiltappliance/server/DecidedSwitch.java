package org.quiltappliance.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.quiltappliance.server.backup.SwitchJournal;
import org.quiltappliance.server.config.Settings;
import org.quiltappliance.server.config.SettingsCopy;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.home.Instance;
import org.quiltappliance.server.home.OwnerFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the files of the home folder into line with a switch that the journal has decided. May be repeated: a crash in
 * the middle changes nothing about what is in force. By whoever holds the home folder, before anything reads settings.
 */
final class DecidedSwitch {

    /** In a journal: the volume that has the database from now on. */
    static final String DATABASE_VOLUME = "database volume";

    private static final Logger log = LoggerFactory.getLogger(DecidedSwitch.class);

    private DecidedSwitch() {}

    /**
     * Writes down which settings a move is going to change, secrets among them: for the owner's eyes, and only until they
     * are in their own files. To be called before the journal says that the move is decided.
     */
    static void stage(Home home, Map<String, String> settings) throws IOException {
        OwnerFiles.replace(staged(home), SettingsCopy.text(settings));
    }

    private static Path staged(Home home) {
        return home.run().resolve("switch.env");
    }

    /** Whether the journal says so; if it cannot be read, it may. */
    static boolean isDecided(Home home) {
        try {
            return SwitchJournal.read(home).filter(SwitchJournal::isDecided).isPresent();
        } catch (IOException | Invalid unreadable) {
            log.warn("Nobody knows whether the switch was reached; the next start looks", unreadable);
            return true;
        }
    }

    /** Does nothing when nothing was decided. */
    static void complete(SettingsSource source) throws IOException {
        var home = source.home();
        SwitchJournal journal;
        try {
            var left = SwitchJournal.read(home).filter(SwitchJournal::isDecided);
            if (left.isEmpty()) {
                Files.deleteIfExists(staged(home));
                return;
            }
            journal = left.get();
        } catch (Invalid damaged) {
            log.warn("Nobody knows whether other data were brought into force", damaged);
            return;
        }
        String volume = journal.target().get(DATABASE_VOLUME);
        if (volume != null) {
            Instance.read(home)
                    .orElseThrow(() -> new IOException("The file instance.json is not there any more."))
                    .turningTo(Backing.DATABASE_VOLUME, volume)
                    .write(home);
        }
        String image = journal.target().get(Settings.DB_IMAGE.name());
        if (image != null) {
            source.files().set(Settings.DB_IMAGE.name(), image);
        }
        if (journal.kind() == SwitchJournal.Kind.MOVE) {
            var settings = new LinkedHashMap<String, Optional<String>>();
            SettingsCopy.parse(Files.readAllBytes(staged(home)))
                    .forEach((name, value) -> settings.put(name, Optional.of(value)));
            source.files().change(settings);
        }
        SwitchJournal.finish(home);
        Files.deleteIfExists(staged(home));
        log.info("In force from now on: {}.", journal.about());
    }
}
