package org.quiltappliance.server.quilt2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.contents.HashSizes;
import org.quiltappliance.server.contents.ObjectList;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.objects.ForeignObjects;
import org.quiltappliance.server.objects.ForeignObjects.Found;
import org.quiltappliance.server.objects.ObjectEncoding;
import org.quiltappliance.server.objects.ObjectStore;

/** Brings the objects of one package over, as they are stored there; each is hashed on the way. */
final class ObjectImport {

    private static final int BUFFER_BYTES = 1 << 16;

    private final ForeignObjects original;
    private final ObjectStore target;
    private final String packageName;
    private final String owner;
    private final Tally total;
    private final Pulse pulse;
    private final HashSizes sizes = new HashSizes();
    private final Set<Hash> lacking = new HashSet<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);

    ObjectImport(ForeignObjects original, ObjectStore target, OriginalStore.Package from, Tally total, Pulse pulse) {
        this.original = original;
        this.target = target;
        this.packageName = from.owner() + "/" + from.name();
        this.owner = from.owner();
        this.total = total;
        this.pulse = pulse;
    }

    /** Of the objects that are here now, unpacked; of those that are not, what the original says. */
    HashSizes sizes() {
        return sizes;
    }

    /** Lets a revision name objects that are missing or damaged. */
    void believe(ObjectList objects, OriginalStore said) {
        objects.distinct()
                .filter(lacking::contains)
                .forEach(hash -> said.size(owner, hash.toString())
                        .filter(size -> size >= 0)
                        .ifPresent(size -> sizes.put(hash, size)));
    }

    /** Sees to it that these objects are here. @return how many are missing or damaged in the original */
    int bring(ObjectList objects) {
        List<Hash> wanted = objects.distinct()
                .filter(hash -> !sizes.contains(hash) && !lacking.contains(hash))
                .sorted()
                .toList();
        if (!wanted.isEmpty()) {
            var there = target.sizes(owner, wanted);
            there.forEach(sizes::put);
            total.here(Kind.OBJECTS, there.size());
            List<Hash> came = new ArrayList<>();
            for (Hash hash : wanted) {
                if (!there.containsKey(hash) && copied(hash)) {
                    came.add(hash);
                }
            }
            target.sizes(owner, came).forEach(sizes::put);
        }
        return (int) objects.distinct().filter(lacking::contains).count();
    }

    private boolean copied(Hash hash) {
        Pulse.check();
        var trouble = copy(hash);
        trouble.ifPresent(reason -> {
            lacking.add(hash);
            total.leftOut(Kind.OBJECTS);
            total.problem("object " + owner + "/" + hash + " of " + packageName, reason);
        });
        return trouble.isEmpty();
    }

    /** @return what is wrong with it */
    private Optional<String> copy(Hash hash) {
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
                looksPacked |= first && isGzip(count);
                upload.write(buffer.clear().limit(count));
                pulse.advance(0, count);
            }
            upload.commit();
        } catch (Invalid damaged) {
            if (looksPacked && encoding == ObjectEncoding.RAW) {
                throw new UnnotedPacking(damaged);
            }
            throw damaged;
        }
        total.came(Kind.OBJECTS);
        total.brought(from.storedBytes());
        return Optional.empty();
    }

    private boolean isGzip(int count) {
        return count > 1 && buffer.array()[0] == (byte) 0x1f && buffer.array()[1] == (byte) 0x8b;
    }
}
