package org.quiltappliance.server.objects;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.errors.ApplianceException;

/**
 * Looks for many objects of one owner. A page of the bucket's listing answers for all hashes between its first and its
 * last key, so pages are read where the wanted hashes lie close together, and single objects are asked for where not.
 * A page tells the stored length. What we stored packed is asked for singly; of what others stored packed, a page's
 * length is told, which is as good for all that clients do with it ({@code client-protocol.md} 8.6).
 */
final class S3Sizes {

    private static final Hash EMPTY = ContentDigest.sha256("");

    /** So few are asked for one by one. */
    private static final int FEW = 200;

    /** A page takes as long as asking for about so many. */
    private static final int WORTH_A_PAGE = 20;

    private static final int SINGLE_AT_ONCE = 16;
    private static final int LISTINGS_AT_ONCE = 2;

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
        if (wanted.size() <= FEW) {
            return singly(owner, wanted);
        }
        var packedOnes = packedOf(owner);
        var parted = wanted.stream().collect(Collectors.partitioningBy(packedOnes::contains));
        var found = new HashMap<>(byPages(owner, parted.get(false)));
        found.putAll(singly(owner, parted.get(true)));
        return found;
    }

    /** Those of which a listing would tell another length than that of their content. */
    private Set<Hash> packedOf(String owner) {
        var prefix = S3Keys.packedOf(owner);
        var hashes = new HashSet<Hash>();
        var page = bucket.page(prefix, "");
        while (true) {
            page.entries()
                    .forEach(entry ->
                            S3Keys.name(S3Keys.PACKED, entry.key()).ifPresent(name -> hashes.add(name.hash())));
            if (page.complete()) {
                return hashes;
            }
            page = bucket.pageBehind(prefix, page);
        }
    }

    private Map<Hash, Long> singly(String owner, List<Hash> wanted) {
        return atOnce(parts(owner, wanted, SINGLE_AT_ONCE).stream()
                .<Supplier<Map<Hash, Long>>>map(part -> part::askSingly)
                .toList());
    }

    /** Few listings run at once: each is much work for the server, which may go through all keys from its start on. */
    private Map<Hash, Long> byPages(String owner, List<Hash> wanted) {
        return atOnce(parts(owner, wanted, LISTINGS_AT_ONCE).stream()
                .<Supplier<Map<Hash, Long>>>map(part -> part::look)
                .toList());
    }

    private List<Part> parts(String owner, List<Hash> wanted, int count) {
        int each = Math.max(1, (wanted.size() + count - 1) / count);
        return IntStream.iterate(0, from -> from < wanted.size(), from -> from + each)
                .mapToObj(from -> new Part(owner, wanted.subList(from, Math.min(wanted.size(), from + each))))
                .toList();
    }

    private Map<Hash, Long> atOnce(List<Supplier<Map<Hash, Long>>> tasks) {
        var running = tasks.stream()
                .map(task -> CompletableFuture.supplyAsync(task, threads))
                .toList();
        Map<Hash, Long> all = new HashMap<>();
        try {
            running.forEach(task -> all.putAll(task.join()));
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

    /** Neighbours, which one thread looks for. */
    private final class Part {
        private final String owner;
        private final String prefix;
        private final List<Hash> wanted;
        private final Map<Hash, Long> sizes = new HashMap<>();
        private int next;

        Part(String owner, List<Hash> wanted) {
            this.owner = owner;
            this.prefix = S3Keys.objectsOf(owner);
            this.wanted = wanted;
        }

        Map<Hash, Long> look() {
            while (next < wanted.size()) {
                readPages();
                askSingly(WORTH_A_PAGE);
            }
            return sizes;
        }

        Map<Hash, Long> askSingly() {
            return askSingly(wanted.size());
        }

        private Map<Hash, Long> askSingly(int count) {
            for (int i = 0; i < count && next < wanted.size(); i++, next++) {
                var hash = wanted.get(next);
                var key = S3Keys.object(owner, hash);
                bucket.head(key).ifPresent(found -> note(hash, key, found.object()));
            }
            return sizes;
        }

        /** Reads pages from the next wanted hash on, as long as they are worth it. */
        private void readPages() {
            // Comes before this hash and after all smaller ones but a few.
            var digits = wanted.get(next).toString();
            var page = bucket.page(prefix, prefix + digits.substring(0, digits.length() - 1));
            while (true) {
                int before = next;
                for (var entry : page.entries()) {
                    var name = S3Keys.name(S3Keys.OBJECTS, entry.key());
                    if (name.isPresent()) {
                        take(name.get().hash(), entry);
                    }
                }
                if (page.complete()) {
                    next = wanted.size();
                }
                if (next == wanted.size() || next - before < WORTH_A_PAGE) {
                    return;
                }
                page = bucket.pageBehind(prefix, page);
            }
        }

        private void take(Hash listed, S3Xml.Entry entry) {
            while (next < wanted.size() && wanted.get(next).compareTo(listed) < 0) {
                next++;
            }
            if (next < wanted.size() && wanted.get(next).equals(listed)) {
                long stored = entry.storedBytes();
                note(listed, entry.key(), new StoredObject(stored, stored, ObjectEncoding.RAW));
                next++;
            }
        }

        private void note(Hash hash, String key, StoredObject object) {
            length(hash, key, object).ifPresent(length -> sizes.put(hash, length));
        }
    }
}
