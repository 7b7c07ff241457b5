package org.quiltappliance.server.packages;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;
import org.quiltappliance.server.contents.Hash;

/** The SQL of the objects that revisions name, always in batches: a push may name a million. */
final class ObjectRowStore {

    private static final int BATCH = 10_000;

    private static final String SIZES = """
            select o.hash, o.size
              from unnest(cast(:hashes as bytea array)) as wanted (hash)
              join object o on o.owner = :owner and o.hash = wanted.hash
            """;

    /** Tells the sizes of those objects that the registry knows of this owner. */
    void sizes(Handle tx, String owner, Iterator<Hash> hashes, SizeReceiver receiver) {
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

    private static final String ADD = """
            insert into object (owner, hash, size)
            select :owner, fresh.hash, fresh.size
              from unnest(cast(:hashes as bytea array), cast(:sizes as bigint array)) as fresh (hash, size)
            on conflict do nothing
            """;

    /**
     * Notes objects; those that are known already stay as they are.
     *
     * @param objects in ascending order of hash, so that two pushes never wait for each other crosswise
     * @return whether none was known
     */
    boolean add(Handle tx, String owner, List<Sized> objects) {
        long added = inBatches(
                objects.iterator(),
                batch -> tx.createUpdate(ADD)
                        .bind("owner", owner)
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
        return added == objects.size();
    }

    private static final String RELATE = """
            insert into package_object (package_id, hash)
            select :package, named.hash from unnest(cast(:hashes as bytea array)) as named (hash)
            on conflict do nothing
            """;

    /** Notes that a revision of the package names these objects. */
    void relate(Handle tx, long packageId, Iterator<Hash> hashes) {
        inBatches(
                hashes,
                batch -> tx.createUpdate(RELATE)
                        .bind("package", packageId)
                        .bind("hashes", binaries(tx, batch))
                        .execute());
    }

    private static final String FORGET = """
            delete from object
             where owner = :owner and hash in (select gone.hash from unnest(cast(:hashes as bytea array)) as gone (hash))
            """;

    /** Forgets objects, so that the next push that names them looks for them in the store. */
    void forget(Handle tx, String owner, Iterator<Hash> hashes) {
        inBatches(
                hashes,
                batch -> tx.createUpdate(FORGET)
                        .bind("owner", owner)
                        .bind("hashes", binaries(tx, batch))
                        .execute());
    }

    void clear(Handle tx) {
        tx.execute("delete from package_object");
        tx.execute("delete from object");
    }

    /** Where an object can be had. */
    record Place(String owner, long size) {}

    private static final String VISIBLE = """
            select wanted.hash, min(p.owner) as owner, min(o.size) as size
              from unnest(cast(:hashes as bytea array)) as wanted (hash)
              join package_object n on n.hash = wanted.hash
              join package p on p.id = n.package_id
              join object o on o.owner = p.owner and o.hash = n.hash
             where exists (select 1 from access a
                            where a.package_id = p.id and a.grantee in (:everyone, :team, :own))
             group by wanted.hash
            """;

    /** For each hash named by a package that the sight reaches, one place that has it. */
    Map<Hash, Place> visible(Handle tx, Iterator<Hash> hashes, Sight sight) {
        Map<Hash, Place> places = new HashMap<>();
        inBatches(
                hashes,
                batch -> tx.createQuery(VISIBLE)
                        .bind("hashes", binaries(tx, batch))
                        .bind("everyone", sight.everyone())
                        .bind("team", sight.team())
                        .bind("own", sight.own())
                        .map((row, context) -> places.put(
                                Hash.of(row.getBytes("hash")), new Place(row.getString("owner"), row.getLong("size"))))
                        .list()
                        .size());
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

    /** An object and how many bytes it has when it is not compressed. */
    record Sized(Hash hash, long size) {}

    /** Takes sizes one by one. */
    interface SizeReceiver {
        void size(Hash hash, long size);
    }

    /** @return the sum of what the work returns for each batch */
    private static <T> long inBatches(Iterator<T> items, ToLongFunction<List<T>> work) {
        long sum = 0;
        List<T> batch = new ArrayList<>();
        while (items.hasNext()) {
            batch.add(items.next());
            if (batch.size() == BATCH || !items.hasNext()) {
                sum += work.applyAsLong(batch);
                batch = new ArrayList<>();
            }
        }
        return sum;
    }

    private static Argument binaries(Handle tx, List<Hash> hashes) {
        return array(tx, "bytea", hashes.stream().map(Hash::bytes).toArray(byte[][]::new));
    }

    private static Argument array(Handle tx, String type, Object[] values) {
        return (position, statement, context) ->
                statement.setArray(position, tx.getConnection().createArrayOf(type, values));
    }
}
