package org.quiltappliance.server.packages;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.ZipException;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.contents.HashSizes;
import org.quiltappliance.server.contents.ObjectList;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.errors.ApplianceException.Forbidden;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.quiltappliance.server.objects.ObjectStore;

/** The objects that a push names: are they there, how large are they, and what does its README say. */
public final class PushedObjects {

    /** How much of a README is shown and searched (registry-api.md 7.4). */
    static final int README_BYTES = 655_360;

    private static final int MOST_NAMED = 20;

    private final Database database;
    private final ObjectRelations relations;
    private final ObjectStore store;
    private final boolean verify;
    private final ObjectRowStore rows = new ObjectRowStore();

    /** @param verify whether objects that are missing in the store refuse the push */
    public PushedObjects(Database database, ObjectRelations relations, ObjectStore store, boolean verify) {
        this.database = database;
        this.relations = relations;
        this.store = store;
        this.verify = verify;
    }

    /** @throws org.quiltappliance.server.errors.ApplianceException.NoSpace when uploads would be refused anyway */
    void requireSpace() {
        store.requireSpace(0);
    }

    /**
     * Looks for those objects in the store that the registry did not know of this owner. Known ones were looked for when
     * they came and are never removed while a package names them.
     *
     * @return the sizes of all of them
     * @throws Invalid naming the objects that are not in the store
     */
    HashSizes check(String owner, ObjectList objects, HashSizes claimed) {
        List<Hash> wanted = objects.distinct().sorted().toList();
        var sizes = database.inTransaction(tx -> relations.known(tx, owner, wanted));
        var unknown = wanted.stream().filter(hash -> !sizes.contains(hash)).toList();
        if (!verify) {
            unknown.forEach(hash -> sizes.put(hash, claimed.get(hash)));
        } else if (!unknown.isEmpty()) {
            store.sizes(owner, unknown).forEach(sizes::put);
            requireAll(unknown, sizes);
        }
        return sizes;
    }

    private static void requireAll(List<Hash> wanted, HashSizes there) {
        var missing = wanted.stream().filter(hash -> !there.contains(hash)).toList();
        if (!missing.isEmpty()) {
            throw new Invalid(missing.size() + (missing.size() == 1 ? " object is" : " objects are")
                    + " not in the store yet; push again to upload: "
                    + missing.stream().limit(MOST_NAMED).map(Hash::toString).collect(Collectors.joining(", "))
                    + (missing.size() > MOST_NAMED ? ", ..." : ""));
        }
    }

    /**
     * The text of a README, unless it is known already.
     *
     * @throws Forbidden when it cannot be had (registry-api.md 2.5.1 step 12)
     */
    Optional<Readme> readme(String owner, Hash hash) {
        if (database.inTransaction(tx -> rows.readme(tx, owner, hash)).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new Readme(hash, read(owner, hash)));
    }

    /**
     * The text of a README as it is in the store.
     *
     * @throws Forbidden when it cannot be had (registry-api.md 2.5.1 step 12)
     */
    String read(String owner, Hash hash) {
        var content = store.read(owner, hash);
        if (content.isEmpty()) {
            throw new Forbidden("Failed to download the README: File does not exist");
        }
        try (var open = content.get();
                InputStream original = open.original()) {
            return text(beginning(original));
        } catch (ZipException | EOFException broken) {
            throw new Forbidden("Failed to download the README: Failed to ungzip: " + broken.getMessage());
        } catch (IOException failed) {
            throw new Unavailable("The object store could not be read. Try again in a moment.", failed);
        }
    }

    private static byte[] beginning(InputStream from) throws IOException {
        var bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 14];
        int left = README_BYTES;
        for (int count; left > 0 && (count = from.read(buffer, 0, Math.min(buffer.length, left))) > 0; left -= count) {
            bytes.write(buffer, 0, count);
        }
        return bytes.toByteArray();
    }

    /** UTF-8 with everything dropped that is not: the cut may have split a character; and no U+0000 (defect D4). */
    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.IGNORE)
                    .onUnmappableCharacter(CodingErrorAction.IGNORE)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString()
                    .replace("\0", "");
        } catch (CharacterCodingException impossible) {
            throw new IllegalStateException("A decoder that ignores errors has found one", impossible);
        }
    }
}
