package org.quiltappliance.server.packages;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jdbi.v3.core.Handle;
import org.quiltappliance.server.accounts.Belongings;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.contents.HashSizes;
import org.quiltappliance.server.contents.ObjectList;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.errors.ApplianceException.NotFound;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.quiltappliance.server.objects.ObjectStore;
import org.quiltappliance.server.objects.ObjectStore.Upload;

/**
 * Gives packages to another owner, and says what belongs to whom. Objects belong to owners, so a package's are copied before
 * it changes hands; those of the former owner stay until somebody cleans up.
 */
public final class Handover implements Belongings {

    private static final int BUFFER_BYTES = 1 << 16;

    private final Database database;
    private final ObjectStore objects;
    private final LatestListener listener;
    private final PackageStore packages = new PackageStore();
    private final RevisionStore revisions = new RevisionStore();
    private final ObjectRowStore objectRows = new ObjectRowStore();
    private final AccessStore grants = new AccessStore();

    /** Hears of each object that was copied. */
    @FunctionalInterface
    public interface Progress {
        void copied(long bytes);
    }

    public Handover(Database database, ObjectStore objects, LatestListener listener) {
        this.database = database;
        this.objects = objects;
        this.listener = listener;
    }

    @Override
    public List<String> ownedBy(Handle tx, String name) {
        return packages.named(tx, name).stream()
                .map(owned -> name + "/" + owned.name())
                .toList();
    }

    @Override
    public void forget(Handle tx, String name) {
        grants.revokeAll(tx, name);
    }

    /**
     * Gives all packages of one owner to another, one after the other. They keep everything but that name: revisions, tags,
     * versions, comments and who has access; the former owner has none any more. Broken off, it can be begun again.
     *
     * @return how many
     * @throws Conflict when the new owner has a package of the same name; nothing is changed then
     * @throws NotFound when there is no such new owner
     */
    public long give(String from, String to, Progress progress) {
        List<PackageStore.Named> all = database.inTransaction(tx -> {
            var owned = packages.named(tx, from);
            requireRoom(tx, owned, from, to);
            return owned;
        });
        for (var one : all) {
            give(one, from, to, progress);
        }
        return all.size();
    }

    private void requireRoom(Handle tx, List<PackageStore.Named> owned, String from, String to) {
        requireOwner(tx, to);
        if (from.equals(to)) {
            throw new Conflict("The packages belong to " + to + " already.");
        }
        var taken = owned.stream()
                .flatMap(one -> packages.atPath(tx, new PackageName(to, one.name())).stream())
                .map(PackageName::toString)
                .toList();
        if (!taken.isEmpty()) {
            throw new Conflict(to + " has packages of the same names: " + String.join(", ", taken)
                    + ". Delete one of each pair first. Nothing was changed.");
        }
    }

    private void requireOwner(Handle tx, String to) {
        if (!packages.holdOwner(tx, to, database.dialect())) {
            throw new NotFound("There is no user " + to + " to give the packages to.");
        }
    }

    /** What is pushed while the objects are copied is copied, too, until nothing is left to copy. */
    private void give(PackageStore.Named one, String from, String to, Progress progress) {
        var copied = new HashSizes();
        Optional<LatestListener.Change> change = Optional.empty();
        boolean given = false;
        while (!given) {
            for (long revision : database.inTransaction(tx -> revisions.ids(tx, one.id()))) {
                copy(listOf(revision), from, to, copied, progress);
            }
            var tried = database.inRepeatedTransaction(tx -> rename(tx, one, from, to, copied));
            given = tried.done();
            change = tried.change();
        }
        change.ifPresent(listener::afterCommit);
    }

    private ObjectList listOf(long revision) {
        return ObjectList.stored(database.inTransaction(tx -> revisions.parts(tx, revision, RevisionStore.OBJECTS)));
    }

    private record Tried(boolean done, Optional<LatestListener.Change> change) {}

    private Tried rename(Handle tx, PackageStore.Named one, String from, String to, HashSizes copied) {
        requireOwner(tx, to);
        if (!packages.lock(tx, one.id())) {
            return new Tried(true, Optional.empty());
        }
        for (long revision : revisions.ids(tx, one.id())) {
            var list = ObjectList.stored(revisions.parts(tx, revision, RevisionStore.OBJECTS));
            if (!copied.containsAll(list)) {
                return new Tried(false, Optional.empty());
            }
        }
        var name = new PackageName(to, one.name());
        requireFree(tx, name);
        objectRows.copyReadmes(tx, one.id(), from, to);
        packages.rename(tx, one.id(), name);
        grants.revoke(tx, one.id(), from);
        grants.grant(tx, one.id(), to);
        var change = new LatestListener.Change(one.id(), to, one.name(), revisions.indexed(tx, one.id()));
        listener.inTransaction(tx, change);
        return new Tried(true, Optional.of(change));
    }

    private void requireFree(Handle tx, PackageName name) {
        packages.atPath(tx, name).ifPresent(other -> {
            throw new Conflict("There is a package " + other + " now. Delete it, and begin again.");
        });
    }

    private void copy(ObjectList list, String from, String to, HashSizes copied, Progress progress) {
        list.forEachDistinct(list.all(), (hash, size) -> {
            if (!copied.contains(hash)) {
                if (objects.find(to, hash).isEmpty()) {
                    progress.copied(copy(hash, from, to));
                }
                copied.put(hash, 0);
            }
        });
    }

    private long copy(Hash hash, String from, String to) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("The work was cancelled.");
        }
        var found = objects.read(from, hash)
                .orElseThrow(() -> new Conflict("The object " + from + "/" + hash
                        + " is missing in the storage, so its package cannot be given away. Verify the data"
                        + " (backup verify --data)."));
        try (found;
                var stored = found.stored();
                Upload upload = objects.upload(
                        to, hash, found.object().encoding(), found.object().storedBytes())) {
            var buffer = new byte[BUFFER_BYTES];
            for (int count; (count = stored.read(buffer)) >= 0; ) {
                upload.write(ByteBuffer.wrap(buffer, 0, count));
            }
            upload.commit();
            return found.object().storedBytes();
        } catch (IOException unreadable) {
            throw new Unavailable("The object " + from + "/" + hash + " cannot be read.", unreadable);
        }
    }
}
