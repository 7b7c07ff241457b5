package org.quiltappliance.server.reliability;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What clients can see of one package. One without revisions is not there.
 *
 * @param revisions tree hashes
 * @param tags name and tree hash
 * @param versions version as written and tree hash
 */
record PackageState(SortedSet<String> revisions, SortedMap<String, String> tags, SortedMap<String, String> versions) {

    static final String LATEST = "latest";
    static final PackageState NOTHING = new PackageState(new TreeSet<>(), new TreeMap<>(), new TreeMap<>());

    PackageState {
        revisions = Collections.unmodifiableSortedSet(new TreeSet<>(revisions));
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
        versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
    }

    boolean isThere() {
        return !revisions.isEmpty();
    }

    PackageState withRevision(String hash) {
        var more = new TreeSet<>(revisions);
        more.add(hash);
        return new PackageState(more, tags, versions);
    }

    PackageState withTag(String name, String hash) {
        var more = new TreeMap<>(tags);
        more.put(name, hash);
        return new PackageState(revisions, more, versions);
    }

    PackageState withoutTag(String name) {
        var fewer = new TreeMap<>(tags);
        fewer.remove(name);
        return new PackageState(revisions, fewer, versions);
    }

    PackageState withVersion(String name, String hash) {
        var more = new TreeMap<>(versions);
        more.put(name, hash);
        return new PackageState(revisions, tags, more);
    }
}
