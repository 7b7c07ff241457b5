package org.quiltappliance.server.packages;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.lifecycle.StoredCounts;
import org.quiltappliance.server.packages.KnownObjects.Known;

/** The SQL of looks at objects that ask for no package. */
final class KnownObjectStore {

    private static final String SAMPLE = """
            select p.owner, n.hash
              from (select id, owner from package order by id desc fetch first :most rows only) p
              join package_object n on n.package_id = p.id
             fetch first :most rows only
            """;

    private static final String COUNT = """
            select (select count(*) from package) packages,
                   (select count(*) from revision) revisions,
                   (select count(*) from package_object) objects,
                   (select coalesce(sum(size), 0) from package_object) bytes,
                   (select count(*) from account) users
            """;

    StoredCounts count(Handle tx) {
        return tx.createQuery(COUNT)
                .map((row, context) -> new StoredCounts(
                        row.getLong("packages"),
                        row.getLong("revisions"),
                        row.getLong("objects"),
                        row.getLong("bytes"),
                        row.getLong("users")))
                .one();
    }

    List<Known> sample(Handle tx, int atMost) {
        return tx.createQuery(SAMPLE)
                .bind("most", atMost)
                .map((row, context) -> new Known(row.getString("owner"), Hash.of(row.getBytes("hash"))))
                .list();
    }
}
