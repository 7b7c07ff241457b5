package org.quiltappliance.server.packages;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.packages.KnownObjects.Known;

/** The SQL of looks at objects that ask for no package. */
final class KnownObjectStore {

    private static final String SAMPLE = """
            select p.owner, n.hash
              from (select id, owner from package order by id desc fetch first :most rows only) p
              join package_object n on n.package_id = p.id
             fetch first :most rows only
            """;

    List<Known> sample(Handle tx, int atMost) {
        return tx.createQuery(SAMPLE)
                .bind("most", atMost)
                .map((row, context) -> new Known(row.getString("owner"), Hash.of(row.getBytes("hash"))))
                .list();
    }
}
