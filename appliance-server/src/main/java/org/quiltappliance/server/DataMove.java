package org.quiltappliance.server;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.quiltappliance.server.backup.Place;
import org.quiltappliance.server.backup.SwitchJournal;
import org.quiltappliance.server.backup.SwitchJournal.Phase;
import org.quiltappliance.server.backup.Transfer;
import org.quiltappliance.server.backup.TransferReport;
import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.config.Settings;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.lifecycle.DataProblems;
import org.quiltappliance.server.lifecycle.StoredCounts;
import org.quiltappliance.server.monitoring.Redaction;
import org.quiltappliance.server.objects.S3ObjectStore;
import org.quiltappliance.server.packages.KnownObjects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the data of a stopped registry to other places: from our containers to servers elsewhere and back, to another
 * bucket, another kind of store ({@code control-panel.md} 8.6). Everything is copied and read again there; the settings
 * follow when that is good. The old places stay as they are.
 */
public final class DataMove {

    private static final Logger log = LoggerFactory.getLogger(DataMove.class);

    private static final long MEGABYTE = 1_000_000;

    private final DataAccess access;
    private final Redaction redaction;
    private final Clock clock;

    DataMove(DataAccess access, Redaction redaction, Clock clock) {
        this.access = access;
        this.redaction = redaction;
        this.clock = clock;
    }

    /**
     * What is going to happen.
     *
     * @param from the places that are left, by what is there; only those that change
     * @param to their new places
     */
    public record Plan(Map<String, String> from, Map<String, String> to, StoredCounts counts) {

        public Plan {
            from = new LinkedHashMap<>(from);
            to = new LinkedHashMap<>(to);
        }

        boolean movesRows() {
            return to.containsKey(DATABASE);
        }

        Transfer.Parts parts() {
            return new Transfer.Parts(movesRows(), movesObjects());
        }

        boolean movesObjects() {
            return to.containsKey(STORE);
        }

        /** The same for people, one sentence each ({@code control-panel.md} CM-13). */
        public List<String> sentences() {
            var sentences = new ArrayList<String>();
            if (movesObjects()) {
                sentences.add(counts.objects() + " objects (" + megabytes() + " MB) are copied from " + from.get(STORE)
                        + " to " + to.get(STORE) + ".");
            }
            if (movesRows()) {
                sentences.add("The rows of " + counts.packages() + " packages and " + counts.users()
                        + " users are copied from " + from.get(DATABASE) + " to " + to.get(DATABASE) + ".");
            }
            sentences.add("All of it is read again there and compared before the settings change. The registry stays"
                    + " stopped meanwhile.");
            long minutes = movesObjects() ? counts.copying().toMinutes() : 1;
            sentences.add("Space: about " + (movesObjects() ? megabytes() : 1) + " MB in the new place. Time: about "
                    + minutes + (minutes == 1 ? " minute" : " minutes") + ", more over a slow network.");
            sentences.add(
                    "The old place stays as it is. You can go back until you remove it, by setting the former values"
                            + " again.");
            return sentences;
        }

        private long megabytes() {
            return Math.max(1, counts.bytes() / MEGABYTE);
        }
    }

    /** What a move did. */
    public record Moved(Plan plan, TransferReport report) {}

    private static final String DATABASE = "database";
    private static final String STORE = "objects";

    /** The settings before and after. @param values to be written down */
    private record Change(ApplianceConfig before, ApplianceConfig after, Map<String, String> values) {

        /** With the secrets of our containers, which nobody had before. */
        Change settled(DataAccess access) {
            return new Change(before, access.settled(access.source().with(values)), values);
        }

        boolean isOfDatabase() {
            return !place(before.database()).equals(place(after.database()));
        }

        boolean isOfStore() {
            return !place(before.objects().store()).equals(place(after.objects().store()));
        }

        private static String place(DatabaseConfig database) {
            if (database instanceof DatabaseConfig.Postgres elsewhere) {
                return elsewhere.jdbcUrl();
            }
            return database instanceof DatabaseConfig.Managed managed
                    ? "managed " + managed.schema().orElse("")
                    : "";
        }

        private static String place(StoreConfig store) {
            return store instanceof StoreConfig.Managed managed ? "managed " + managed.bucket() : Places.store(store);
        }

        Map<String, String> words(ApplianceConfig config) {
            var words = DataMove.words(config);
            if (!isOfDatabase()) {
                words.remove(DATABASE);
            }
            if (!isOfStore()) {
                words.remove(STORE);
            }
            return words;
        }
    }

    private static Map<String, String> words(ApplianceConfig config) {
        var words = new LinkedHashMap<String, String>();
        words.put(DATABASE, Places.database(config.database()));
        var store = config.objects().store();
        words.put(
                STORE,
                store instanceof StoreConfig.Managed managed
                        ? "the bucket " + managed.bucket() + " in a storage container"
                        : Places.store(store));
        return words;
    }

    /** Whether the settings lead to where that move was going. @param config as the settings say it */
    static boolean isTarget(SwitchJournal journal, ApplianceConfig config) {
        return words(config).entrySet().containsAll(journal.target().entrySet());
    }

