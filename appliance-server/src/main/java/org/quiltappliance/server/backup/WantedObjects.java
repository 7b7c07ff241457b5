package org.quiltappliance.server.backup;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.contents.HashSizes;
import org.quiltappliance.server.contents.ObjectList;

/**
 * The objects that rows name, each owner's once, gathered while the rows pass by. About 50 bytes an object; revisions
 * and packages count little.
 */
final class WantedObjects {

    private final Map<Long, String> owners = new HashMap<>();
    private final Map<Long, Long> packages = new HashMap<>();
    private final Map<String, HashSizes> byOwner = new TreeMap<>();
    private long count;
    private long bytes;

    /** Visits objects. */
    interface Visitor {
        /** @param size of the content in bytes; negative when unknown */
        void object(String owner, Hash hash, long size);
    }

    /** Takes note of a row of any table; packages come before revisions, and those before their parts. */
    void see(Row row) {
        switch (row.table().name()) {
            case "package" -> owners.put(row.number("id"), row.text("owner"));
            case "revision" -> packages.put(row.number("id"), row.number("package_id"));
            case "revision_part" -> packageOf(row).ifPresent(id -> addAll(ownerOf(id), objects(row)));
            default -> {
                // Nothing else names objects; a README is an object of its revision, too.
            }
        }
    }

    /** The id of the package whose list of objects that row is; nothing for a part of a tree. */
    Optional<Long> packageOf(Row part) {
        return part.text("kind").equals("objects")
                ? Optional.ofNullable(packages.get(part.number("revision_id")))
                : Optional.empty();
    }

    static ObjectList objects(Row part) {
        return ObjectList.stored(List.of(part.bytes("bytes")));
    }

    private String ownerOf(long packageId) {
        return owners.getOrDefault(packageId, "");
    }

    private void addAll(String owner, ObjectList list) {
        list.forEachDistinct(list.all(), (hash, size) -> add(owner, hash, size));
    }

    void add(String owner, Hash hash, long size) {
        var sizes = byOwner.computeIfAbsent(owner, name -> new HashSizes());
        if (!sizes.contains(hash)) {
            sizes.put(hash, Math.max(0, size));
            count++;
            bytes += Math.max(0, size);
        }
    }

    boolean contains(String owner, Hash hash) {
        var sizes = byOwner.get(owner);
        return sizes != null && sizes.contains(hash);
    }

    void forEach(Visitor visitor) {
        byOwner.forEach((owner, sizes) -> sizes.forEach((hash, size) -> visitor.object(owner, hash, size)));
    }

    /** Visits all objects, so many of one owner at once. */
    void inBatches(int most, BiConsumer<String, List<Hash>> visitor) {
        byOwner.forEach((owner, sizes) -> {
            List<Hash> batch = new ArrayList<>();
            sizes.forEach((hash, size) -> {
                batch.add(hash);
                if (batch.size() == most) {
                    visitor.accept(owner, List.copyOf(batch));
                    batch.clear();
                }
            });
            if (!batch.isEmpty()) {
                visitor.accept(owner, List.copyOf(batch));
            }
        });
    }

    long count() {
        return count;
    }

    /** The sum of all sizes that are known. */
    long bytes() {
        return bytes;
    }
}
