package org.quiltappliance.server.reliability;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.quiltappliance.server.testing.Pkg;

/**
 * A package into which several people push a path of their own at the same time. The order is the server's, so only this
 * is known: each path of the latest revision holds what its person was last told, or what he did not hear of; and every
 * revision anybody was told of is there.
 */
final class SharedPackage {

    /** What one path must hold, or may hold: hashes of objects, empty for none. */
    private record Slot(String certain, String possible) {}

    private static final Slot FREE = new Slot("", "");

    private final Pkg pkg;
    private final Map<String, Slot> slots = new ConcurrentHashMap<>();
    private final Set<String> revisions = ConcurrentHashMap.newKeySet();

    SharedPackage(Pkg pkg) {
        this.pkg = pkg;
    }

    Pkg pkg() {
        return pkg;
    }

    Set<String> revisions() {
        return Set.copyOf(revisions);
    }

    Set<String> paths() {
        return Set.copyOf(slots.keySet());
    }

    void tries(String path, String object) {
        slots.merge(path, new Slot("", object), (old, now) -> new Slot(old.certain(), object));
    }

    void acknowledged(String path, String revision) {
        slots.computeIfPresent(path, (same, slot) -> new Slot(slot.possible(), ""));
        revisions.add(revision);
    }

    /** What the path holds now; empty for nothing. */
    void saw(String path, String object) {
        var slot = slots.getOrDefault(path, FREE);
        if (!object.equals(slot.certain()) && !(object.equals(slot.possible()) && !object.isEmpty())) {
            throw new AssertionError(pkg + "/" + path + " holds '" + object + "' but acknowledged was '"
                    + slot.certain() + "', and without an answer '" + slot.possible() + "'");
        }
        slots.put(path, new Slot(object, ""));
    }
}
