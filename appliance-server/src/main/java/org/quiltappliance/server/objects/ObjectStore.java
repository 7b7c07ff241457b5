package org.quiltappliance.server.objects;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.ApplianceException.NoSpace;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;

/**
 * Bytes by owner and hash. The same hash of two owners is two objects ({@code registry-api.md} 7.1).
 *
 * <p>An object is there whole or not at all: it appears with {@link Upload#commit()}, and at once for everybody. Its
 * content has the hash it is named by, checked on arrival. Its stored form never changes while it is intact, so that
 * ranges fetched at different times fit together; sending an object again repairs a damaged one.
 *
 * <p>Owners are names of accounts, but any text is safe here. All methods may be called by many threads at once, may
 * wait for the disk or the network, and throw {@link Unavailable} when the place of the objects does not answer.
 */
public interface ObjectStore extends AutoCloseable {

    /**
     * Nobody's: what is stored under this name only proves that storing works. No account can have it, as names have no
     * hyphens.
     */
    String PROOFS = "self-check";

    /**
     * Gets the place ready and removes what interrupted uploads and {@link #PROOFS} left behind. Called once, before all
     * else.
     */
    void open();

    /** The object, or nothing when it is absent or was never completed. */
    Optional<StoredObject> find(String owner, Hash hash);

    /**
     * Asks for a sign of life, without much patience.
     *
     * @throws Unavailable with the reason when none comes
     */
    void prove();

    /**
     * Looks for many objects of one owner: the way for a push of any size.
     *
     * @param hashes any number; repeats do no harm
     * @return for each hash that is there the length of its content, unpacked, in bytes; 0 for the empty object alone.
     *     Hashes that are absent have no entry
     */
    Map<Hash, Long> sizes(String owner, Collection<Hash> hashes);

    /** The object open for reading, to be closed by the caller; nothing when it is absent. */
    Optional<ObjectContent> read(String owner, Hash hash);

    /**
     * As {@link #read(String, Hash)}, for whoever is going to ask for certain bytes first. May be faster, and is the same
     * otherwise.
     *
     * @param first position of the first byte that will be asked for, whether there is one or not
     * @param atMost how many bytes will be asked for
     */
    default Optional<ObjectContent> read(String owner, Hash hash, long first, long atMost) {
        return read(owner, hash);
    }

    /**
     * The file that holds the content of an object, as it is, for a program that can read files only; nothing where there is
     * none, be it absent, packed or elsewhere. It is never written to, and can no longer be by anybody but the administrator of
     * the computer, where its disk knows permissions.
     */
    default Optional<Path> file(String owner, Hash hash) {
        return Optional.empty();
    }

    /**
     * Begins to receive an object, whether it is there already or not.
     *
     * @param announcedBytes how many bytes will come, as stored; negative when unknown
     * @throws NoSpace when the announced bytes do not fit
     */
    Upload upload(String owner, Hash hash, ObjectEncoding encoding, long announcedBytes);

    /** Removes the object; does nothing when it is absent. */
    void delete(String owner, Hash hash);

    /**
     * Everything that is stored, in no certain order: for backups, checks and cleaning up. Objects that come or go
     * meanwhile may be told or not. To be closed by the caller.
     */
    Stream<Listed> list();

    /**
     * One object of a listing.
     *
     * @param storedBytes length of what is stored
     * @param stored when it was stored last
     */
    record Listed(String owner, Hash hash, long storedBytes, Instant stored) {}

    /**
     * Puts the object aside: it counts as absent, may be stored anew, and can come back by {@link #recover} until
     * {@link #emptyTrash}. Does nothing when it is absent.
     */
    void discard(String owner, Hash hash);

    /** Brings back an object that was put aside, unless it is there anew. @return whether it is there now */
    boolean recover(String owner, Hash hash);

    /** Removes for good what was put aside before that time. @return how many objects, and how many bytes they had */
    Emptied emptyTrash(Instant discardedBefore);

    /** What was removed for good. */
    record Emptied(long objects, long bytes) {}

    /**
     * Proves that so many more bytes may be stored. For a dry run, so that no byte is sent in vain.
     *
     * @throws NoSpace when they do not fit
     */
    void requireSpace(long bytes);

    /** What time it is where the objects are, if that is another computer and it says so. */
    default Optional<Instant> clock() {
        return Optional.empty();
    }

    /**
     * Whether somebody was refused with {@link NoSpace} and would be again, as far as can be told. Uploads leave as much
     * free as must stay free, so the disk itself never looks full because of them.
     */
    default boolean lacksSpace() {
        return false;
    }

    /**
     * Runs what looks for objects or reads them, away from threads that must not wait: at once where that means a disk,
     * else on one of a bounded number of threads.
     */
    default Executor reading() {
        return Runnable::run;
    }

    /** As {@link #reading}, for all that concerns an {@link Upload}. Neither holds up the other. */
    default Executor writing() {
        return Runnable::run;
    }

    @Override
    void close();

    /**
     * One object on its way in. Used by one thread at a time. {@link #close()} without {@link #commit()} before leaves
     * nothing behind.
     */
    interface Upload extends AutoCloseable {

        /**
         * Takes all remaining bytes of the buffer.
         *
         * @throws Invalid when the bytes cannot be unpacked as announced
         * @throws NoSpace when the disk is full
         */
        void write(ByteBuffer bytes);

        /**
         * Completes the object, safe on the disk where the store is durable. An intact object that is there already
         * stays as it is stored, a damaged one is replaced.
         *
         * @throws Invalid when the content does not have the hash of the object; nothing is stored then
         */
        void commit();

        @Override
        void close();
    }
}
