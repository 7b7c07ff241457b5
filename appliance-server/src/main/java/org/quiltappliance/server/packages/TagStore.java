package org.quiltappliance.server.packages;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.quiltappliance.server.contents.Hash;

/** The SQL of tags. */
final class TagStore {

    /** Points the tag at the revision. The package's row is locked by the caller, so nobody comes between. */
    void set(Handle tx, long packageId, String tag, long revisionId) {
        int moved = tx.createUpdate("update tag set revision_id = :revision where package_id = :package and tag = :tag")
                .bind("package", packageId)
                .bind("tag", tag)
                .bind("revision", revisionId)
                .execute();
        if (moved == 0) {
            tx.createUpdate("insert into tag (package_id, tag, revision_id) values (:package, :tag, :revision)")
                    .bind("package", packageId)
                    .bind("tag", tag)
                    .bind("revision", revisionId)
                    .execute();
        }
    }

    boolean delete(Handle tx, long packageId, String tag) {
        return tx.createUpdate("delete from tag where package_id = :package and tag = :tag")
                        .bind("package", packageId)
                        .bind("tag", tag)
                        .execute()
                > 0;
    }

    private static final String LIST = """
            select t.tag, r.hash from tag t join revision r on r.id = t.revision_id
             where t.package_id = :package order by t.tag
            """;

    List<Tag> list(Handle tx, long packageId) {
        return tx.createQuery(LIST)
                .bind("package", packageId)
                .map((row, context) -> new Tag(row.getString("tag"), Hash.of(row.getBytes("hash"))))
                .list();
    }
}
