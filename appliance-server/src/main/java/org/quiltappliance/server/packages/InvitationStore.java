package org.quiltappliance.server.packages;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The SQL of invitations. Addresses are in lower case. */
final class InvitationStore {

    private static final String ADD = """
            insert into invitation (package_id, email, invited_at) values (:package, :email, :now)
            on conflict do nothing
            """;

    boolean add(Handle tx, long packageId, String email, Instant now) {
        return tx.createUpdate(ADD)
                        .bind("package", packageId)
                        .bind("email", email)
                        .bind("now", now)
                        .execute()
                > 0;
    }

    boolean delete(Handle tx, long packageId, String email) {
        return tx.createUpdate("delete from invitation where package_id = :package and email = :email")
                        .bind("package", packageId)
                        .bind("email", email)
                        .execute()
                > 0;
    }

    /** Takes one back. @return false when the package has none of that number */
    boolean delete(Handle tx, long packageId, long id) {
        return tx.createUpdate("delete from invitation where package_id = :package and id = :id")
                        .bind("package", packageId)
                        .bind("id", id)
                        .execute()
                > 0;
    }

    private static final String SELECT = """
            select i.id, p.owner, p.name, i.email, i.invited_at
              from invitation i join package p on p.id = i.package_id
            """;

    List<Invitation> to(Handle tx, String email) {
        return tx.createQuery(SELECT + " where i.email = :email order by i.id")
                .bind("email", email)
                .map((row, context) -> invitation(row))
                .list();
    }

    List<Invitation> of(Handle tx, long packageId) {
        return tx.createQuery(SELECT + " where i.package_id = :package order by i.id")
                .bind("package", packageId)
                .map((row, context) -> invitation(row))
                .list();
    }

    private static final String ACCEPT = """
            insert into access (package_id, grantee)
            select i.package_id, :grantee from invitation i where i.email = :email
            on conflict do nothing
            """;

    /** Turns every invitation to the address into access for the person. */
    void accept(Handle tx, String email, String person) {
        tx.createUpdate(ACCEPT).bind("email", email).bind("grantee", person).execute();
        tx.createUpdate("delete from invitation where email = :email")
                .bind("email", email)
                .execute();
    }

    private static Invitation invitation(ResultSet row) throws SQLException {
        return new Invitation(
                row.getLong("id"),
                row.getString("owner"),
                row.getString("name"),
                row.getString("email"),
                row.getObject("invited_at", OffsetDateTime.class).toInstant());
    }
}
