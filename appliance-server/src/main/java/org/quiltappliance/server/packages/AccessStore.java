package org.quiltappliance.server.packages;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** The SQL of who has access. */
final class AccessStore {

    /** @return false when the grantee has access already */
    boolean grant(Handle tx, long packageId, String grantee) {
        return tx.createUpdate(
                                "insert into access (package_id, grantee) values (:package, :grantee) on conflict do nothing")
                        .bind("package", packageId)
                        .bind("grantee", grantee)
                        .execute()
                > 0;
    }

    boolean revoke(Handle tx, long packageId, String grantee) {
        return tx.createUpdate("delete from access where package_id = :package and grantee = :grantee")
                        .bind("package", packageId)
                        .bind("grantee", grantee)
                        .execute()
                > 0;
    }

    void revokeAll(Handle tx, String grantee) {
        tx.createUpdate("delete from access where grantee = :grantee")
                .bind("grantee", grantee)
                .execute();
    }

    boolean has(Handle tx, long packageId, String grantee) {
        return tx.createQuery("select 1 from access where package_id = :package and grantee = :grantee")
                .bind("package", packageId)
                .bind("grantee", grantee)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    List<String> grantees(Handle tx, long packageId) {
        return tx.createQuery("select grantee from access where package_id = :package order by grantee")
                .bind("package", packageId)
                .mapTo(String.class)
                .list();
    }
}
