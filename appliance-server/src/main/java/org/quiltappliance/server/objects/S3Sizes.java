package org.quiltappliance.server.objects;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.errors.ApplianceException;

/**
 * Looks for many objects of one owner. A page of the bucket's listing answers for all hashes between its first and its
 * last key, so pages are read where the wanted hashes lie close together, and single objects are asked for where not.
 */
final class S3Sizes {

    private static final Hash EMPTY = ContentDigest.sha256("");

    /** So few are asked for one by one. */
    private static final int FEW = 200;

    /** A page takes as long as asking for about so many. */
    private static final int WORTH_A_PAGE = 20;

    private static final int AT_ONCE = 16;

    private final S3Bucket bucket;
    private final PackedLength packed;
    private final Executor threads;

    S3Sizes(S3Bucket bucket, PackedLength packed, Executor threads) {
        this.bucket = bucket;
        this.packed = packed;
        this.threads = threads;
    }

    /** @param wanted distinct, in ascending order */
    Map<Hash, Long> of(String owner, List<Hash> wanted) {
        boolean few = wanted.size() <= FEW;
        var parts = new ArrayList<CompletableFuture<Map<Hash, Long>>>();
        int each = Math.max(1, (wanted.size() + AT_ONCE - 1) / AT_ONCE);
        for (int from = 0; from < wanted.size(); from += each) {
            var part = new Part(owner, wanted.subList(from, Math.min(wanted.size(), from + each)));
            parts.add(CompletableFuture.supplyAsync(() -> part.look(few), threads));
        }
        Map<Hash, Long> all = new HashMap<>();
        try {
            parts.forEach(part -> all.putAll(part.join()));
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof ApplianceException known) {
                throw known;
            }
            throw failed;
        }
        return all;
    }

    /** The length of the content; nothing when what is stored is no complete object. */
    private OptionalLong length(Hash hash, String key, StoredObject object) {
        if (hash.equals(EMPTY)) {
            return OptionalLong.of(0);
        }
        return object.storedBytes() == 0 ? OptionalLong.empty() : OptionalLong.of(packed.of(key, object));
    }

    /** What one thread looks for. */
    private final class Part {
        private final String owner;
        private final List<Hash> wanted;
        private final Map<Hash, Long> sizes = new HashMap<>();
        private int next;

        Part(String owner, List<Hash> wanted) {
            this.owner = owner;
            this.wanted = wanted;
        }

        Map<Hash, Long> look(boolean singly) {
            while (next < wanted.size()) {
                if (singly || !readPage()) {
                    askSingly(singly ? wanted.size() : WORTH_A_PAGE);
                }
            }
            return sizes;
        }

        private void askSingly(int count) {
            for (int i = 0; i < count && next < wanted.size(); i++, next++) {
                var hash = wanted.get(next);
                var key = S3Keys.object(owner, hash);
                bucket.head(key).ifPresent(found -> note(hash, key, found.object()));
            }
        }

        /** @return whether it was worth it */
        private boolean readPage() {
            int before = next;
            var prefix = S3Keys.objectsOf(owner);
            // Comes before this hash and after all smaller ones but a few.
            var digits = wanted.get(next).toString();
            var page = bucket.page(prefix, prefix + digits.substring(0, digits.length() - 1));
            for (var entry : page.entries()) {
                var name = S3Keys.name(S3Keys.OBJECTS, entry.key());
                if (name.isPresent()) {
                    take(name.get().hash(), entry);
                }
            }
            if (page.complete()) {
                next = wanted.size();
            }
            return next == wanted.size() || next - before >= WORTH_A_PAGE;
        }

        private void take(Hash listed, S3Xml.Entry entry) {
            while (next < wanted.size() && wanted.get(next).compareTo(listed) < 0) {
                next++;
            }
            if (next < wanted.size() && wanted.get(next).equals(listed)) {
                note(listed, entry.key(), described(entry));
                next++;
            }
        }

        private void note(Hash hash, String key, StoredObject object) {
            length(hash, key, object).ifPresent(length -> sizes.put(hash, length));
        }

        /** A listing that does not tell how objects are stored is read as if none were packed. */
        private StoredObject described(S3Xml.Entry entry) {
            boolean isPacked =
                    entry.encoding().filter(ObjectEncoding.GZIP::equals).isPresent();
            return isPacked
                    ? new StoredObject(
                            entry.storedBytes(),
                            entry.originalBytes().orElse(StoredObject.UNKNOWN),
                            ObjectEncoding.GZIP)
                    : new StoredObject(entry.storedBytes(), entry.storedBytes(), ObjectEncoding.RAW);
        }
    }
}
