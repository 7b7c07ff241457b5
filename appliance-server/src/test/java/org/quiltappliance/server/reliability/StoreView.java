package org.quiltappliance.server.reliability;

import java.io.IOException;
import java.util.List;
import java.util.SortedMap;

/** A storage of objects, looked at past the appliance. */
interface StoreView {

    /** An object. */
    record Key(String owner, String hash) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byOwner = owner.compareTo(other.owner);
            return byOwner != 0 ? byOwner : hash.compareTo(other.hash);
        }
    }

    /** Reads all that is stored. @return the SHA-256 of the content of each, unpacked where it is stored packed */
    SortedMap<Key, String> contentHashes() throws IOException;

    /** Stores an object past the appliance, to save the time of sending it. */
    void plant(Key object, byte[] content) throws IOException;

    /** What nobody needs any more while nobody uploads: halves of uploads and the like. At most one process may run. */
    List<String> leftovers() throws IOException;
}
