package org.quiltappliance.server.packages;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.quiltappliance.server.contents.ObjectList;

/** The SQL of lists of objects that a push has stored and nobody has related to their package yet. */
final class UnrelatedPartStore {

    /** One part of such a list, and whose objects it names. */
    record Part(long revisionId, int number, long packageId, String owner) {}

    private static final String ADD = "insert into unrelated_part (revision_id, part) values (:revision, :part)";

    /** Notes all parts of the list that was stored with a revision. */
    void add(Handle tx, long revisionId, ObjectList objects) {
        for (int part = 0; part < objects.parts().size(); part++) {
            tx.createUpdate(ADD).bind("revision", revisionId).bind("part", part).execute();
        }
    }

    private static final String CLAIM = """
            select u.revision_id, u.part from unrelated_part u order by u.revision_id, u.part limit 1 for update skip locked
            """;

    /**
     * The oldest part that nobody else holds; held until the end of the transaction, so that neither another process
     * works on it nor its package is removed meanwhile.
     */
    Optional<Part> claim(Handle tx) {
        return tx.createQuery(CLAIM)
                .map((row, context) -> find(tx, row.getLong("revision_id"), row.getInt("part")))
                .findOne();
    }

    private static final String FIND = """
            select r.id as revision_id, cast(:part as integer) as part, p.id as package_id, p.owner
              from revision r join package p on p.id = r.package_id
             where r.id = :revision
            """;

    private static Part find(Handle tx, long revisionId, int part) {
        return tx.createQuery(FIND)
                .bind("revision", revisionId)
                .bind("part", part)
                .map((row, context) -> part(row))
                .one();
    }

    void remove(Handle tx, Part part) {
        tx.createUpdate("delete from unrelated_part where revision_id = :revision and part = :part")
                .bind("revision", part.revisionId())
                .bind("part", part.number())
                .execute();
    }

    private static final String OF_OWNER = """
            select u.revision_id, u.part, p.id as package_id, p.owner
              from unrelated_part u
              join revision r on r.id = u.revision_id
              join package p on p.id = r.package_id
             where p.owner = :owner
            """;

    /** Those of all packages of an owner. */
    List<Part> ofOwner(Handle tx, String owner) {
        return tx.createQuery(OF_OWNER)
                .bind("owner", owner)
                .map((row, context) -> part(row))
                .list();
    }

    private static final String VISIBLE = """
            select u.revision_id, u.part, p.id as package_id, p.owner
              from unrelated_part u
              join revision r on r.id = u.revision_id
              join package p on p.id = r.package_id
             where exists (select 1 from access a
                            where a.package_id = p.id and a.grantee in (:everyone, :team, :own))
            """;

    /** Those of packages that the sight reaches. */
    List<Part> visible(Handle tx, Sight sight) {
        return tx.createQuery(VISIBLE)
                .bind("everyone", sight.everyone())
                .bind("team", sight.team())
                .bind("own", sight.own())
                .map((row, context) -> part(row))
                .list();
    }

    private static final String OBJECTS = """
            select bytes from revision_part where revision_id = :revision and kind = 'objects' and part = :part
            """;

    /** What a part names; nothing when its package was removed meanwhile. */
    Optional<ObjectList> objects(Handle tx, Part part) {
        return tx.createQuery(OBJECTS)
                .bind("revision", part.revisionId())
                .bind("part", part.number())
                .map((row, context) -> ObjectList.stored(List.of(row.getBytes("bytes"))))
                .findOne();
    }

    private static Part part(ResultSet row) throws SQLException {
        return new Part(
                row.getLong("revision_id"), row.getInt("part"), row.getLong("package_id"), row.getString("owner"));
    }
}
