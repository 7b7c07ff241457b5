package org.quiltappliance.server.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.quiltappliance.server.catalog.Activity.Push;
import org.quiltappliance.server.catalog.Activity.Remark;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.packages.PackageName;
import org.quiltappliance.server.packages.Sight;

/** What lists of pushes and comments read of the tables; the same on both databases. */
final class ActivityStore {

    /** How much of a comment is looked at for a list. */
    private static final int COMMENT_CHARACTERS = 1_000;

    private static final String PACKAGE = "p.owner, p.name,\n" + ListsStore.SHARED;

    private static final String SEEN = ListsStore.SEEN + " and (:author = '' or x.author = :author)";

    private static final String NEWEST = " order by x.created desc, x.id desc limit :most";

    private static final String PUSHES = "select " + PACKAGE + """
                   x.author, x.created, r.hash
              from push_log x
              join package p on p.id = x.package_id
              join revision r on r.id = x.revision_id
            """ + SEEN + NEWEST;

    /** The newest pushes to what the sight reaches. @param author empty for all */
    List<Push> pushes(Handle tx, Sight sight, String author, int most) {
        return bound(tx, PUSHES, sight, author, most)
                .map((row, context) ->
                        new Push(name(row), visibility(row), author(row), when(row), Hash.of(row.getBytes("hash"))))
                .list();
    }

    private static final String COMMENTS =
            "select " + PACKAGE + """
                   x.id, x.author, x.created, substring(x.contents from 1 for :characters) as contents
              from comment x
              join package p on p.id = x.package_id
            """ + SEEN + " and (not x.is_hidden or :own in (x.author, p.owner))" + NEWEST;

    /** The newest comments on what the sight reaches, hidden ones only for those who see them there, too. @param author empty for all */
    List<Remark> comments(Handle tx, Sight sight, String author, int most) {
        return bound(tx, COMMENTS, sight, author, most)
                .bind("characters", COMMENT_CHARACTERS)
                .map((row, context) -> new Remark(
                        row.getLong("id"),
                        name(row),
                        visibility(row),
                        author(row),
                        when(row),
                        FirstSentence.of(row.getString("contents")).orElse("")))
                .list();
    }

    private static Query bound(Handle tx, String sql, Sight sight, String author, int most) {
        return ListsStore.bound(tx, sql, sight).bind("author", author).bind("most", most);
    }

    private static PackageName name(ResultSet row) throws SQLException {
        return new PackageName(row.getString("owner"), row.getString("name"));
    }

    private static Visibility visibility(ResultSet row) throws SQLException {
        return Visibility.of(row.getInt("is_public") == 1, row.getInt("is_team") == 1);
    }

    private static String author(ResultSet row) throws SQLException {
        return row.getString("author");
    }

    private static Instant when(ResultSet row) throws SQLException {
        return row.getObject("created", OffsetDateTime.class).toInstant();
    }
}
