package org.quiltappliance.server.packages;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.quiltappliance.server.contents.Hash;

/** The SQL of versions. */
final class VersionStore {

    private static final String ADD = """
            insert into version (package_id, version, revision_id, user_version)
            values (:package, :version, :revision, :written) on conflict do nothing
            """;

    /** @return false when the normal form is taken, by whatever revision */
    boolean add(Handle tx, long packageId, VersionString version, long revisionId) {
        return tx.createUpdate(ADD)
                        .bind("package", packageId)
                        .bind("version", version.normalForm())
                        .bind("revision", revisionId)
                        .bind("written", version.asWritten())
                        .execute()
                > 0;
    }

    private static final String LIST = """
            select v.user_version, r.hash from version v join revision r on r.id = v.revision_id
             where v.package_id = :package order by v.version
            """;

    List<Version> list(Handle tx, long packageId) {
        return tx.createQuery(LIST)
                .bind("package", packageId)
                .map((row, context) ->
                        new Version(VersionString.parse(row.getString("user_version")), Hash.of(row.getBytes("hash"))))
                .list();
    }
}
