package org.quiltappliance.server;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quiltappliance.server.backup.Backups;
import org.quiltappliance.server.backup.SwitchJournal;
import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.errors.ApplianceException;
import org.quiltappliance.server.packages.KnownObjects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts in order what backups, restores and carry-overs left that ended in the middle ({@code control-panel.md} LC-8). */
final class Unfinished {

    private static final Logger log = LoggerFactory.getLogger(Unfinished.class);

    private final SettingsSource source;
    private final Clock clock;

    Unfinished(SettingsSource source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /** Removes unfinished backups and names everything that is unfinished, one sentence each. */
    List<String> found(ApplianceConfig config) {
        var sentences = new ArrayList<String>();
        try {
            new Backups(config.backup().folder(), clock)
                    .recover()
                    .forEach(id -> sentences.add("The backup " + id + " was not finished and has been removed."));
            journal()
                    .ifPresent(left -> sentences.add("Bringing " + left.about() + " into force, begun at "
                            + left.began() + ", was not finished. The data from before are in force."));
        } catch (ApplianceException unusable) {
            // Told by whoever makes the next backup or restore; a start need not fail for it.
            log.warn("Unfinished backups could not be looked for", unusable);
            sentences.add(unusable.text());
        }
        sentences.forEach(log::info);
        return sentences;
    }

    private Optional<SwitchJournal> journal() {
        try {
            return SwitchJournal.read(source.home());
        } catch (IOException unreadable) {
            throw new ApplianceException.Unavailable(
                    "The file switch.json in the folder run cannot be read.", unreadable);
        }
    }

    /** The upgrade of the database that was killed before it was decided, if there was one. */
    Optional<SwitchJournal> upgrade() {
        try {
            return journal().filter(left -> left.kind() == SwitchJournal.Kind.UPGRADE && !left.isDecided());
        } catch (ApplianceException damaged) {
            log.warn("Nobody knows whether an upgrade was left unfinished", damaged);
            return Optional.empty();
        }
    }

    /** Whether a restore or a carry-over left its journal. */
    boolean isAny() {
        return Files.exists(source.home().run().resolve("switch.json"));
    }

    /**
     * Removes what an unfinished restore or carry-over left, or finishes one that was in force already. In persistent mode,
     * when database and storage are open.
     */
    void remove(ApplianceConfig config, RegistryData data) throws IOException {
        Optional<SwitchJournal> left;
        try {
            left = journal();
        } catch (ApplianceException damaged) {
            log.warn("Nobody knows what a restore or a carry-over left", damaged);
            return;
        }
        if (left.isEmpty() || config.mode() != Mode.PERSISTENT) {
            return;
        }
        var journal = left.get();
        if (journal.kind() == SwitchJournal.Kind.UPGRADE) {
            return; // What it left is in a container, and is taken away before these are looked at.
        }
        if (journal.kind() == SwitchJournal.Kind.MOVE) {
            finishMove(journal);
            return;
        }
        try {
            remove(journal, config, data);
            SwitchJournal.finish(source.home());
        } catch (RuntimeException failed) {
            log.warn("What {} left could not be removed; the next start tries again", journal.about(), failed);
        }
    }

    /**
     * What a move left stays where it is, as nobody knows the keys to that place any more, until the same move is made
     * again. Somebody who has turned there by hand uses it.
     */
    private void finishMove(SwitchJournal journal) throws IOException {
        boolean there = source.glance()
                .config()
                .filter(now -> DataMove.isTarget(journal, now))
                .isPresent();
        if (there) {
            SwitchJournal.finish(source.home());
        }
    }

    private void remove(SwitchJournal journal, ApplianceConfig config, RegistryData data) throws IOException {
        if (journal.kind() == SwitchJournal.Kind.RESTORE) {
            var set = new DataSets(journal.target());
            if (journal.recovery(set.isInForce(source.read())) == SwitchJournal.Recovery.DISCARD_TARGET) {
                set.discard(config);
            }
        } else if (source.glance()
                .config()
                .filter(now -> DataSwitch.isTarget(journal, now))
                .isPresent()) {
            removeUnnamed(data);
        }
    }

    /**
     * Objects come first and rows after them, all at once: where there are rows, everything came, and where there are none,
     * the objects are worth nothing.
     */
    static void removeUnnamed(RegistryData data) {
        var counts = new KnownObjects(data.place().database()).count();
        if (counts.users() == 0 && counts.packages() == 0) {
            data.place().clear();
        }
    }
}
