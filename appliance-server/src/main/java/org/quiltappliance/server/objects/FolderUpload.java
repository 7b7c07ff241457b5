package org.quiltappliance.server.objects;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An object on its way into a folder: a file of its own under a name that means nothing, until the end. */
final class FolderUpload implements ObjectStore.Upload {

    private static final Logger log = LoggerFactory.getLogger(FolderUpload.class);

    /** How many bytes are written between two looks at the disk, as others may fill it too. */
    private static final long LOOK_EVERY_BYTES = 64 << 20;

    /** What the store does with a file that is complete and has the right content. */
    interface Destination {
        /** Takes the file away from where it is, or leaves it to be deleted. */
        void accept(Path complete, StoredObject object) throws IOException;
    }

    private final Hash wanted;
    private final Destination destination;
    private final FreeSpace space;
    private final Flush flush;
    private final Path path;
    private final ObjectEncoding encoding;
    private final FileChannel file;
    private final ContentDigest digest;
    private long expectedBytes;
    private long bytesUntilLook = LOOK_EVERY_BYTES;
    private boolean closed;

    FolderUpload(
            Path path,
            Hash wanted,
            ObjectEncoding encoding,
            long announcedBytes,
            FreeSpace space,
            Flush flush,
            Destination destination)
            throws IOException {
        this.wanted = wanted;
        this.destination = destination;
        this.space = space;
        this.flush = flush;
        this.path = path;
        this.encoding = encoding;
        this.expectedBytes = Math.max(announcedBytes, 0);
        space.expect(expectedBytes);
        try {
            file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException failed) {
            space.settle(expectedBytes);
            throw failed;
        }
        digest = new ContentDigest(encoding);
    }

    @Override
    public void write(ByteBuffer bytes) {
        settle(bytes.remaining());
        digest.update(bytes.duplicate());
        try {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException failed) {
            throw space.explain(failed);
        }
    }

    private void settle(int bytes) {
        long settled = Math.min(bytes, expectedBytes);
        expectedBytes -= settled;
        space.settle(settled);
        bytesUntilLook -= bytes;
        if (bytesUntilLook <= 0) {
            bytesUntilLook = LOOK_EVERY_BYTES;
            space.require(0);
        }
    }

    @Override
    public void commit() {
        if (!digest.finish().equals(wanted)) {
            throw new Invalid("The content does not have the hash of this object. It was not stored.");
        }
        try {
            flush.file(path, file);
            long storedBytes = file.size();
            file.close();
            destination.accept(path, new StoredObject(storedBytes, digest.bytes(), encoding));
        } catch (IOException failed) {
            throw space.explain(failed);
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        digest.close();
        space.settle(expectedBytes);
        try {
            file.close();
            Files.deleteIfExists(path);
        } catch (IOException failed) {
            // The next start sweeps it away.
            log.warn("What is left of an upload could not be removed", failed);
        }
    }
}
