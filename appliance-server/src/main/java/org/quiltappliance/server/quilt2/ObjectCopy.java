package org.quiltappliance.server.quilt2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.objects.ForeignObjects;
import org.quiltappliance.server.objects.ForeignObjects.Found;
import org.quiltappliance.server.objects.ObjectEncoding;
import org.quiltappliance.server.objects.ObjectStore;

/** Copies one object after the other as they are stored, each hashed on the way. For one thread. */
final class ObjectCopy {

    private static final int BUFFER_BYTES = 1 << 16;

    private final ForeignObjects original;
    private final ObjectStore target;
    private final String owner;
    private final IntConsumer moved;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private long storedBytes;

    /** @param moved hears how many more bytes were read */
    ObjectCopy(ForeignObjects original, ObjectStore target, String owner, IntConsumer moved) {
        this.original = original;
        this.target = target;
        this.owner = owner;
        this.moved = moved;
    }

    /** How many bytes the last one had that came. */
    long storedBytes() {
        return storedBytes;
    }

    /** @return what is wrong with it */
    Optional<String> run(Hash hash) {
        try {
            var found = original.open(owner, hash);
            if (found.isEmpty()) {
                return Optional.of("it is missing.");
            }
            try (var open = found.get()) {
                return send(hash, open, open.encoding());
            } catch (UnnotedPacking packed) {
                return packed(hash);
            }
        } catch (Invalid damaged) {
            return Optional.of("it is damaged: its content does not have the hash.");
        } catch (IOException unreadable) {
            return Optional.of("it cannot be read.");
        }
    }

    /** Copies of a bucket may have lost the note that an object is packed. */
    private static final class UnnotedPacking extends IOException {
        UnnotedPacking(Invalid cause) {
            super(cause);
        }
    }

    private Optional<String> packed(Hash hash) throws IOException {
        var again = original.open(owner, hash);
        if (again.isEmpty()) {
            return Optional.of("it is missing.");
        }
        try (var open = again.get()) {
            return send(hash, open, ObjectEncoding.GZIP);
        }
    }

    private Optional<String> send(Hash hash, Found from, ObjectEncoding encoding) throws IOException {
        boolean looksPacked = false;
        try (var upload = target.upload(owner, hash, encoding, from.storedBytes())) {
            boolean first = true;
            for (int count; (count = from.stored().read(buffer.array())) >= 0; first = false) {
                Pulse.check();
                looksPacked |= first && isGzip(count);
                upload.write(buffer.clear().limit(count));
                moved.accept(count);
            }
            upload.commit();
        } catch (Invalid damaged) {
            if (looksPacked && encoding == ObjectEncoding.RAW) {
                throw new UnnotedPacking(damaged);
            }
            throw damaged;
        }
        storedBytes = from.storedBytes();
        return Optional.empty();
    }

    private boolean isGzip(int count) {
        return count > 1 && buffer.array()[0] == (byte) 0x1f && buffer.array()[1] == (byte) 0x8b;
    }
}
