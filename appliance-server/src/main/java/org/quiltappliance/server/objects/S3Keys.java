package org.quiltappliance.server.objects;

import java.util.Optional;
import java.util.regex.Pattern;
import org.quiltappliance.server.contents.Hash;

/**
 * Where things are in the bucket, as in the original's ({@code registry-api.md} 7.1):
 *
 * <pre>{@code
 * objs/<owner>/<hash>         an object
 * packed/<owner>/<hash>       empty: that object may be stored packed, which listings do not tell
 * trash/objs/<owner>/<hash>   one that was put aside
 * }</pre>
 */
final class S3Keys {

    /** Below this are all objects that count. */
    static final String OBJECTS = "objs/";

    /** Below this are hints at objects that are stored packed. */
    static final String PACKED = "packed/";

    /** Below this is what was put aside. */
    static final String TRASH = "trash/objs/";

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]{0,199}");

    /** Whose, and which. */
    record Name(String owner, Hash hash) {}

    private S3Keys() {}

    static String object(String owner, Hash hash) {
        return OBJECTS + segment(owner) + "/" + hash;
    }

    static String packed(String owner, Hash hash) {
        return packedOf(owner) + hash;
    }

    static String packedOf(String owner) {
        return PACKED + segment(owner) + "/";
    }

    static String trash(String owner, Hash hash) {
        return TRASH + segment(owner) + "/" + hash;
    }

    static String objectsOf(String owner) {
        return OBJECTS + segment(owner) + "/";
    }

    /** The owner as one segment of a key: names of accounts as they are, and any other text safely. */
    static String segment(String owner) {
        return PLAIN.matcher(owner).matches() ? owner : FolderLayout.nameOf(owner);
    }

    /** @param prefix {@link #OBJECTS} or {@link #TRASH} @return nothing for keys that are not ours */
    static Optional<Name> name(String prefix, String key) {
        int slash = key.lastIndexOf('/');
        if (!key.startsWith(prefix) || slash < prefix.length()) {
            return Optional.empty();
        }
        var segment = key.substring(prefix.length(), slash);
        var hash = key.substring(slash + 1);
        var owner = PLAIN.matcher(segment).matches() ? Optional.of(segment) : FolderLayout.ownerOf(segment);
        return owner.filter(name -> segment(name).equals(segment) && Hash.isHash(hash))
                .map(name -> new Name(name, Hash.parse(hash)));
    }
}
