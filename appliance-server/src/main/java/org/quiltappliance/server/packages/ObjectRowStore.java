package org.quiltappliance.server.packages;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;
import org.quiltappliance.server.contents.Hash;

/** The SQL of the objects that revisions name, always in batches: a push may name a million. */
final class ObjectRowStore {

    private static final int BATCH = 10_000;

    /** Neither join nor exists: H2 would look for each hash in each package of the owner, or through all of these. */
    private static final String SIZES = """
            select n.hash, n.size
              from unnest(cast(:hashes as bytea array)) as wanted (hash)
              join package_object n on n.hash = wanted.hash
             where (select p.owner from package p where p.id = n.package_id) = :owner
            """;

    /** Tells the sizes of those objects that are related to a package of this owner, some of them more than once. */
    void sizes(Handle tx, String owner, List<Hash> hashes, SizeReceiver receiver) {
        inBatches(
                hashes,
                batch -> tx.createQuery(SIZES)
                        .bind("owner", owner)
                        .bind("hashes", binaries(tx, batch))
                        .scanResultSet((rows, context) -> {
                            try (context) {
                                var result = rows.get();
                                int count = 0;
                                for (; result.next(); count++) {
                                    receiver.size(Hash.of(result.getBytes(1)), result.getLong(2));
                                }
                                return count;
                            }
                        }));
    }

    private static final String RELATE = """
            insert into package_object (package_id, hash, size)
            select :package, named.hash, named.size
              from unnest(cast(:hashes as bytea array), cast(:sizes as bigint array)) as named (hash, size)
            on conflict do nothing
            """;

    /**
     * Notes that a revision of the package names these objects; those of which this is known stay as they are.
     *
     * @param objects in ascending order of hash, so that two who relate never wait for each other crosswise
     */
    void relate(Handle tx, long packageId, List<Sized> objects) {
        inBatches(
                objects,
                batch -> tx.createUpdate(RELATE)
                        .bind("package", packageId)
                        .bind(
                                "hashes",
                                binaries(tx, batch.stream().map(Sized::hash).toList()))
                        .bind(
                                "sizes",
                                array(
                                        tx,
                                        "bigint",
                                        batch.stream().map(Sized::size).toArray(Long[]::new)))
                        .execute());
    }

    void clear(Handle tx) {
        tx.execute("delete from unrelated_part");
        tx.execute("delete from package_object");
    }

    private static final String VISIBLE = """
            select wanted.hash, min(p.owner) as owner, min(n.size) as size
              from unnest(cast(:hashes as bytea array)) as wanted (hash)
              join package_object n on n.hash = wanted.hash
              join package p on p.id = n.package_id
             where exists (select 1 from access a
                            where a.package_id = p.id and a.grantee in (:everyone, :team, :own))
             group by wanted.hash
            """;

    /** For each hash named by a package that the sight reaches, one place that has it. */
    Map<Hash, PackageObjects.Place> visible(Handle tx, List<Hash> hashes, Sight sight) {
        Map<Hash, PackageObjects.Place> places = new HashMap<>();
        inBatches(
                hashes,
                batch -> tx.createQuery(VISIBLE)
                        .bind("hashes", binaries(tx, batch))
                        .bind("everyone", sight.everyone())
                        .bind("team", sight.team())
                        .bind("own", sight.own())
                        .map((row, context) -> places.put(
                                Hash.of(row.getBytes("hash")),
                                new PackageObjects.Place(row.getString("owner"), row.getLong("size"))))
                        .list());
        return places;
    }

    Optional<String> readme(Handle tx, String owner, Hash hash) {
        return tx.createQuery("select text from readme where owner = :owner and hash = :hash")
                .bind("owner", owner)
                .bind("hash", hash.bytes())
                .mapTo(String.class)
                .findOne();
    }

    void addReadme(Handle tx, String owner, Hash hash, String text) {
        tx.createUpdate("insert into readme (owner, hash, text) values (:owner, :hash, :text) on conflict do nothing")
                .bind("owner", owner)
                .bind("hash", hash.bytes())
                .bind("text", text)
                .execute();
    }

    private static final String COPY_READMES = """
            insert into readme (owner, hash, text)
            select cast(:to as varchar(64)), m.hash, m.text from readme m
             where m.owner = :from
               and m.hash in (select r.readme_hash from revision r where r.package_id = :package)
               and not exists (select 1 from readme o where o.owner = :to and o.hash = m.hash)
            """;

    /** Gives another owner the READMEs of a package, too. */
    void copyReadmes(Handle tx, long packageId, String from, String to) {
        tx.createUpdate(COPY_READMES)
                .bind("package", packageId)
                .bind("from", from)
                .bind("to", to)
                .execute();
    }

    /** An object and how many bytes it has when it is not compressed. In the order of hashes. */
    record Sized(Hash hash, long size) implements Comparable<Sized> {
        @Override
        public int compareTo(Sized other) {
            return hash.compareTo(other.hash);
        }
    }

    /** Takes sizes one by one. */
    interface SizeReceiver {
        void size(Hash hash, long size);
    }

    private static <T> void inBatches(List<T> items, Consumer<List<T>> work) {
        for (int from = 0; from < items.size(); from += BATCH) {
            work.accept(items.subList(from, Math.min(from + BATCH, items.size())));
        }
    }

    private static Argument binaries(Handle tx, List<Hash> hashes) {
        return array(tx, "bytea", hashes.stream().map(Hash::bytes).toArray(byte[][]::new));
    }

    private static Argument array(Handle tx, String type, Object[] values) {
        return (position, statement, context) ->
                statement.setArray(position, tx.getConnection().createArrayOf(type, values));
    }
}
