package org.quiltappliance.server.objects;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.errors.ApplianceException;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.ApplianceException.NoSpace;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An object on its way into a bucket. A small one is sent when its hash is known to be right. A large one goes in parts
 * while it comes, one being sent while the next arrives, and the bucket shows nothing of it until they are put together.
 */
final class S3Upload implements ObjectStore.Upload {

    private static final Logger log = LoggerFactory.getLogger(S3Upload.class);

    /** The server allows 10,000 parts of 5 MiB or more. */
    private static final long PART_BYTES = 8L << 20;

    private static final int MOST_PARTS = 9_000;

    /** Where the length is unknown, this many parts are of one size before they grow eightfold. */
    private static final int PARTS_OF_ONE_SIZE = 2_000;

    /** What the store does when all bytes are here and right. */
    interface Destination {
        /** Lets the object be stored, or not when it is there and intact. */
        void accept(StoredObject object, Runnable store);
    }

    private final S3Bucket bucket;
    private final String key;
    private final Hash wanted;
    private final ObjectEncoding encoding;
    private final Executor senders;
    private final Destination destination;
    private final ContentDigest digest;
    private final long leastPartBytes;
    private final List<String> tags = new ArrayList<>();
    private PartFile filling;
    private PartFile other;
    private @Nullable String uploadId;
    private @Nullable CompletableFuture<String> sending;
    private long storedBytes;
    private boolean closed;

    /**
     * @param folder for parts on their way
     * @param senders runs what sends them
     */
    S3Upload(
            S3Bucket bucket,
            String key,
            Hash wanted,
            ObjectEncoding encoding,
            long announcedBytes,
            Path folder,
            Executor senders,
            Destination destination) {
        this.bucket = bucket;
        this.key = key;
        this.wanted = wanted;
        this.encoding = encoding;
        this.senders = senders;
        this.destination = destination;
        leastPartBytes = Math.max(PART_BYTES, announcedBytes / MOST_PARTS + 1);
        digest = new ContentDigest(encoding);
        filling = new PartFile(folder);
        other = new PartFile(folder);
    }

    @Override
    public void write(ByteBuffer bytes) {
        digest.update(bytes.duplicate());
        storedBytes += bytes.remaining();
        while (bytes.hasRemaining()) {
            long room = partBytes() - filling.bytes();
            if (room <= 0) {
                sendPart();
                continue;
            }
            int count = (int) Math.min(room, bytes.remaining());
            keep(bytes.slice(bytes.position(), count));
            bytes.position(bytes.position() + count);
        }
    }

    private void keep(ByteBuffer bytes) {
        try {
            filling.write(bytes);
        } catch (IOException failed) {
            throw noRoomHere(failed);
        }
    }

    private static NoSpace noRoomHere(IOException failed) {
        log.warn("Parts of an upload cannot be kept until they are sent", failed);
        return new NoSpace("There is no space left for uploads on the disk of the registry. Ask its administrator.");
    }

    private long partBytes() {
        int growth = tags.size() / PARTS_OF_ONE_SIZE;
        return leastPartBytes > PART_BYTES ? leastPartBytes : PART_BYTES << 3 * Math.min(growth, 2);
    }

    private void sendPart() {
        var id = uploadId;
        if (id == null) {
            id = bucket.begin(key, new StoredObject(StoredObject.UNKNOWN, StoredObject.UNKNOWN, encoding));
            uploadId = id;
        }
        awaitSent();
        var full = filling;
        filling = other;
        other = full;
        String name = id;
        int number = tags.size() + 1;
        sending = CompletableFuture.supplyAsync(() -> send(full, name, number), senders);
        try {
            filling.clear();
        } catch (IOException failed) {
            throw noRoomHere(failed);
        }
    }

    private String send(PartFile part, String id, int number) {
        return bucket.putPart(key, id, number, part.body(), hashOf(part));
    }

    private String hashOf(PartFile part) {
        if (bucket.isEncrypted()) {
            return S3Requests.UNSIGNED;
        }
        try {
            return part.sha256Digits();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void awaitSent() {
        var sent = sending;
        sending = null;
        if (sent == null) {
            return;
        }
        try {
            tags.add(sent.join());
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof ApplianceException known
                    ? known
                    : new Unavailable("The upload could not be passed on to the store of the objects.", failed);
        }
    }

    @Override
    public void commit() {
        if (!digest.finish().equals(wanted)) {
            throw new Invalid("The content does not have the hash of this object. It was not stored.");
        }
        var object = new StoredObject(storedBytes, digest.bytes(), encoding);
        destination.accept(object, () -> store(object));
    }

    private void store(StoredObject object) {
        if (uploadId == null) {
            // Of bytes that are not packed, the hash is known.
            String hash = encoding == ObjectEncoding.RAW ? wanted.toString() : hashOf(filling);
            bucket.put(key, filling.body(), hash, object);
            return;
        }
        sendPart();
        awaitSent();
        putTogether(uploadId, object);
        uploadId = null;
        if (encoding != ObjectEncoding.RAW) {
            bucket.describe(key, object);
        }
    }

    private void putTogether(String id, StoredObject object) {
        try {
            bucket.complete(key, id, tags);
        } catch (Unavailable failed) {
            // The answer to an earlier attempt may have been lost on the way.
            boolean isThere = S3Bucket.says(failed, "NoSuchUpload")
                    && bucket.head(key)
                            .filter(found -> found.object().storedBytes() == object.storedBytes())
                            .isPresent();
            if (!isThere) {
                throw failed;
            }
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        digest.close();
        try {
            awaitSent();
        } catch (ApplianceException failed) {
            log.debug("A part of an abandoned upload was not sent", failed);
        }
        abort();
        try {
            filling.close();
            other.close();
        } catch (IOException failed) {
            log.warn("A file of an upload could not be closed", failed);
        }
    }

    private void abort() {
        var id = uploadId;
        if (id != null) {
            try {
                bucket.abort(key, id);
            } catch (ApplianceException failed) {
                // The next start ends it when it is old enough to be nobody's.
                log.warn("What is left of an upload could not be removed from the store", failed);
            }
        }
    }
}
