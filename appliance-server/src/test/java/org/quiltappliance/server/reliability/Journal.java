package org.quiltappliance.server.reliability;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.Tree;

/** Everything that was asked of one stage and what was acknowledged of it. */
final class Journal {

    private final List<PackageRecord> packages = new CopyOnWriteArrayList<>();
    private final Map<String, Tree> trees = new ConcurrentHashMap<>();
    private final Map<String, Map<String, byte[]>> planted = new ConcurrentHashMap<>();
    private final Set<StoreView.Key> offered = ConcurrentHashMap.newKeySet();
    private final Map<String, SharedPackage> shared = new ConcurrentHashMap<>();

    /** The package that all with that account push into. */
    SharedPackage shared(String owner) {
        return shared.computeIfAbsent(owner, name -> new SharedPackage(new Pkg(name, "shared")));
    }

    Collection<SharedPackage> shared() {
        return shared.values();
    }

    List<PackageRecord> packages() {
        return packages;
    }

    PackageRecord open(Pkg pkg) {
        var record = new PackageRecord(pkg);
        packages.add(record);
        return record;
    }

    /** Remembers the tree, so that it can be compared with what comes back. */
    void remember(Tree tree) {
        trees.putIfAbsent(tree.hash(), tree);
    }

    /** The tree with that hash, if one person alone made it. */
    Optional<Tree> tree(String hash) {
        return Optional.ofNullable(trees.get(hash));
    }

    /** Objects that are in the storage already, so that a push may name many of them in no time. */
    void plants(String owner, Map<String, byte[]> objects) {
        offers(owner, objects.keySet());
        planted.put(owner, Map.copyOf(objects));
    }

    Map<String, byte[]> planted(String owner) {
        return planted.getOrDefault(owner, Map.of());
    }

    /** Objects that may be in the storage from now on, whatever becomes of their push. */
    void offers(String owner, Collection<String> hashes) {
        hashes.forEach(hash -> offered.add(new StoreView.Key(owner, hash)));
    }

    boolean isOffered(StoreView.Key object) {
        return offered.contains(object);
    }
}