    private Change change(Map<String, String> wanted) throws IOException {
        access.requireStopped();
        var source = access.source();
        for (String name : wanted.keySet()) {
            if (Settings.find(name).isEmpty() || name.equals(Settings.MODE.name())) {
                throw new Invalid(name + " does not say where data are, so nothing moves by it.");
            }
        }
        source.requireOurs(wanted);
        source.secrets().forEach(redaction::hide);
        var before = access.settled(source);
        if (before.mode() == Mode.TEST) {
            throw new Conflict("A move needs persistent mode: the data of test mode are carried over by mode persistent"
                    + " --carry-over.");
        }
        var values = new LinkedHashMap<>(wanted);
        var after = after(source, values);
        var change = new Change(before, after, values);
        if (!change.isOfDatabase() && !change.isOfStore()) {
            throw new Conflict("The data are where these settings lead already. Nothing is to be moved.");
        }
        if (change.isOfDatabase()
                && !wanted.containsKey(Settings.DB_SCHEMA.name())
                && source.files().written().containsKey(Settings.DB_SCHEMA.name())) {
            // It names a data set of the old place; the new one begins with the usual schema.
            values.put(Settings.DB_SCHEMA.name(), "public");
            return new Change(before, after(source, values), values);
        }
        return change;
    }

    private ApplianceConfig after(SettingsSource source, Map<String, String> values) {
        var next = source.with(values);
        next.secrets().forEach(redaction::hide);
        return access.config(next);
    }

    /** Looks at both sides, and changes nothing. */
    Plan plan(Map<String, String> wanted, TaskProgress progress) throws Exception {
        var change = change(wanted);
        // What a move to the same places left that was killed is taken away by the next one.
        boolean emptied = isLeftOver(change.words(change.after()));
        if (change.isOfDatabase() && change.after().database() instanceof DatabaseConfig.Postgres elsewhere) {
            OpenedData.requireUsable(elsewhere, new DataProblems(clock));
            if (!emptied) {
                requireNoRows(elsewhere);
            }
        }
        if (!emptied
                && change.isOfStore()
                && isStoreThere(change.after().objects().store())) {
            try (var store = Assembly.objectStore(change.after())) {
                store.open();
                Transfer.requireNoObjects(store);
            }
        }
        try (var from = access.open(change.before(), progress)) {
            return plan(change, from);
        }
    }

    private static void requireNoRows(DatabaseConfig.Postgres elsewhere) {
        try (var database = new Database(elsewhere)) {
            database.open();
            Transfer.requireNoRows(database);
        }
    }

    /** One that is missing is made by the move itself. */
    private static boolean isStoreThere(StoreConfig store) {
        if (store instanceof StoreConfig.S3 s3) {
            return S3ObjectStore.hasBucket(s3);
        }
        return store instanceof StoreConfig.Folder folder && Files.isDirectory(folder.folder());
    }

    private static Plan plan(Change change, OpenedData from) {
        return new Plan(
                change.words(change.before()), change.words(change.after()), new KnownObjects(from.database()).count());
    }

    private Transfer transfer(OpenedData from) {
        return new Transfer(from.data().lock(), clock);
    }

    /** @throws Conflict when one of the new places is occupied, nothing would move, or a registry runs */
    Moved move(Map<String, String> wanted, TaskProgress progress) throws Exception {
        var change = change(wanted).settled(access);
        if (change.isOfStore() && change.after().objects().store() instanceof StoreConfig.S3 s3) {
            makeBucket(s3);
        }
        try (var from = access.open(change.before(), progress);
                var to = access.open(change.after(), progress)) {
            return move(change, from, to, progress);
        }
    }

    private static void makeBucket(StoreConfig.S3 place) {
        if (!S3ObjectStore.hasBucket(place)) {
            S3ObjectStore.createBucket(place);
            log.info("Made the bucket {} at {}.", place.bucket(), place.endpoint());
        }
    }

    private Moved move(Change change, OpenedData from, OpenedData to, TaskProgress progress) throws Exception {
        var plan = plan(change, from);
        var transfer = transfer(from);
        var there = to.data().place();
        var journal = new SwitchJournal(
                SwitchJournal.Kind.MOVE, Phase.PREPARING, plan.to(), "the data in their new place", clock.instant());
        if (isLeftOver(journal.target())) {
            progress.tell("Taking away what an unfinished move left");
            transfer.clearCopy(from.data().place(), there, plan.parts());
        }
        requireRoom(plan, there);
        boolean copied = false;
        try {
            access.write(journal.reached(Phase.FILLING));
            var report = transfer.move(from.data().place(), there, plan.parts(), progress);
            copied = true;
            to.remember();
            progress.decide();
            DecidedSwitch.stage(access.source().home(), change.values());
            access.write(journal.reached(Phase.DECIDED));
            conclude();
            return new Moved(plan, report);
        } catch (Exception failed) {
            undo(copied, () -> transfer.clearCopy(from.data().place(), there, plan.parts()));
            throw failed instanceof InterruptedException
                    ? new CancellationException("The move was cancelled.")
                    : failed;
        }
    }

    private static void requireRoom(Plan plan, Place there) {
        if (plan.movesObjects()) {
            Transfer.requireNoObjects(there.store());
        }
        if (plan.movesRows()) {
            Transfer.requireNoRows(there.database());
        }
    }

    /** Whether a move to the same places was killed on its way. */
    private boolean isLeftOver(Map<String, String> target) throws IOException {
        return SwitchJournal.read(access.source().home())
                .filter(left -> left.kind() == SwitchJournal.Kind.MOVE)
                .filter(left -> !left.isDecided())
                .filter(left -> left.target().equals(target))
                .isPresent();
    }

    /** Nothing may be undone any more: what fails here is done by the next start. */
    private void conclude() {
        try {
            DecidedSwitch.complete(access.source());
        } catch (IOException | RuntimeException failed) {
            log.warn("The settings follow at the next start", failed);
        }
    }

    private void undo(boolean copied, Runnable clear) {
        boolean interrupted = Thread.interrupted();
        try {
            if (DecidedSwitch.isDecided(access.source().home())) {
                return;
            }
            if (copied) {
                clear.run();
            }
            SwitchJournal.finish(access.source().home());
        } catch (IOException | RuntimeException left) {
            log.warn("What was left of the move could not be removed; the next one tries again", left);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
