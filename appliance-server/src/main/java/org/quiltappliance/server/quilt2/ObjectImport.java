package org.quiltappliance.server.quilt2;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.contents.HashSizes;
import org.quiltappliance.server.contents.ObjectList;
import org.quiltappliance.server.objects.ObjectStore;

/** Brings the objects of one package over, as they are stored there. */
final class ObjectImport {

    private final ObjectCopies copies;
    private final ObjectStore target;
    private final String packageName;
    private final String owner;
    private final Tally total;
    private final Pulse pulse;
    private final HashSizes sizes = new HashSizes();
    private final Set<Hash> lacking = new HashSet<>();

    ObjectImport(ObjectCopies copies, ObjectStore target, OriginalStore.Package from, Tally total, Pulse pulse) {
        this.copies = copies;
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
            var absent =
                    wanted.stream().filter(hash -> !there.containsKey(hash)).toList();
            target.sizes(owner, copied(absent)).forEach(sizes::put);
        }
        return (int) objects.distinct().filter(lacking::contains).count();
    }

    /** @return those that came */
    private List<Hash> copied(List<Hash> hashes) {
        List<Hash> arrived = new ArrayList<>();
        copies.run(owner, hashes, new ObjectCopies.Listener() {
            @Override
            public void moved(int bytes) {
                pulse.advance(0, bytes);
            }

            @Override
            public void came(Hash hash, long storedBytes) {
                arrived.add(hash);
                total.came(Kind.OBJECTS);
                total.brought(storedBytes);
            }

            @Override
            public void isLacking(Hash hash, String reason) {
                lacking.add(hash);
                total.leftOut(Kind.OBJECTS);
                total.problem("object " + owner + "/" + hash + " of " + packageName, reason);
            }
        });
        return arrived;
    }
}
