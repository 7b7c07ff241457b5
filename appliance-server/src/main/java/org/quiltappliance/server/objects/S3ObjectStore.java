package org.quiltappliance.server.objects;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.errors.ApplianceException;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.ApplianceException.NoSpace;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Objects in a bucket of a server that speaks S3, under the keys of the original ({@link S3Keys}). Several appliances may
 * share the bucket. Packed objects carry {@code Content-Encoding: gzip} and, where we stored them, a note of the length of
 * their content.
 *
 * <p>What the server cannot do now is tried again for about ten seconds before {@link Unavailable} says so; its cause is
 * an {@link S3Exception}. How much space is left only the server knows: an upload hears it at the end.
 */
public final class S3ObjectStore implements ObjectStore {

    private static final Logger log = LoggerFactory.getLogger(S3ObjectStore.class);

    private static final Hash EMPTY = ContentDigest.sha256("");
    private static final Duration SIGN_OF_LIFE = Duration.ofMillis(200);
    private static final int PROOF_BYTES = 1 << 10;
    private static final Duration NOBODYS = Duration.ofDays(1);
    private static final int LOCKS = 1024;
    private static final int THREADS = 32;
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);
    private static final Duration IDLE = Duration.ofSeconds(30);

    private final S3Bucket bucket;

    /** The same, with hardly any patience. */
    private final S3Bucket quick;

    private final Path folder;
    private final boolean createBucket;
    private final ThreadPoolExecutor reading = threads("objects-read");
    private final ThreadPoolExecutor writing = threads("objects-write");
    private final ThreadPoolExecutor sending = threads("objects-send");
    private final ThreadPoolExecutor looking = threads("objects-look");
    private final PackedLength packed;
    private final Clock clock;

    /** One for each group of hashes: two changes of one object by this process wait for each other. */
    private final Object[] locks =
            IntStream.range(0, LOCKS).mapToObj(i -> new Object()).toArray();

    /**
     * @param folder on this computer's disk, for parts of uploads until they are sent; made when missing
     * @param createBucket whether a bucket that is missing is made, which only fits a server of our own
     */
    public S3ObjectStore(StoreConfig.S3 config, Path folder, boolean createBucket) {
        this(new S3Requests(config), folder, createBucket);
    }

    private S3ObjectStore(S3Requests requests, Path folder, boolean createBucket) {
        this(
                new S3Bucket(requests),
                new S3Bucket(requests, new Retries(SIGN_OF_LIFE)),
                folder,
                createBucket,
                Clock.systemUTC());
    }

    S3ObjectStore(S3Bucket bucket, Path folder, boolean createBucket) {
        this(bucket, folder, createBucket, Clock.systemUTC());
    }

    /** @param clock tells which uploads are old enough to be nobody's */
    S3ObjectStore(S3Bucket bucket, Path folder, boolean createBucket, Clock clock) {
        this(bucket, bucket, folder, createBucket, clock);
    }

    private S3ObjectStore(S3Bucket bucket, S3Bucket quick, Path folder, boolean createBucket, Clock clock) {
        this.clock = clock;
        this.bucket = bucket;
        this.quick = quick;
        this.folder = folder;
        this.createBucket = createBucket;
        packed = new PackedLength(bucket);
    }

    private static ThreadPoolExecutor threads(String name) {
        var number = new AtomicInteger();
        var pool = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE.toSeconds(), TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    var thread = new Thread(work, name + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** @throws Unavailable whose cause tells what is wrong with server, keys or bucket ({@link S3Failure#behind}) */
    @Override
    public void open() {
        try {
            Files.createDirectories(folder);
        } catch (IOException failed) {
            throw new Unavailable("The folder for uploads cannot be used: " + failed.getMessage(), failed);
        }
        try {
            bucket.page(S3Keys.OBJECTS, "", 1);
        } catch (Unavailable failed) {
            if (!createBucket || !S3Bucket.says(failed, "NoSuchBucket")) {
                throw failed;
            }
            bucket.createBucket();
            log.info("Made the bucket for the objects");
        }
        endOldUploads();
    }

    /**
     * Makes the bucket, which is no harm when it is there.
     *
     * @throws Unavailable when the server does not answer or the keys may not do this ({@link S3Failure#behind})
     */
    public static void createBucket(StoreConfig.S3 config) {
        try (var bucket = new S3Bucket(new S3Requests(config))) {
            bucket.createBucket();
        }
    }

    /**
     * Whether the bucket is there.
     *
     * @throws Unavailable when the server does not say
     */
    public static boolean hasBucket(StoreConfig.S3 config) {
        try (var bucket = new S3Bucket(new S3Requests(config))) {
            bucket.page(S3Keys.OBJECTS, "", 1);
            return true;
        } catch (Unavailable failed) {
            if (S3Bucket.says(failed, "NoSuchBucket")) {
                return false;
            }
            throw failed;
        }
    }

    /** MinIO knows no part of a key here: it wants the whole one, or tells of all uploads since it started. */
    private List<S3Xml.Begun> begunUploads() {
        var ours = bucket.begun(S3Keys.OBJECTS).toList();
        return ours.isEmpty()
                ? bucket.begun("")
                        .filter(begun ->
                                S3Keys.name(S3Keys.OBJECTS, begun.key()).isPresent())
                        .toList()
                : ours;
    }

    /** Others that share the bucket may be busy with the younger ones. */
    private void endOldUploads() {
        try {
            var before = clock.instant().minus(NOBODYS);
            // All are known before the first one ends: a server may look for the last one of a page to find the next
            // page.
            begunUploads().stream()
                    .filter(begun -> begun.initiated().isBefore(before))
                    .forEach(begun -> bucket.abort(begun.key(), begun.uploadId()));
            var proofs = bucket.page(S3Keys.objectsOf(PROOFS), "").entries().stream()
                    .filter(proof -> proof.stored().isBefore(before))
                    .map(S3Xml.Entry::key)
                    .toList();
            if (!proofs.isEmpty()) {
                bucket.delete(proofs);
            }
        } catch (ApplianceException failed) {
            log.warn("Uploads that were never ended could not be removed; they only take space", failed);
        }
    }

    @Override
    public Optional<StoredObject> find(String owner, Hash hash) {
        return bucket.head(S3Keys.object(owner, hash))
                .map(S3Bucket.Found::object)
                .filter(object -> isWhole(hash, object));
    }

    /** Somebody's upload that was cut to nothing counts as missing, so that clients send it again. */
    private static boolean isWhole(Hash hash, StoredObject object) {
        return object.storedBytes() > 0 || hash.equals(EMPTY);
    }

    @Override
    public void prove() {
        // Of a key of its own each time: a server that was frozen may keep a key locked for good (MinIO does).
        var bytes = new byte[Hash.BYTES];
        ThreadLocalRandom.current().nextBytes(bytes);
        quick.head(S3Keys.object(PROOFS, Hash.of(bytes)));
    }

    @Override
    public Map<Hash, Long> sizes(String owner, Collection<Hash> hashes) {
        var sizes = new S3Sizes(bucket, packed, looking);
        return sizes.of(owner, hashes.stream().distinct().sorted().toList());
    }

    @Override
    public Optional<ObjectContent> read(String owner, Hash hash) {
        return read(owner, hash, 0, Long.MAX_VALUE);
    }

    @Override
    public Optional<ObjectContent> read(String owner, Hash hash, long first, long atMost) {
        var key = S3Keys.object(owner, hash);
        var opened = bucket.get(key, first, atMost);
        if (opened.isPresent() && !isWhole(hash, opened.get().found().object())) {
            opened.get().close();
            return Optional.empty();
        }
        return opened.map(open -> new S3Content(bucket, key, open));
    }

    @Override
    public Upload upload(String owner, Hash hash, ObjectEncoding encoding, long announcedBytes) {
        return new S3Upload(
                bucket,
                S3Keys.object(owner, hash),
                hash,
                encoding,
                announcedBytes,
                folder,
                sending,
                (object, store) -> put(owner, hash, object, store));
    }

    /** Stores unless an intact object is there that would change its stored form. */
    private void put(String owner, Hash hash, StoredObject object, Runnable store) {
        synchronized (lock(hash)) {
            var there = find(owner, hash);
            boolean bothRaw = object.encoding() == ObjectEncoding.RAW
                    && there.filter(old -> old.encoding() == ObjectEncoding.RAW).isPresent();
            // Raw over raw of the same hash is the same bytes, or a repair. All else is looked at first.
            if (there.isEmpty() || bothRaw || !isIntact(owner, hash)) {
                if (object.encoding() != ObjectEncoding.RAW) {
                    bucket.putEmpty(S3Keys.packed(owner, hash));
                }
                store.run();
            }
        }
    }

    private boolean isIntact(String owner, Hash hash) {
        var opened = read(owner, hash);
        if (opened.isEmpty()) {
            return false;
        }
        var buffer = ByteBuffer.allocate(1 << 16);
        try (var open = opened.get();
                var digest = new ContentDigest(open.object().encoding())) {
            long total = open.object().storedBytes();
            for (long at = 0; at < total; ) {
                var piece = open.bytes(at, total - at, buffer);
                at += piece.remaining();
                digest.update(piece);
            }
            return digest.finish().equals(hash);
        } catch (Invalid damaged) {
            log.warn("An object is damaged in the store and will be replaced: {}/{}", owner, hash, damaged);
            return false;
        } catch (IOException failed) {
            throw new Unavailable("The store of the objects does not answer. Try again later.", failed);
        }
    }

    private Object lock(Hash hash) {
        return locks[Math.floorMod(hash.hashCode(), LOCKS)];
    }

    @Override
    public void delete(String owner, Hash hash) {
        synchronized (lock(hash)) {
            bucket.delete(S3Keys.object(owner, hash));
        }
    }

    @Override
    public Stream<Listed> list() {
        return listed(S3Keys.OBJECTS);
    }

    private Stream<Listed> listed(String prefix) {
        return Stream.iterate(bucket.page(prefix, ""), page -> !page.entries().isEmpty(), page -> after(prefix, page))
                .flatMap(page -> page.entries().stream())
                .flatMap(entry -> S3Keys.name(prefix, entry.key()).stream()
                        .map(name -> new Listed(name.owner(), name.hash(), entry.storedBytes(), entry.stored())));
    }

    private S3Xml.Page after(String prefix, S3Xml.Page page) {
        return page.complete() ? new S3Xml.Page(List.of(), true, "") : bucket.pageBehind(prefix, page);
    }

    @Override
    public void discard(String owner, Hash hash) {
        synchronized (lock(hash)) {
            if (bucket.copy(S3Keys.object(owner, hash), S3Keys.trash(owner, hash))) {
                bucket.delete(S3Keys.object(owner, hash));
            }
        }
    }

    @Override
    public boolean recover(String owner, Hash hash) {
        synchronized (lock(hash)) {
            if (find(owner, hash).isPresent()) {
                return true;
            }
            boolean copied = bucket.copy(S3Keys.trash(owner, hash), S3Keys.object(owner, hash));
            if (copied) {
                bucket.delete(S3Keys.trash(owner, hash));
            }
            return copied;
        }
    }

    @Override
    public Emptied emptyTrash(Instant discardedBefore) {
        long objects = 0;
        long bytes = 0;
        var keys = new ArrayList<String>();
        try (var all = listed(S3Keys.TRASH)) {
            for (Listed listed : (Iterable<Listed>) all::iterator) {
                if (listed.stored().isBefore(discardedBefore)) {
                    keys.add(S3Keys.trash(listed.owner(), listed.hash()));
                    objects++;
                    bytes += listed.storedBytes();
                }
                if (keys.size() == S3Bucket.PAGE) {
                    bucket.delete(keys);
                    keys.clear();
                }
            }
        }
        if (!keys.isEmpty()) {
            bucket.delete(keys);
        }
        return new Emptied(objects, bytes);
    }

    /** Does nothing: only the server knows, and it has no way to say. */
    @Override
    public void requireSpace(long bytes) {
        // See above.
    }

    /** Only the server knows, so it is asked to store something. */
    @Override
    public boolean lacksSpace() {
        if (!bucket.isFull()) {
            return false;
        }
        var bytes = new byte[PROOF_BYTES];
        var hash = ContentDigest.sha256(bytes);
        var key = S3Keys.object(PROOFS, hash);
        try {
            bucket.put(
                    key,
                    okhttp3.RequestBody.create(bytes),
                    hash.toString(),
                    new StoredObject(bytes.length, bytes.length, ObjectEncoding.RAW));
            bucket.delete(key);
        } catch (NoSpace still) {
            return true;
        } catch (Unavailable silent) {
            log.debug("Whether the store has room again cannot be told now", silent);
        }
        return bucket.isFull();
    }

    @Override
    public Optional<Instant> clock() {
        return quick.clock();
    }

    @Override
    public Executor reading() {
        return reading;
    }

    @Override
    public Executor writing() {
        return writing;
    }

    @Override
    public void close() {
        Stream.of(reading, writing).forEach(ThreadPoolExecutor::shutdown);
        awaitUploads();
        Stream.of(sending, looking).forEach(ThreadPoolExecutor::shutdown);
        bucket.close();
    }

    /** Uploads that were cut off take their parts out of the bucket. */
    private void awaitUploads() {
        try {
            if (!writing.awaitTermination(LAST_WORDS.toSeconds(), TimeUnit.SECONDS)) {
                log.warn("Some uploads were not ended; what is left of them is removed at a start");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
